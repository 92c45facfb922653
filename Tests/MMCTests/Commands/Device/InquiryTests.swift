import MMC
import TestSupport
import Testing

@Suite("INQUIRY (12h)") struct InquiryTests {
  static let golden: HexFixture = """
    05 80 00 32 5B 00 00 00                          # optical drive, removable
    48 4C 2D 44 54 2D 53 54                          # HL-DT-ST
    42 44 2D 52 45 20 20 57 48 31 36 4E 53 36 30 20  # BD-RE  WH16NS60
    31 2E 30 32                                      # 1.02
    """

  @Test func `asks for 36 bytes`() {
    #expect(Inquiry().bytes == "12 00 00 00 24 00")
    #expect(Inquiry().replyByteCount == 36)
  }

  @Test func `reads the names without the blanks around them`() throws {
    let reply = try Inquiry.parse(Self.golden)
    #expect(reply.deviceType == 5)
    #expect(reply.isRemovable)
    #expect(
      reply.identity
        == DriveIdentity(vendor: "HL-DT-ST", product: "BD-RE  WH16NS60", revision: "1.02"))
  }

  @Test func `shows bytes that are no letters as question marks`() throws {
    let reply = try Inquiry.parse("00 00*7 41 00 FF 1B 42 20 00 20 20*16 00*4")
    #expect(reply.deviceType == 0)
    #expect(reply.identity == DriveIdentity(vendor: "A???B", product: "", revision: ""))
  }

  @Test func `refuses a reply cut before the revision ends`() {
    #expect(throws: ReplyError.truncated(needed: 36, available: 35)) {
      try Inquiry.parse(HexFixture(bytes: Self.golden.bytes.dropLast()))
    }
  }
}
