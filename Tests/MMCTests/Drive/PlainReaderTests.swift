import DiscModel
import MMC
import TestSupport
import Testing

/// Drives that read and know next to nothing of MMC, with the replies that they gave to a real kernel.
@Suite("Drives that do not know GET CONFIGURATION") struct PlainReaderTests {
  private typealias Script = [HexFixture: [ScriptedTransport.Answer]]

  /// Linux's mass storage gadget as a CD-ROM, by USB. It refuses with 5/20/00 what is not here.
  private static let gadget: Script = [
    "12": [
      .good(
        """
        05 80 02 02 1F 00 00 00
        4C 69 6E 75 78 20 20 20                             # "Linux   "
        46 69 6C 65 2D 43 44 20 47 61 64 67 65 74 20 20     # "File-CD Gadget  "
        30 36 30 31                                         # "0601"
        """)
    ],
    "5A": [.sense(5, 0x24, 0)],
    "43": [.good("00 12 01 01 00 16 01 00 00 00 00 00 00 16 AA 00 00 00 02 43")],
    "25": [.good("00 00 02 42 00 00 08 00")],
  ]

  /// Linux's scsi_debug as a CD-ROM, which does not even know READ TOC.
  private static let debug: Script = [
    "12": [
      .good(
        """
        05 80 07 02 5B 00 10 0A
        4C 69 6E 75 78 20 20 20                             # "Linux   "
        73 63 73 69 5F 64 65 62 75 67 20 20 20 20 20 20     # "scsi_debug      "
        30 31 39 31                                         # "0191"
        """)
    ],
    "5A": [.sense(5, 0x24, 0)],
    "25": [.good("00 00 7F FF 00 00 08 00")],
  ]

  private static func medium(blocks: Int64, tracks: [MediumTrack]) -> Medium {
    var medium = Medium(
      profile: .cdROM, condition: .closed, capacity: BlockCount(blocks), freeBlocks: .zero,
      nextWritableAddress: nil, sessionCount: tracks.count, tracks: tracks, writeRates: [],
      manufacturerID: nil)
    medium.writeProtection = .readOnlyMedium
    return medium
  }

  @Test func `a disc is read as a CD-ROM, with its table of contents`() async throws {
    let found = try await DriveBench(Self.gadget).reference.inspect()
    let track = MediumTrack(
      number: 1, session: 1, start: .zero, blocks: BlockCount(579), isData: true)
    #expect(found.medium == Self.medium(blocks: 579, tracks: [track]))
    #expect(found.identity.product == "File-CD Gadget")
  }

  @Test func `a disc without a table of contents has its capacity`() async throws {
    let found = try await DriveBench(Self.debug).reference.inspect()
    #expect(found.medium == Self.medium(blocks: 32_768, tracks: []))
  }

  @Test func `they write nothing`() async throws {
    let found = try await DriveBench(Self.gadget).reference.inspect()
    #expect(found.capabilities.writableProfiles.isEmpty)
  }

  @Test func `an empty one is empty`() async throws {
    var script = Self.gadget
    script["00"] = [.sense(2, 0x3A, 0)]
    #expect(try await DriveBench(script).reference.inspect().medium == nil)
  }

  @Test func `another refusal is an error as before`() async {
    var script = Self.gadget
    script["46"] = [.sense(4, 0x44, 0)]
    await #expect(throws: DriveError.self) { try await DriveBench(script).reference.inspect() }
  }
}
