import MMC
import TestSupport
import Testing

@Suite("TEST UNIT READY (00h)") struct TestUnitReadyTests {
  @Test func `is six zeros without data`() {
    #expect(TestUnitReady().bytes == "00 00 00 00 00 00")
    #expect(TestUnitReady().replyByteCount == 0)
    #expect(TestUnitReady().parameterData == [])
  }
}

@Suite("REQUEST SENSE (03h)") struct RequestSenseTests {
  @Test func `asks for 18 bytes in fixed format`() {
    #expect(RequestSense().bytes == "03 00 00 00 12 00")
  }

  @Test func `reads progress while nothing is wrong`() throws {
    let sense = try RequestSense.parse("70 00 00 00 00 00 00 0A 00 00 00 00 04 04 00 80 80 00")
    #expect(sense.key == .noSense)
    #expect(sense.progress == 0.5)
    #expect(sense.meaning == .formatInProgress)
  }

  @Test(arguments: ["", "00*18", "7F 00*17", "70 00"] as [HexFixture])
  func `refuses what is no sense data`(reply: HexFixture) {
    #expect(throws: ReplyError.invalid(field: "response code")) { try RequestSense.parse(reply) }
  }
}
