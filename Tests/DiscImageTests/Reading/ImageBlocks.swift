import DiscImage
import DiscModel
import Foundation

/// An image in memory, or on a disk, that is read by blocks; reading past its end fails.
struct ImageBlocks {
  /// A block that is not there, or that was made unreadable.
  struct Unreadable: Error, Equatable {}

  var bytes: Data
  /// Blocks that cannot be read, like scratches.
  var scratches: Set<Int32> = []

  init(_ bytes: Data) {
    self.bytes = bytes
  }

  init(file: URL) throws {
    bytes = try Data(contentsOf: file, options: .alwaysMapped)
  }

  func read(
    _ address: LogicalBlockAddress, _ blocks: BlockCount, _ buffer: UnsafeMutableRawBufferPointer
  ) throws(Unreadable) {
    let last = address + blocks - BlockCount(1)
    let start = Int(address.rawValue) * 2048
    guard start >= 0, start + Int(blocks.byteCount()) <= bytes.count,
      !scratches.contains(where: { address.rawValue...last.rawValue ~= $0 })
    else { throw Unreadable() }
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[start..<start + Int(blocks.byteCount())]))
    }
  }

  func tree(names: VolumeNames? = nil) throws(SessionReadError<Unreadable>) -> VolumeTree {
    try SessionReader(names: names).readTree { (address, blocks, buffer) throws(Unreadable) in
      try read(address, blocks, buffer)
    }
  }
}
