import DiscModel
import Foundation
import TestSupport

@testable import DiscImage

/// Volumes typed by hand, block by block.
enum TinyVolume {
  /// The primary descriptor: 32 blocks, the root in block 18, one block long.
  static let primary: HexFixture = """
    01 43 44 30 30 31 01 00         # primary, "CD001", version 1
    20*32                           # system identifier
    54 49 4E 59 20*28               # volume identifier "TINY"
    00*8
    20 00 00 00 00 00 00 20         # 32 blocks
    00*32
    01 00 00 01 01 00 00 01         # one volume, the first of its set
    00 08 08 00                     # blocks of 2,048 bytes
    00*24                           # path tables, not looked at
    22 00 12 00 00 00 00 00 00 12   # the root's record: block 18
    00 08 00 00 00 00 08 00         # 2,048 bytes
    64 01 01 00 00 00 00            # 1 January 2000
    02 00 00 01 00 00 01 01 00      # a folder, named 0
    """

  /// The Joliet descriptor: the root in block 20.
  static let joliet: HexFixture = """
    02 43 44 30 30 31 01 00
    00*32
    00 4A 00 6F 00 6C 00 69 00 65 00 74 00 20 00*18   # "Joliet "
    00*8
    20 00 00 00 00 00 00 20
    25 2F 45 00*29                  # escape sequence: UCS-2 level 3
    01 00 00 01 01 00 00 01
    00 08 08 00
    00*24
    22 00 14 00 00 00 00 00 00 14   # the root's record: block 20
    00 08 00 00 00 00 08 00
    64 01 01 00 00 00 00
    02 00 00 01 00 00 01 01 00
    """

  static let terminator: HexFixture = "FF 43 44 30 30 31 01"

  /// The records of a folder in block 18 of itself and of its parent, without system use fields.
  static let ownRecords = own(block: 18)

  static func own(block: UInt8) -> HexFixture {
    record(block: block, flags: 2, name: "00", fields: "")
      + record(block: block, flags: 2, name: "01", fields: "")
  }

  /// The record of the root of itself, which announces Rock Ridge, and that of its parent.
  static let rockRidgeRecords =
    record(
      block: 18, flags: 2, name: "00",
      fields: """
        53 50 07 01 BE EF 00                             # SP: nothing to skip
        50 58 2C 01 ED 41 00 00 00 00 41 ED              # PX: mode 040755
          02 00 00 00 00 00 00 02 00*8 00*8              #   2 links, uid 0, gid 0
          01 00 00 00 00 00 00 01                        #   serial 1
        """) + record(block: 18, flags: 2, name: "01", fields: "")

  /// A directory record; `name` and `fields` in hexadecimal digits.
  static func record(
    block: UInt8, byteCount: UInt16 = 2048, flags: UInt8 = 0, name: HexFixture,
    fields: HexFixture = ""
  ) -> HexFixture {
    var bytes: [UInt8] = [0, 0, block, 0, 0, 0, 0, 0, 0, block]
    let low = UInt8(byteCount & 0xFF)
    let high = UInt8(byteCount >> 8)
    bytes += [low, high, 0, 0, 0, 0, high, low]
    bytes += [0x64, 1, 1, 0, 0, 0, 0]  // 1 January 2000
    bytes += [flags, 0, 0, 1, 0, 0, 1, UInt8(name.count)]
    bytes += name.bytes + (name.count.isMultiple(of: 2) ? [0] : []) + fields.bytes
    if !bytes.count.isMultiple(of: 2) { bytes.append(0) }
    bytes[0] = UInt8(bytes.count)
    return HexFixture(bytes: bytes)
  }

  /// A volume of 32 blocks with these contents; blocks 16 and 17 are descriptors unless given.
  static func image(_ blocks: [Int: HexFixture]) -> ImageBlocks {
    var bytes = Data(count: 32 * 2048)
    for (block, fixture) in blocks.merging(
      [16: primary, 17: terminator], uniquingKeysWith: { given, _ in given })
    {
      precondition(fixture.count <= 2048)
      bytes.replaceSubrange(block * 2048..<block * 2048 + fixture.count, with: fixture.bytes)
    }
    return ImageBlocks(bytes)
  }
}

extension HexFixture {
  static func + (left: Self, right: Self) -> Self {
    Self(bytes: left.bytes + right.bytes)
  }

  /// The bytes of a text in ASCII.
  static func text(_ text: String) -> Self {
    Self(bytes: Array(text.utf8))
  }
}
