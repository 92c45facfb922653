import TestSupport
import Testing

@testable import MMC

@Suite("Command descriptor blocks of anybody") struct CommandDescriptorBlockTests {
  @Test(
    arguments: [
      (0x00, [6]), (0x1F, [6]), (0x25, [10]), (0x3F, [10]), (0x46, [10]), (0x5F, [10]),
      (0x60, [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]), (0x7F, Array(6...16)), (0x80, [16]),
      (0x9F, [16]), (0xA0, [12]), (0xBF, [12]), (0xC0, Array(6...16)), (0xFF, Array(6...16)),
    ] as [(UInt8, [Int])])
  func `have the length of their group`(code: UInt8, lengths: [Int]) {
    let accepted = (0...20).filter { count in
      CommandDescriptorBlock(bytes: [code] + [UInt8](repeating: 0, count: max(count - 1, 0))) != nil
        && count > 0
    }
    #expect(accepted == lengths)
  }

  @Test(
    arguments: [
      0x02, 0x05, 0x06, 0x09, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x13, 0x14, 0x19, 0x20, 0x21, 0x22,
      0x23, 0x24, 0x26, 0x27, 0x29, 0x2C, 0x2D,
    ] as [UInt8])
  func `of codes that makers use may have any length`(code: UInt8) {
    for count in 6...16 {
      #expect(
        CommandDescriptorBlock(bytes: [code] + [UInt8](repeating: 0, count: count - 1)) != nil)
    }
    #expect(CommandDescriptorBlock.operationCodesOfAnyLength.count == 22)
  }

  @Test func `of none, five or seventeen bytes are none`() {
    #expect(CommandDescriptorBlock(bytes: []) == nil)
    #expect(CommandDescriptorBlock(bytes: [0xC0, 0, 0, 0, 0]) == nil)
    #expect(CommandDescriptorBlock(bytes: [UInt8](repeating: 0xC0, count: 17)) == nil)
  }

  @Test func `keep every byte`() throws {
    let bytes: HexFixture = "AD 01 02 03 04 05 06 07 08 09 0A 0B"
    let block = try #require(CommandDescriptorBlock(bytes: bytes.bytes))
    expectBytes(block.array, equal: bytes)
  }
}
