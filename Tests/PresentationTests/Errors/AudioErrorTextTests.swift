import Burning
import CompactDisc
import DiscModel
import SystemPackage
import Testing

@testable import Presentation

@Suite("Audio discs in words") struct AudioErrorTextTests {
  @Test func `a disc too short says by how much, to the frame`() {
    let message = ErrorText.message(
      for: .audio(.tooLong(required: BlockCount(359_850), available: BlockCount(359_849))))
    #expect(
      message.body
        == "The tracks need 79:58, and the disc has room for 79:57.74: that is 0:00.01 too much. "
        + "Insert a longer disc or remove some tracks.")
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

  @Test(arguments: [
    (0, "0:00"), (300, "0:04"), (4500, "1:00"), (302, "0:04.02"), (359_849, "79:57.74"),
  ])
  func `playing times are minutes, seconds and frames`(blocks: Int, text: String) {
    #expect(Format.exactPlayingTime(BlockCount(blocks)) == text)
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
