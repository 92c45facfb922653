import Burning
import CompactDisc
import DiscModel
import SystemPackage
import Testing

@testable import Presentation

@Suite("Audio discs in words") struct AudioErrorTextTests {
  /// Never less than is missing, and nothing that reads like hundredths of a second.
  @Test(
    arguments: [
      (359_850, 359_849, "79:58", "79:57", "1 sector of 1/75 s"),
      (461, 450, "0:07", "0:06", "11 sectors of 1/75 s"), (525, 450, "0:07", "0:06", "0:01"),
      (380_026, 359_849, "84:28", "79:57", "4:30"),
    ] as [(Int64, Int64, String, String, String)])
  func `a disc too short says by how much`(
    required: Int64, available: Int64, need: String, room: String, excess: String
  ) {
    let message = ErrorText.message(
      for: .audio(.tooLong(required: BlockCount(required), available: BlockCount(available))))
    #expect(
      message.body
        == "The tracks need \(need), and the disc has room for \(room): that is \(excess) too much. "
        + "Insert a longer disc or remove some tracks.")
  }

  @Test(
    arguments: [
      (.tooManyTracks(100), "Remove some tracks."), (.noTracks, "Add some tracks."),
      (
        .trackTooShort(track: 3, blocks: BlockCount(299), minimum: BlockCount(300)),
        "Change or remove this track."
      ),
    ] as [(AudioDiscProblem, String)])
  func `what helps is said of what is wrong`(problem: AudioDiscProblem, advice: String) {
    #expect(ErrorText.message(for: problem).advice == advice)
  }

  @Test func `a track too short is not told as long enough`() {
    let problem = AudioDiscProblem.trackTooShort(
      track: 3, blocks: BlockCount(299), minimum: BlockCount(300))
    #expect(
      ErrorText.line(for: problem) == "Track 3 plays for 0:03; a track must play for 0:04.")
  }

  @Test func `a track that breaks is told with its file, its disc and what helps`() {
    let cause = AudioDecodingError(
      path: "/music/b.flac", position: SampleCount(88_200), reason: .broken("torn"))
    let message = ErrorText.message(
      for: BurnError(code: .trackFailed(track: 2, cause), medium: .lost))
    #expect(message.title == "Track 2 could not be burned")
    #expect(
      message.body
        == "“/music/b.flac” is damaged and cannot be played to its end. The disc is spoilt. "
        + "Look at “/music/b.flac”, then burn again on another disc.")
  }

  @Test func `a missing codec names its package`() {
    let cause = AudioDecodingError(
      path: "/music/c.m4a",
      reason: .missingCodec(AudioCodec(name: "MPEG-4 AAC", debianPackage: "gstreamer1.0-libav")))
    let message = ErrorText.message(
      for: BurnError(code: .trackFailed(track: 1, cause), medium: .untouched))
    #expect(
      message.body
        == "“/music/c.m4a” cannot be decoded: there is no decoder for MPEG-4 AAC. Install the "
        + "package gstreamer1.0-libav. The disc is unchanged. Look at “/music/c.m4a”, then burn "
        + "again.")
  }

  @Test func `a drive without session at once says what the disc would lack`() {
    let losses: [AudioDiscPlan.Compromise] = [
      .textLeftOut, .gapChanged(track: 2), .gapChanged(track: 3), .indicesLeftOut(track: 3),
    ]
    #expect(
      ErrorText.message(for: BurnError(code: .sessionAtOnceRefused(losses), medium: .untouched))
        .body == "The drive would not write the audio CD in one go. The disc lacks: CD-TEXT, the "
        + "pauses before 2 tracks (they will be 2 seconds), marks in 1 track. The disc is "
        + "unchanged. Allow that it is written track by track, or use another drive.")
  }

  @Test func `a drive without CD-TEXT says so, and what helps`() {
    #expect(
      ErrorText.message(for: BurnError(code: .textRefused, medium: .untouched)).body
        == "The drive takes the disc, but not its titles and artists. The disc is unchanged. Burn "
        + "without CD-TEXT, or use another drive.")
  }

  @Test func `what the disc tells wrongly is in the log`() {
    let message = ErrorText.message(
      for: BurnError(
        code: .contentsDiffer([
          .trackCount(expected: 3, found: 2),
          .trackStart(track: 2, expected: LogicalBlockAddress(525), found: .zero), .text,
        ]), medium: .closed))
    #expect(
      message.details == [
        "2 tracks instead of 3", "track 2 begins at 0 instead of 525", "other CD-TEXT",
      ])
  }

  private static func report(_ audio: AudioReport) -> BurnReport {
    BurnReport(
      proof: .everyBlock, blocks: BlockCount(13_500), digest: "00", medium: .closed,
      changedFiles: [], writingTime: .seconds(60), totalTime: .seconds(90), meanRate: nil,
      audio: audio)
  }

  @Test func `a good disc is told by its time, with the drive's offset`() {
    let outcome = OutcomeText(
      Self.report(
        AudioReport(
          recording: .sessionAtOnce, losses: [], readOffset: SampleCount(667), unconfirmed: [])))
    #expect(outcome.kind == .proven)
    #expect(outcome.body.hasPrefix("All 3:00 were read back and are what was sent."))
    #expect(outcome.facts.contains { $0.value == "667 samples" })
  }

  @Test func `a disc whose edge the drive does not reach says by how much`() {
    func outcome(_ samples: Int64) -> OutcomeText {
      OutcomeText(
        Self.report(
          AudioReport(
            recording: .sessionAtOnce, losses: [], readOffset: SampleCount(samples),
            outOfReach: SampleCount(samples), unconfirmed: [])))
    }
    #expect(
      outcome(6).body.hasPrefix(
        "3:00 were read back and are what was sent, all but 6 samples at the edge, "
          + "which this drive does not reach."))
    #expect(outcome(6).facts.contains { $0.value == "everything but 6 samples" })
    #expect(outcome(1).body.contains("all but 1 sample at the edge"))
    #expect(outcome(0).facts.contains { $0.value == "everything" })
  }

  @Test func `a disc that lacks something says what`() {
    let outcome = OutcomeText(
      Self.report(
        AudioReport(
          recording: .trackAtOnce, losses: [.textLeftOut], readOffset: .zero,
          unconfirmed: [.catalogNumber])))
    #expect(outcome.kind == .writtenWithNotes)
    #expect(outcome.body.contains("The disc lacks: CD-TEXT."))
    #expect(outcome.body.contains("does not read the codes"))
  }
}
