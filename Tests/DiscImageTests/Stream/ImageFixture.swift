@testable import DiscImage
import DiscModel

/// Images made in memory.
enum ImageFixture {
  static let time = Timestamp(seconds: 1_700_000_000)

  static func options(
    _ fileSystems: FileSystemSet = .standard, name: String = "TEST",
    start: LogicalBlockAddress = .zero
  ) -> ImageOptions {
    ImageOptions(volumeName: name, fileSystems: fileSystems, creationTime: time, start: start)
  }

  static func layout(
    of tree: StagingTree, _ fileSystems: FileSystemSet = .standard
  ) throws -> ImageLayout {
    try ImagePlanner(options(fileSystems)).plan(tree)
  }

  /// All bytes of the image.
  static func image(
    of tree: StagingTree, _ fileSystems: FileSystemSet = .standard
  ) throws -> [UInt8] {
    try bytes(of: layout(of: tree, fileSystems))
  }

  static func bytes(
    of layout: ImageLayout, _ policy: ChangedFilePolicy = .stop
  ) throws -> [UInt8] {
    var stream = ImageStream(layout, changedFiles: policy)
    var bytes: [UInt8] = []
    while let chunk = try stream.next() {
      chunk.storage.withUnsafeBytes { bytes += $0 }
    }
    return bytes
  }

  /// The structures alone, without any file's contents.
  static func structures(of layout: ImageLayout) -> [UInt8] {
    let structures = ImageStructures(layout)
    var part: [UInt8] = []
    return (0..<structures.count).flatMap { index in
      structures.render(index, into: &part)
      return part
    }
  }

  /// The structures of a tree whose files need not exist.
  static func structures(
    of tree: StagingTree, _ fileSystems: FileSystemSet = .standard
  ) throws -> [UInt8] {
    structures(of: try layout(of: tree, fileSystems))
  }
}

extension [UInt8] {
  /// One block of an image.
  func block(_ number: Int, count: Int = 1) -> [UInt8] {
    Array(self[number * 2048..<(number + count) * 2048])
  }
}
