import TestSupport
import Testing

@testable import MMC

@Suite("GET EVENT STATUS NOTIFICATION (4Ah)") struct GetEventStatusNotificationTests {
  @Test(
    arguments: [
      (.media, "4A 01 00 00 10 00 00 00 08 00"), (.deviceBusy, "4A 01 00 00 40 00 00 00 08 00"),
      ([.operationalChange, .powerManagement, .externalRequest], "4A 01 00 00 0E 00 00 00 08 00"),
    ] as [(GetEventStatusNotification.Classes, HexFixture)])
  func `polls the classes`(classes: GetEventStatusNotification.Classes, expected: HexFixture) {
    #expect(GetEventStatusNotification(classes).bytes == expected)
  }

  static let events: [(HexFixture, DriveEvent)] = [
    ("00 06 01 7E 02 81 00 01", .operationalChange(operational)),
    ("00 06 02 7E 01 04 00 00", .power(DriveEvent.Power(event: 1, state: .sleep))),
    ("00 06 02 7E 01 09 00 00", .power(DriveEvent.Power(event: 1, state: nil))),
    ("00 06 03 7E 01 00 00 02", .externalRequest(external)),
    ("00 06 04 7E 03 01 00 04", .media(removal)), ("00 06 04 7E 05 02 00 00", .media(format)),
    ("00 06 05 7E 01 81 00 03", .multiHost(multiHost)),
    ("00 06 06 7E 01 01 02 58", .deviceBusy(busy)),
  ]
  private static let operational = DriveEvent.OperationalChange(
    event: 2, isPersistentlyPrevented: true, status: 1, report: 1)
  private static let external = DriveEvent.ExternalRequest(
    event: 1, isPersistentlyPrevented: false, status: 0, request: 2)
  private static let removal = DriveEvent.Media(
    kind: .mediumRemoval, hasMedium: false, trayIsOpen: true, firstSlot: 0, lastSlot: 4)
  private static let format = DriveEvent.Media(
    kind: .backgroundFormatCompleted, hasMedium: true, trayIsOpen: false, firstSlot: 0, lastSlot: 0)
  private static let multiHost = DriveEvent.MultiHost(
    event: 1, isPersistentlyPrevented: true, status: 1, priority: 3)
  private static let busy = DriveEvent.DeviceBusy(event: 1, status: 1, remaining: .seconds(60))

  @Test(arguments: events)
  func `reads an event of every class`(reply: HexFixture, event: DriveEvent) throws {
    let answer = try GetEventStatusNotification.parse(reply)
    #expect(answer.event == event)
    #expect(
      answer.supportedClasses == [
        .operationalChange, .powerManagement, .externalRequest, .media, .multiHost, .deviceBusy,
      ])
  }

  @Test func `keeps the tray's state with an event it does not know`() throws {
    let media = try GetEventStatusNotification.parse("00 06 04 10 0F 01 00 00").media
    #expect(media?.kind == nil)
    #expect(media?.trayIsOpen == true)
  }

  @Test(
    arguments: [
      "00 02 80 10 00 00 00 00", "00 06 84 10 02 02 00 00", "00 06 00 10 00 00 00 00",
      "00 06 07 10 00 00 00 00",
    ] as [HexFixture])
  func `has no event where none is available or its class is none`(reply: HexFixture) throws {
    let answer = try GetEventStatusNotification.parse(reply)
    #expect(answer.event == nil)
    #expect(answer.media == nil)
  }

  @Test func `of another class has no tray`() throws {
    #expect(try GetEventStatusNotification.parse("00 06 01 12 00 00 00 00").media == nil)
  }

  @Test func `refuses a header without its event`() {
    #expect(throws: ReplyError.truncated(needed: 8, available: 4)) {
      try GetEventStatusNotification.parse("00 06 04 10")
    }
  }
}
