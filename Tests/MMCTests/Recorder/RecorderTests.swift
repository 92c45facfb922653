import DiscModel
import TestSupport
import Testing

@testable import MMC

@Suite("What a drive knows of itself") struct RecorderTests {
  /// Two profiles, of which the second is current; a feature that no book knows; the mechanism.
  private static let configuration: HexFixture = """
    00 00 00 20  00 00  00 09                   # 32 bytes follow; profile CD-R
    00 00 03 08  00 1B 00 00  00 09 01 00       # profiles DVD+R, CD-R (current)
    7F 7F 04 04  DE AD BE EF                    # unknown, version 1, neither current nor persistent
    00 03 03 04  29 00 00 00                    # removable medium: tray, ejects, locks
    """

  private func drive<Result: Sendable>(
    _ script: [HexFixture: [ScriptedTransport.Answer]],
    _ body: @Sendable (borrowing ExclusiveDrive) throws(DriveError) -> Result
  ) async throws -> Result {
    try await DriveBench(script).reference.withExclusiveAccess { (drive) throws(DriveError) in
      try body(drive)
    }
  }

  @Test func `is its features, unknown ones too`() async throws {
    let features = try await drive(["46": [.good(Self.configuration)]]) {
      (drive) throws(DriveError) in try drive.readFeatures()
    }
    #expect(features.map(\.code) == [0x0000, 0x7F7F, 0x0003])
    #expect(features.map(\.isCurrent) == [true, false, true])
    #expect(features[1].data == [0xDE, 0xAD, 0xBE, 0xEF])
    #expect(features[1].version == 1)
  }

  @Test func `is asked for all features or for the current ones`() async throws {
    for (scope, byte) in [(GetConfiguration.Scope.all, "00"), (.current, "01")] {
      let bench = DriveBench(["46": [.good("00 00 00 04 00 00 00 00")]])
      _ = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.readFeatures(scope)
      }
      #expect(bench.commands == [HexFixture("46 \(byte) 00 00 00 00 00 00 08 00")])
    }
  }

  @Test func `is one feature, if it is current where that is wanted`() async throws {
    let script: [HexFixture: [ScriptedTransport.Answer]] = ["46": [.good(Self.configuration)]]
    let unknown = FeatureName(rawValue: 0x7F7F)
    let found = try await drive(script) { (drive) throws(DriveError) in
      (
        try drive.readFeature(unknown), try drive.readFeature(unknown, onlyIfCurrent: true),
        try drive.readFeature(FeatureName(rawValue: 0x0107))
      )
    }
    #expect(found.0?.data.count == 4)
    #expect(found.1 == nil)
    #expect(found.2 == nil)
  }

  @Test func `is its profiles and those of the medium`() async throws {
    let (known, current) = try await drive(["46": [.good(Self.configuration)]]) {
      (drive) throws(DriveError) in try drive.readProfiles()
    }
    #expect(known == [.dvdPlusR, .cdR])
    #expect(current == [.cdR])
  }

  @Test func `is how the medium gets in`() async throws {
    let mechanism = try await drive(["46": [.good(Self.configuration)]]) {
      (drive) throws(DriveError) in try drive.readLoadingMechanism()
    }
    #expect(mechanism == .tray)
  }

  // MARK: Mode pages

  /// Two pages: 01h with ten bytes of settings, 05h with two, which can be saved.
  private static let pages: HexFixture = """
    00 16  00 00 00 00  00 00                   # 22 bytes follow, no block descriptors
    01 0A  80 05 00 00 00 00 01 00 00 00
    85 02  41 05
    """

  @Test func `is its mode pages as bytes`() async throws {
    let pages = try await drive(["5A": [.good(Self.pages)]]) { (drive) throws(DriveError) in
      try drive.readModePages()
    }
    #expect(pages.map(\.pageCode) == [0x01, 0x05])
    #expect(pages.map(\.isSavable) == [false, true])
    #expect(pages[1].settings == [0x41, 0x05])
  }

  @Test(
    arguments: [(.current, "3F"), (.changeable, "7F"), (.defaults, "BF"), (.saved, "FF")]
      as [(ModePageControl, String)])
  func `is asked for by page control`(control: ModePageControl, byte: String) async throws {
    let bench = DriveBench(["5A": [.good(Self.pages)]])
    let page = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.readModePage(0x05, control)
    }
    #expect(page?.settings == [0x41, 0x05])
    #expect(bench.commands.first?.bytes.prefix(3) == HexFixture("5A 08 \(byte)").bytes[...])
    #expect(bench.commands.count == 2)
  }

  @Test func `has no page that it does not list`() async throws {
    let page = try await drive(["5A": [.good(Self.pages)]]) { (drive) throws(DriveError) in
      try drive.readModePage(0x2A)
    }
    #expect(page == nil)
  }

  @Test(arguments: [(false, "10"), (true, "11")])
  func `takes a mode page, to be kept or not`(saves: Bool, byte: String) async throws {
    let bench = DriveBench(["55": [.good]])
    let page = RawModePage(pageCode: 0x05, isSavable: true, settings: [0x41, 0x05])
    try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.setModePage(page, saves: saves)
    }
    #expect(bench.commands == [HexFixture("55 \(byte) 00 00 00 00 00 00 0C 00")])
    #expect(bench.transport.events.contains(.data("00*8 05 02 41 05")))
  }

  @Test func `refuses a mode page that it cannot have`() async throws {
    await #expect(throws: DriveError.self) {
      try await drive(["55": [.sense(0x5, 0x26, 0x00)]]) { (drive) throws(DriveError) in
        try drive.setModePage(RawModePage(pageCode: 0x05, settings: [0xFF]))
      }
    }
  }

  // MARK: Replies as bytes

  @Test func `is a disc information as it came`() async throws {
    let reply: HexFixture = "00 20 0E 01 01 01 01 20 00*26"
    let bytes = try await drive(["51": [.good(reply)]]) { (drive) throws(DriveError) in
      try drive.send(Unparsed(ReadDiscInformation()))
    }
    #expect(bytes == reply.bytes)
  }

  @Test func `is the information on the invisible track as it came`() async throws {
    let bench = DriveBench(["52": [.good("00 22 01 01 00 04 60 01 00*28")]])
    let bytes = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.send(Unparsed(ReadTrackInformation(.track(0xFF))))
    }
    #expect(bytes.prefix(8) == [0x00, 0x22, 0x01, 0x01, 0x00, 0x04, 0x60, 0x01])
    #expect(
      bench.commands.map { $0.bytes.prefix(6) } == [HexFixture("52 01 00 00 00 FF").bytes[...]])
  }

  @Test func `is a reply of unknown length, asked for in two steps and cut where it ends`()
    async throws
  {
    let bench = DriveBench([
      "AD": [.good("00 06 00 00"), .good("00 06 00 00 11 22 33 44 55 66")]
    ])
    let bytes = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.send(UnparsedVariable(ReadDiscStructure(.dvdPhysical)))
    }
    #expect(bytes == [0x00, 0x06, 0, 0, 0x11, 0x22, 0x33, 0x44])
    #expect(bench.commands.count == 2)
  }

  // MARK: Speeds

  /// Two speeds: 2.4 and 8 times DVD, the second with constant angular velocity.
  private static let performance: HexFixture = """
    00 00 00 24  00 00 00 00
    04 00 00 00  00 23 05 3F  00 00 0C B1  00 00 0C B1    # the drive's own choice, 3,249 kB/s
    08 00 00 00  00 23 05 3F  00 00 2B 50  00 00 2B 50    # constant angular, 11,088 kB/s
    """

  @Test func `is its write speeds, the fastest first, and how the disc turns`() async throws {
    let (speeds, current) = try await drive(["AC": [.good(Self.performance)]]) { drive in
      (drive.readWriteSpeeds(), drive.readCurrentWriteRate())
    }
    #expect(
      speeds == [
        WriteSpeed(rate: TransferRate(kilobytesPerSecond: 11_088), rotation: .constantAngular),
        WriteSpeed(rate: TransferRate(kilobytesPerSecond: 3_249), rotation: .constantLinear),
      ])
    #expect(current == TransferRate(kilobytesPerSecond: 3_249))
  }

  /// Mode page 2Ah: fastest 7,056, now 2,822, and a list of two speeds.
  private static func capabilities(_ list: HexFixture) -> HexFixture {
    var page = HexFixture("00 2E 00*6 2A 26 00*16 1B 90 0B 06 00*6 0B 06").bytes
    page += list.bytes
    return HexFixture(bytes: page + [UInt8](repeating: 0, count: max(0, 48 - page.count)))
  }

  @Test func `is the speeds of mode page 2Ah where it has no others`() async throws {
    let list = Self.capabilities("00 02  00 00 1B 90  00 00 0B 06")
    let (speeds, current) = try await drive(["5A": [.good(list)]]) { drive in
      (drive.readWriteSpeeds().map(\.rate.kilobytesPerSecond), drive.readCurrentWriteRate())
    }
    #expect(speeds == [7056, 2822])
    #expect(current == TransferRate(kilobytesPerSecond: 2822))
  }

  @Test func `is the fastest speed alone where it has no list`() async throws {
    let speeds = try await drive(["5A": [.good(Self.capabilities("00 00"))]]) { drive in
      drive.readWriteSpeeds()
    }
    #expect(speeds == [WriteSpeed(rate: TransferRate(kilobytesPerSecond: 7056), rotation: nil)])
  }

  @Test func `is no speed where nobody tells one`() async throws {
    let (speeds, current) = try await drive([:]) { drive in
      (drive.readWriteSpeeds(), drive.readCurrentWriteRate())
    }
    #expect(speeds == [])
    #expect(current == nil)
  }
}
