import DiscModel
import MMC
import TestSupport
import Testing

/// Quirk: drives of before GET CONFIGURATION, and some that answer it with profile 0 for a CD.
@Suite("A CD whose drive has no profile for it") struct MediumKindTests {
  private typealias Script = MediumBench.Script

  private static let tableOfContents: HexFixture = """
    00 24 01 01
    01 14 00 A0 00 00 00 00 01 00 00     # first track 1
    01 14 00 A1 00 00 00 00 01 00 00     # last track 1
    01 14 00 01 00 00 00 00 00 02 00     # track 1 at 00:02:00
    """

  /// GET CONFIGURATION refused as unknown, and answered with profile 0.
  private static let answers: [ScriptedTransport.Answer] = [
    .sense(5, 0x20, 0), MediumBench.profile("00 00"),
  ]

  @Test(arguments: answers)
  func `is a CD-R or CD-RW by its groove`(answer: ScriptedTransport.Answer) async throws {
    var script: Script = [
      "46": [answer], "51": [MediumBench.disc("00 01 01 01 01")],
      "52": [.good(ReadTrackInformationTests.blankCDR)],
      "43 02 04": [.good(ReadATIPTests.eightyMinutes)],
    ]
    let recordable = try await MediumBench.medium(script)
    #expect(recordable?.profile == .cdR)
    #expect(recordable?.condition == .blank)
    #expect(recordable?.capacity == BlockCount(359_849))
    script["43 02 04"] = [.good(ReadATIPTests.rewritable)]
    #expect(try await MediumBench.medium(script)?.profile == .cdRW)
  }

  @Test(arguments: answers)
  func `is a pressed one by its table of contents`(answer: ScriptedTransport.Answer) async throws {
    let found = try await MediumBench.medium([
      "46": [answer], "51": [MediumBench.disc("0E 01 01 01 01")],
      "43 00 02": [.good(Self.tableOfContents)], "25": [.good("00 00 AA CC 00 00 08 00")],
    ])
    #expect(found?.profile == .cdROM)
    #expect(found?.condition == .closed)
    #expect(found?.capacity == BlockCount(43_725))
  }

  @Test func `is a pressed one though the drive answers rubbish for its groove`() async throws {
    var rubbish = ReadATIPTests.eightyMinutes.bytes
    rubbish[8] = 12  // a lead-in that begins at 12 minutes
    let found = try await MediumBench.medium([
      "46": [.sense(5, 0x20, 0)], "51": [MediumBench.disc("0E 01 01 01 01")],
      "43 02 04": [.good(HexFixture(bytes: rubbish))], "43 00 02": [.good(Self.tableOfContents)],
    ])
    #expect(found?.profile == .cdROM)
  }

  @Test func `is a CD-RW if the drive says that it can be erased`() async throws {
    let found = try await MediumBench.medium([
      "46": [.sense(5, 0x20, 0)], "51": [MediumBench.disc("1E 01 01 01 01")],
      "43 00 02": [.good(Self.tableOfContents)],
    ])
    #expect(found?.profile == .cdRW)
  }

  @Test func `is not guessed after a failure that is none of refusal`() async {
    await #expect(throws: DriveError.transport(command: 0x46, .timedOut)) {
      try await MediumBench.medium([
        "46": [.failure(.timedOut)], "43 00 02": [.good(Self.tableOfContents)],
      ])
    }
  }
}
