import DiscModel
import MMC
import TestSupport
import Testing

@Suite("READ (10) (28h)") struct Read10Tests {
  @Test func `encodes address and count`() {
    #expect(
      Read10(at: LogicalBlockAddress(0x102), blocks: 16).bytes == "28 00 00 00 01 02 00 00 10 00")
  }
}

@Suite("READ (12) (A8h)") struct Read12Tests {
  @Test func `encodes address, count and streaming`() {
    #expect(
      Read12(at: LogicalBlockAddress(0x102), blocks: 0x10020).bytes
        == "A8 00 00 00 01 02 00 01 00 20 00 00")
    #expect(
      Read12(at: LogicalBlockAddress(-150), blocks: 1, isStreaming: true).bytes
        == "A8 00 FF FF FF 6A 00 00 00 01 80 00")
  }
}

@Suite("VERIFY (10) (2Fh)") struct Verify10Tests {
  @Test func `encodes address and count, and compares nothing`() {
    #expect(
      Verify10(at: LogicalBlockAddress(0x102), blocks: 32).bytes == "2F 00 00 00 01 02 00 00 20 00")
  }
}

@Suite("READ CD (BEh) and READ CD MSF (B9h)") struct ReadCDTests {
  @Test(
    arguments: [
      (.audio, "BE 04 00 00 00 10 00 00 1B 10 00 00", 2352),
      (.wholeSectors, "BE 00 00 00 00 10 00 00 1B F8 00 00", 2352),
      (CDSectorContent(.mode1), "BE 08 00 00 00 10 00 00 1B 10 00 00", 2048),
      (CDSectorContent(.mode2), "BE 0C 00 00 00 10 00 00 1B 10 00 00", 2336),
      (CDSectorContent(.mode2Form1), "BE 10 00 00 00 10 00 00 1B 10 00 00", 2048),
      (
        CDSectorContent(.mode2Form2, [.subheader, .userData]),
        "BE 14 00 00 00 10 00 00 1B 50 00 00", 2336
      ),
      (
        CDSectorContent(.mode1, [.synchronization, .header, .userData, .correction]),
        "BE 08 00 00 00 10 00 00 1B B8 00 00", 2352
      ),
      (
        CDSectorContent(.audio, .all, errorFlags: .c2, subchannels: .raw),
        "BE 04 00 00 00 10 00 00 1B FA 01 00", 2742
      ),
      (
        CDSectorContent(.any, .all, errorFlags: .c2WithBlockError, subchannels: .formattedQ),
        "BE 00 00 00 00 10 00 00 1B FC 02 00", 2664
      ),
      (
        CDSectorContent(.any, [], subchannels: .corrected), "BE 00 00 00 00 10 00 00 1B 00 04 00",
        96
      ),
      (CDSectorContent(.any), "BE 00 00 00 00 10 00 00 1B 10 00 00", nil),
    ] as [(CDSectorContent, HexFixture, Int?)])
  func `encode what is wanted, and know how much comes`(
    content: CDSectorContent, expected: HexFixture, byteCount: Int?
  ) {
    #expect(ReadCD(at: LogicalBlockAddress(16), sectors: 27, content).bytes == expected)
    #expect(content.byteCount == byteCount)
  }

  @Test func `encode addresses before the first and counts of three bytes`() {
    #expect(
      ReadCD(at: LogicalBlockAddress(-150), sectors: 0x12345, .wholeSectors).bytes
        == "BE 00 FF FF FF 6A 01 23 45 F8 00 00")
    #expect(
      ReadCD(at: .zero, sectors: .max, .wholeSectors).bytes == "BE 00 00 00 00 00 FF FF FF F8 00 00"
    )
  }

  @Test func `encode two times`() {
    let command = ReadCDMSF(
      from: MinuteSecondFrame(minute: 0, second: 2, frame: 0),
      to: MinuteSecondFrame(minute: 79, second: 59, frame: 74), .audio)
    #expect(command.bytes == "B9 04 00 00 02 00 4F 3B 4A 10 00 00")
  }
}
