import DiscImage
import DiscModel
import Foundation
import TestSupport
import Testing

/// A sparse file of 4.5 GiB, too large for one section, with bytes wherever something could go
/// wrong. Readers write it to a pipe that `cmp` compares with the source, so it costs no space.
@Suite("A file of 4.5 GiB") struct LargeFileTests {
  private static let byteCount: UInt64 = 9 << 29

  private struct Sparse: Sendable {
    let folder: TemporaryFolder
    var source: URL { folder.url.appending(path: "tree/large.bin") }
    var image: URL { folder.url.appending(path: "image.iso") }
  }

  private static func makeImage() async throws -> Sparse {
    let sparse = Sparse(folder: try TemporaryFolder())
    try sparse.folder.write([], to: "tree/large.bin")
    let file = try FileHandle(forWritingTo: sparse.source)
    try file.truncate(atOffset: byteCount)
    for offset in [0, 1 << 31, (1 << 32) - 2048, (1 << 32) - 1, 1 << 32, byteCount - 9] as [UInt64]
    {
      try file.seek(toOffset: offset)
      try file.write(contentsOf: Data("\(offset)".utf8.prefix(9)))
    }
    try file.close()
    try await writeImage(of: sparse)
    return sparse
  }

  /// Writes the image with holes where it has nothing but zeros.
  private static func writeImage(of sparse: Sparse) async throws {
    let layout = try await GeneratedImage.layout(
      ofContentsOf: sparse.folder.url.appending(path: "tree"))
    try Data().write(to: sparse.image)
    let file = try FileHandle(forWritingTo: sparse.image)
    try file.truncate(atOffset: UInt64(layout.blockCount.byteCount()))
    var stream = ImageStream(layout, chunkBlocks: BlockCount(512))
    while let chunk = try stream.next() {
      try chunk.storage.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress,
          memcmp(start, start + 1, bytes.count - 1) != 0 || bytes[0] != 0
        else { return }
        try file.seek(toOffset: UInt64(chunk.start.byteCount()))
        try file.write(contentsOf: Data(bytes))
      }
    }
    try file.close()
  }

  @Test func `is found by our reader and equal by bsdtar and 7z`() async throws {
    let sparse = try await Self.makeImage()
    let tree = try ImageBlocks(file: sparse.image).tree()
    try #require(tree.entries.count == 2)
    #expect(tree.entries[1].byteCount == Self.byteCount)
    #expect(tree.entries[1].extents.count == 2)
    try ForeignProgram("bash", package: "Debian package bash").run(
      ["-c", Self.comparison, "bash", sparse.image.path, sparse.source.path],
      limit: .seconds(180))
  }

  /// Both readers at once, `$1` being the image and `$2` the source.
  private static let comparison = #"""
    set -o pipefail
    bsdtar -xOf "$1" large.bin | cmp - "$2" & first=$!
    7z x -so "$1" large.bin | cmp - "$2" & second=$!
    wait $first && wait $second
    """#
}
