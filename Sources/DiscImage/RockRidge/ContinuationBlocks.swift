/// The blocks behind a directory where its system use fields go on.
///
/// A continuation area never crosses a block: readers take that for damage.
struct ContinuationBlocks {
  static let blockByteCount = 2048

  /// The address of the first of the blocks, as it stands in CE entries.
  let start: UInt32
  private(set) var bytes: [UInt8] = []

  init(start: UInt32) {
    self.start = start
  }

  /// An area of the blocks.
  struct Area: Hashable {
    var block: UInt32
    var offset: UInt32
    var byteCount: UInt32
  }

  /// Stores entries, in as many areas as they need, and tells where the first one lies.
  mutating func store(_ entries: [[UInt8]]) -> Area {
    let total = entries.reduce(0) { $0 + $1.count }
    let room = Self.blockByteCount - bytes.count % Self.blockByteCount
    if total > room, room < Self.blockByteCount {
      bytes.append(contentsOf: repeatElement(0, count: room))
    }
    let area = nextArea
    guard total > Self.blockByteCount else {
      for entry in entries { bytes += entry }
      return Area(block: area.block, offset: area.offset, byteCount: UInt32(total))
    }
    return storeSplit(entries, from: area)
  }

  /// Fills a whole block up to a CE entry, and stores the rest behind it.
  private mutating func storeSplit(_ entries: [[UInt8]], from area: Area) -> Area {
    var area = area
    let limit = Self.blockByteCount - SystemUse.continuationByteCount
    var taken = 0
    var byteCount = 0
    while byteCount + entries[taken].count <= limit {
      byteCount += entries[taken].count
      taken += 1
    }
    let first = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.blockByteCount))
    let rest = store(Array(entries[taken...]))
    area.byteCount = UInt32(byteCount + SystemUse.continuationByteCount)
    bytes.withUnsafeMutableBytes { bytes in
      var writer = ByteWriter(.init(rebasing: bytes[first..<first + Int(area.byteCount)]))
      for entry in entries[..<taken] { writer.put(entry) }
      writer.putContinuation(block: rest.block, offset: rest.offset, byteCount: rest.byteCount)
    }
    return area
  }

  private var nextArea: Area {
    Area(
      block: start + UInt32(bytes.count / Self.blockByteCount),
      offset: UInt32(bytes.count % Self.blockByteCount), byteCount: 0)
  }

  /// The blocks taken so far.
  var blockCount: Int {
    (bytes.count + Self.blockByteCount - 1) / Self.blockByteCount
  }
}
