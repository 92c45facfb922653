import DiscModel
import Foundation
import TestSupport
import Testing

@testable import DiscImage

/// Valid images with some bytes changed: the reader must end, with a tree or with an error.
@Suite("Volumes with changed bytes") struct HostileVolumeTests {
  /// An image with Rock Ridge, Joliet and relocated folders, and which of its blocks are looked at.
  private struct Original {
    let image: ImageBlocks
    let structures: [Int]

    init() throws {
      let folder = try TemporaryFolder()
      let source = folder.url.appending(path: "tree")
      try FileManager.default.createDirectory(at: source, withIntermediateDirectories: false)
      try TreeGenerator.build(in: source, seed: 3, fileCount: 150)
      let file = folder.url.appending(path: "image.iso")
      try ForeignProgram("xorriso", package: "Debian package xorriso").run([
        "-as", "mkisofs", "-quiet", "-R", "-J", "-m", "many*", "-m",
        "sizes", "-m", "empty files",
        "-m", "hard links",
        "-o", file.path, source.path,
      ])
      image = ImageBlocks(try Data(contentsOf: file))
      var seen: Set<Int> = []
      for names in VolumeNames.allCases {
        _ = try SessionReader(names: names).readTree {
          [image] (address, blocks, buffer) throws(ImageBlocks.Unreadable) in
          seen.insert(Int(address.rawValue))
          try image.read(address, blocks, buffer)
        }
      }
      structures = seen.sorted()
    }
  }

  /// Reads, counts the blocks that it took, and looks at everything that was found.
  private func readBlocks(of image: ImageBlocks, names: VolumeNames?) -> Int {
    var count = 0
    let tree = try? SessionReader(names: names).readTree {
      (address, blocks, buffer) throws(ImageBlocks.Unreadable) in
      count += Int(blocks.rawValue)
      try image.read(address, blocks, buffer)
    }
    guard let tree else { return count }
    for (index, entry) in tree.entries.enumerated() {
      #expect(index == 0 || Int(entry.parent) < index)
      #expect(
        entry.extents.allSatisfy {
          $0.start >= .zero && $0.start - .zero + $0.blocks <= tree.blockCount
        })
    }
    return count
  }

  @Test(.timeLimit(.minutes(5)))
  func `never stop the reader, nor keep it for long, over 2,000 changes`() throws {
    let original = try Original()
    let values: [UInt8] = [0, 1, 2, 0x7F, 0x80, 0xFF]
    for seed in 0..<2000 {
      var random = SeededGenerator(seed: UInt64(seed))
      var image = original.image
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let block = original.structures.randomElement(using: &random) ?? 16
        // Half of the changes hit the first records of a block.
        let limit = Bool.random(using: &random) ? 256 : 2048
        let offset = block * 2048 + Int.random(in: 0..<limit, using: &random)
        let isSpecial = Bool.random(using: &random)
        image.bytes[offset] =
          isSpecial
          ? values.randomElement(using: &random) ?? 0 : UInt8(truncatingIfNeeded: random.next())
      }
      let names = [nil, .rockRidge, .joliet, .plain][seed % 4] as VolumeNames?
      let count = readBlocks(of: image, names: names)
      #expect(count < 200 * original.image.bytes.count / 2048, "seed \(seed)")
    }
  }

  @Test func `end with an error wherever the image is cut`() throws {
    let original = try Original()
    for block in original.structures {
      let cut = ImageBlocks(original.image.bytes.prefix(block * 2048))
      #expect(throws: (any Error).self) {
        for names in VolumeNames.allCases { _ = try cut.tree(names: names) }
      }
    }
  }
}
