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

@Suite("GET EVENT STATUS NOTIFICATION (4Ah)") struct GetEventStatusNotificationTests {
  @Test func `polls the media class`() {
    #expect(GetEventStatusNotification().bytes == "4A 01 00 00 10 00 00 00 08 00")
  }

  @Test func `reads the tray and the event`() throws {
    let open = try GetEventStatusNotification.parse("00 06 04 10 03 01 00 00")
    #expect(open.event == .mediumRemoval)
    #expect(open.trayIsOpen)
    #expect(!open.hasMedium)
    let loaded = try GetEventStatusNotification.parse("00 06 04 10 02 02 00 00")
    #expect(loaded.event == .newMedium)
    #expect(!loaded.trayIsOpen)
    #expect(loaded.hasMedium)
  }

  @Test func `keeps the tray's state with an event it does not know`() throws {
    let reply = try GetEventStatusNotification.parse("00 06 04 10 0F 01 00 00")
    #expect(reply.event == nil)
    #expect(reply.trayIsOpen)
  }

  @Test(arguments: ["00 02 80 00 00 00 00 00", "00 06 01 12 00 00 00 00"] as [HexFixture])
  func `refuses a reply about something else`(reply: HexFixture) {
    #expect(throws: ReplyError.invalid(field: "event class")) {
      try GetEventStatusNotification.parse(reply)
    }
  }

  @Test func `refuses a header without its event`() {
    #expect(throws: ReplyError.truncated(needed: 5, available: 4)) {
      try GetEventStatusNotification.parse("00 06 04 10")
    }
  }
}
