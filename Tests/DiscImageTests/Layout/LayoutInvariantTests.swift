@testable import DiscImage
import DiscModel
import TestSupport
import Testing

@Suite("Layouts of any tree") struct LayoutInvariantTests {
  static let seeds: [UInt64] = Array(1...12)

  @Test(arguments: seeds)
  func `have extents that lie in the image, in order and apart`(seed: UInt64) throws {
    let layout = try ImageFixture.layout(of: RandomTree.make(seed))
    var next = Int64(layout.contentStart)
    for file in layout.files {
      #expect(Int64(layout.starts[Int(file)]) == next)
      next += layout.blocks(of: file)
    }
    #expect(next == Int64(layout.contentEnd))
    #expect(next + 150 == layout.blockCount.rawValue)
  }

  @Test(arguments: seeds)
  func `have structures of exactly the planned size`(seed: UInt64) throws {
    for systems in [FileSystemSet.iso9660, [.iso9660, .joliet], [.iso9660, .rockRidge], .standard] {
      let layout = try ImageFixture.layout(of: RandomTree.make(seed), systems)
      #expect(ImageFixture.structures(of: layout).count == Int(layout.contentStart) * 2048)
    }
  }

  /// Walks the records by hand: every one in a sector, in ascending order, every directory and
  /// file at the place that the plan gives it, every node found once.
  @Test(arguments: seeds)
  func `have records that can be walked`(seed: UInt64) throws {
    let tree = RandomTree.make(seed)
    let layout = try ImageFixture.layout(of: tree)
    let image = ImageFixture.structures(of: layout)
    for directories in [layout.iso, try #require(layout.joliet)] {
      var found = 0
      for directory in directories.directories {
        let records = try RawRecord.all(in: image, of: directory)
        let identifiers = records.dropFirst(2).map(\.sortKey)
        for (left, right) in zip(identifiers, identifiers.dropFirst()) {
          #expect(left.lexicographicallyPrecedes(right) || left == right)
        }
        #expect(records[0].address == directory.start)
        #expect(records[1].address == directories.directories[directory.parent].start)
        found += records.dropFirst(2).filter { !$0.goesOn }.count
      }
      let links = tree.allPaths.compactMap(tree.node).filter { tree.kind(of: $0) == .symbolicLink }
      #expect(found == tree.nodeCount - (directories.rules == .joliet ? links.count : 0))
    }
  }

  @Test(arguments: seeds)
  func `have identifiers that are unique in their folder`(seed: UInt64) throws {
    let layout = try ImageFixture.layout(of: RandomTree.make(seed))
    let image = ImageFixture.structures(of: layout)
    for directories in [layout.iso, try #require(layout.joliet)] {
      for directory in directories.directories {
        let records = try RawRecord.all(in: image, of: directory).filter { !$0.goesOn }
        #expect(Set(records.map(\.identifier)).count == records.count)
      }
    }
  }

  @Test func `are the same for the same tree`() throws {
    let first = ImageFixture.structures(of: try ImageFixture.layout(of: RandomTree.make(3)))
    let second = ImageFixture.structures(of: try ImageFixture.layout(of: RandomTree.make(3)))
    #expect(first == second)
  }
}

/// Trees with everything that is hard on file systems, of files that need not exist.
enum RandomTree {
  static func make(_ seed: UInt64) -> StagingTree {
    var random = SeededGenerator(seed: seed)
    var tree = StagingTree()
    var folders = [StagingTree.Node](repeating: tree.root, count: 1)
    for number in 0..<400 {
      let folder = folders.randomElement(using: &random) ?? tree.root
      let name = Self.name(number, &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0, 1: folders.append(tree.addFolder(name, in: folder))
      case 2:
        let length = Int.random(in: 1...1500, using: &random)
        tree.addLink(name, to: String(repeating: "../x", count: length), in: folder)
      case 3:
        tree.addFile(name, byteCount: 777, in: folder, linkGroup: UInt32(1 + number % 5))
      case 4:
        tree.addFile(name, byteCount: 5_000_000_000, in: folder, seconds: -3_000_000_000)
      default:
        let size = UInt64.random(in: 0...9000, using: &random)
        tree.addFile(name, byteCount: size, in: folder, seconds: Int64(number) * 10_000_000)
      }
    }
    return tree
  }

  /// Unique in the tree; alike in the first characters, so that cut and changed names clash.
  private static func name(_ number: Int, _ random: inout SeededGenerator) -> String {
    let units = ["a", "é", "日", "😀", "*", "A", " ", "."]
    let unit = units.randomElement(using: &random) ?? "a"
    let length = Int.random(in: 1...60, using: &random)
    let ending = [".txt", "", ".tar.gz"].randomElement(using: &random) ?? ""
    return String(repeating: unit, count: length) + "\(number)" + ending
  }
}

/// A directory record as it stands in an image, read without any code that writes it.
struct RawRecord {
  var identifier: [UInt8]
  var address: UInt32
  var goesOn: Bool

  /// Two bytes a character have the dot as the lowest; the version number does not count.
  var sortKey: [UInt8] {
    let isWide = identifier.count >= 2 && identifier.count.isMultiple(of: 2) && identifier[0] == 0
    return isWide ? [] : Array(identifier.prefix { $0 != UInt8(ascii: ";") })
  }

  static func all(
    in image: [UInt8], of directory: DirectoryTree.Directory
  ) throws -> [RawRecord] {
    var records: [RawRecord] = []
    for block in 0..<Int(directory.blockCount) {
      let sector = image.block(Int(directory.start) + block)
      var place = 0
      while place < 2048, sector[place] != 0 {
        let length = Int(sector[place])
        try #require(place + length <= 2048, "a record crosses a sector")
        #expect(length.isMultiple(of: 2))
        let identifierLength = Int(sector[place + 32])
        let start = place + 33
        let address = sector[place + 2..<place + 6].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        #expect(Array(sector[place + 2..<place + 6]) == sector[place + 6..<place + 10].reversed())
        records.append(
          RawRecord(
            identifier: Array(sector[start..<start + identifierLength]), address: address,
            goesOn: sector[place + 25] & 0x80 != 0))
        place += length
      }
      #expect(sector[place...].allSatisfy { $0 == 0 })
    }
    return records
  }
}
