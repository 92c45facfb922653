import MMC
import TestSupport
import Testing

@testable import VirtualDrive

@Suite("The selection of READ CD") struct SectorSelectionTests {
  private func selection(
    type: UInt8 = 0, fields: UInt8, subchannel: UInt8 = 0
  ) throws(Ending) -> SectorSelection {
    try SectorSelection(
      CommandBytes(
        DriveBench.block(
          HexFixture(bytes: [0xBE, type << 2, 0, 0, 0, 0, 0, 0, 1, fields, subchannel, 0]))))
  }

  /// Byte 9 with the bytes sent of mode 1, formless mode 2, form 1 and form 2; nil is refused. Audio
  /// is sent whole for each but 0.
  static let table: [(UInt8, [Int?])] = [
    (0x00, [0, 0, 0, 0]), (0x10, [2048, 2336, 2048, 2328]), (0x18, [2336, 2336, 2328, 2328]),
    (0x20, [4, 4, 4, 4]), (0x30, [2052, 2340, nil, nil]), (0x38, [2340, 2340, nil, nil]),
    (0x40, [0, 0, 8, 8]), (0x50, [2048, 2336, 2056, 2336]), (0x58, [2336, 2336, 2336, 2336]),
    (0x60, [4, 4, 12, 12]), (0x70, [2052, 2340, 2060, 2340]), (0x78, [2340, 2340, 2340, 2340]),
    (0x80, [12, 12, 12, 12]), (0x90, [nil, nil, nil, nil]), (0x98, [nil, nil, nil, nil]),
    (0xA0, [16, 16, 16, 16]), (0xB0, [2064, 2352, nil, nil]), (0xB8, [2352, 2352, nil, nil]),
    (0xE0, [16, 16, 24, 24]), (0xF0, [2064, 2352, 2072, 2352]), (0xF8, [2352, 2352, 2352, 2352]),
    (0x28, [nil, 4, nil, 4]), (0x48, [288, 0, nil, 8]), (0xD0, [nil, nil, nil, nil]),
  ]

  @Test(arguments: table) func `has these sizes`(fields: UInt8, sizes: [Int?]) throws {
    for (type, size) in zip([SectorType.mode1, .formless, .form1, .form2], sizes) {
      if let size {
        let chosen = try selection(type: type.rawValue, fields: fields)
        #expect(chosen.ranges(in: type)?.count == size, "\(type)")
        #expect(chosen.expected == type)
      } else {
        #expect(throws: Ending.check(.field(9, bit: 7)), "\(type)") {
          try selection(type: type.rawValue, fields: fields)
        }
      }
    }
    guard sizes.contains(where: { $0 != nil }) else { return }
    #expect(
      try selection(type: 1, fields: fields).ranges(in: .audio)?.count == (fields == 0 ? 0 : 2352))
  }

  @Test func `adds pointers and sub-channel`() throws {
    #expect(try selection(fields: 0x12, subchannel: 0).byteCount(of: .audio) == 2352 + 294)
    #expect(try selection(fields: 0x14, subchannel: 1).byteCount(of: .audio) == 2352 + 296 + 96)
    #expect(try selection(fields: 0x10, subchannel: 2).byteCount(of: .mode1) == 2048 + 16)
    #expect(try selection(fields: 0x00, subchannel: 4).byteCount(of: .mode1) == 96)
  }

  @Test(
    arguments: [
      (6, 0x10, 0, 1, 4), (7, 0x10, 0, 1, 4), (0, 0x11, 0, 9, 0), (0, 0x16, 0, 9, 2),
      (0, 0x10, 3, 10, 2), (0, 0x10, 5, 10, 2), (0, 0x10, 7, 10, 2), (0, 0x90, 0, 9, 7),
    ] as [(UInt8, UInt8, UInt8, Int, Int)])
  func `refuses what means nothing`(
    type: UInt8, fields: UInt8, subchannel: UInt8, byte: Int, bit: Int
  ) {
    #expect(throws: Ending.check(.field(byte, bit: bit))) {
      try selection(type: type, fields: fields, subchannel: subchannel)
    }
  }
}
