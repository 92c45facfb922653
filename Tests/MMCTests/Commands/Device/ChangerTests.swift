import DiscModel
import MMC
import TestSupport
import Testing

@Suite("LOAD/UNLOAD MEDIUM (A6h)") struct LoadUnloadMediumTests {
  @Test(
    arguments: [
      (LoadUnloadMedium(.load, slot: 2), "A6 00 00 00 03 00 00 00 02 00 00 00"),
      (LoadUnloadMedium(.unload, slot: 0, isImmediate: true), "A6 01 00 00 02 00*7"),
    ] as [(LoadUnloadMedium, HexFixture)])
  func `encodes direction and slot`(command: LoadUnloadMedium, expected: HexFixture) {
    #expect(command.bytes == expected)
  }
}

@Suite("MECHANISM STATUS (BDh)") struct MechanismStatusTests {
  static let changer: HexFixture = """
    82 70 01 5F 90 03 00 0C    # fault, slot 2; works for a host, door open; address 90,000
    80 00 00 00                # slot 0 with a disc
    01 00 00 00                # slot 1 without one, changed
    81 00 00 00                # slot 2 with a disc, changed
    """

  @Test func `asks for up to 32 slots`() {
    #expect(MechanismStatus().bytes == "BD 00 00 00 00 00 00 00 00 88 00 00")
  }

  @Test func `reads a changer`() throws {
    let status = try MechanismStatus.parse(Self.changer)
    #expect(status.hasFault && status.doorIsOpen)
    #expect(status.changerState == .ready && status.activity == .activeWithHost)
    #expect(status.currentSlot == 2)
    #expect(status.currentAddress == LogicalBlockAddress(90_000))
    #expect(status.slots.map(\.hasDisc) == [true, false, true])
    #expect(status.slots.map(\.isChanged) == [false, true, true])
  }

  @Test func `reads a drive with one tray that is loading`() throws {
    let status = try MechanismStatus.parse("20 E0 00 00 00 01 00 00")
    #expect(status.changerState == .loading && status.activity == .unknown)
    #expect(!status.hasFault && !status.doorIsOpen)
    #expect(status.slots == [])
  }

  @Test func `names the slots that are there when more are announced`() throws {
    var bytes = Array(Self.changer.bytes.dropLast(2))
    bytes[6] = 0xFF
    #expect(try MechanismStatus.parse(bytes: bytes).slots.count == 2)
  }

  @Test func `refuses a reply without the table's length`() {
    #expect(throws: ReplyError.truncated(needed: 8, available: 7)) {
      try MechanismStatus.parse("00 00 00 00 00 00 00")
    }
  }
}
