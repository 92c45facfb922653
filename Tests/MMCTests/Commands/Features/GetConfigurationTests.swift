import DiscModel
import TestSupport
import Testing

@testable import MMC

@Suite("GET CONFIGURATION (46h)") struct GetConfigurationTests {
  /// A Blu-ray writer with a CD-R in it.
  static let writer: HexFixture = """
    00 00 00 4C 00 00 00 09             # 76 bytes follow; current profile CD-R
    00 00 03 0C 00 41 00 00 00 1B 00 00 00 09 01 00  # profiles BD-R, DVD+R, CD-R
    00 03 03 04 39 00 00 00             # removable medium: tray, load, eject, lock
    00 2D 09 04 46 00 00 00             # track at once: underrun protection, test write, CD-RW
    00 2B 00 04 01 00 00 00             # DVD+R: write
    00 41 00 14 00*20                   # BD write
    01 07 0D 04 1F 00 00 00             # streaming: stream writing
    """

  @Test(
    arguments: [
      (GetConfiguration(.all), "46 00 00 00 00 00 00 FF FA 00"),
      (GetConfiguration(.current, replyByteCount: 0x150), "46 01 00 00 00 00 00 01 50 00"),
      (GetConfiguration(.one, from: 0x0107, replyByteCount: 16), "46 02 01 07 00 00 00 00 10 00"),
    ] as [(GetConfiguration, HexFixture)])
  func `encodes scope, feature and allocation length`(
    command: GetConfiguration, expected: HexFixture
  ) {
    #expect(command.bytes == expected)
  }

  @Test func `reads the profile from the header alone`() throws {
    let reply = try GetConfiguration.parse("00 00 00 4C 00 00 00 09")
    #expect(reply.currentProfile == .cdR)
    #expect(reply.features == [])
    #expect(reply.fullByteCount == 80)
  }

  @Test func `reads every feature with its data`() throws {
    let reply = try GetConfiguration.parse(Self.writer)
    #expect(reply.features.map(\.code) == [0x0000, 0x0003, 0x002D, 0x002B, 0x0041, 0x0107])
    #expect(reply.features.map(\.isCurrent) == [true, true, true, false, false, true])
    #expect(reply.features.map(\.isPersistent) == [true, true, false, false, false, false])
    #expect(reply.features.map(\.version) == [0, 0, 2, 0, 0, 3])
    #expect(reply.features[1].data == [0x39, 0, 0, 0])
  }

  @Test func `leaves out a feature that is cut`() throws {
    let reply = try GetConfiguration.parse(HexFixture(bytes: Array(Self.writer.bytes.prefix(27))))
    #expect(reply.features.map(\.code) == [0x0000])
  }

  @Test func `believes the shorter of the declared length and the reply`() throws {
    var bytes = Self.writer.bytes
    bytes[3] = 20
    #expect(try GetConfiguration.parse(bytes: bytes).features.map(\.code) == [0x0000])
    bytes.replaceSubrange(0..<4, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(try GetConfiguration.parse(bytes: bytes).features.count == 6)
  }

  @Test func `refuses a reply without the profile`() {
    #expect(throws: ReplyError.truncated(needed: 8, available: 7)) {
      try GetConfiguration.parse("00 00 00 4C 00 00 00")
    }
  }
}

@Suite("What features add up to") struct DriveCapabilitiesTests {
  private func capabilities(_ reply: HexFixture) throws -> DriveCapabilities {
    DriveCapabilities(features: try GetConfiguration.parse(reply).features)
  }

  @Test func `a writer writes what it lists and has a write feature for`() throws {
    let writer = try capabilities(GetConfigurationTests.writer)
    #expect(writer.profiles == [.bdRSequential, .dvdPlusR, .cdR])
    #expect(writer.writableProfiles == [.bdRSequential, .dvdPlusR, .cdR])
    #expect(writer.canEject && writer.canLoad && writer.canLock)
    #expect(writer.supportsTestWrite && writer.hasUnderrunProtection && writer.supportsStreaming)
  }

  @Test func `a slim reader that lists DVD+R writes nothing`() throws {
    let reader = try capabilities(
      """
      00 00 00 20 00 00 00 00
      00 00 03 08 00 1B 00 00 00 08 00 00   # profiles DVD+R, CD-ROM
      00 03 03 04 09 00 00 00               # eject and lock, no load
      00 2B 00 04 00 00 00 00               # DVD+R: read only
      """)
    #expect(reader.profiles == [.dvdPlusR, .cdROM])
    #expect(reader.writableProfiles == [])
    #expect(reader.canEject && reader.canLock && !reader.canLoad)
    #expect(!reader.supportsTestWrite && !reader.hasUnderrunProtection)
  }

  @Test func `a drive that tells nothing can do nothing`() throws {
    #expect(try capabilities("00 00 00 04 00 00 00 00") == DriveCapabilities())
  }
}
