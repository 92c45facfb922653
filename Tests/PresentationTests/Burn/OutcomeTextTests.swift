import Burning
import DiscImage
import DiscModel
import MMC
import Presentation
import Testing

@Suite("Outcomes") struct OutcomeTextTests {
  private func report(
    _ proof: BurnReport.Proof, changed: [ChangedFile] = []
  ) -> BurnReport {
    BurnReport(
      proof: proof, blocks: BlockCount(585_938), digest: "e3b0c442", medium: .closed,
      changedFiles: changed, writingTime: .seconds(110), totalTime: .seconds(230),
      meanRate: .dvd(8))
  }

  @Test func `a disc read back whole is called good`() {
    let outcome = OutcomeText(report(.everyBlock))
    #expect(outcome.kind == .proven)
    #expect(outcome.title == "The disc is good")
    #expect(
      outcome.body
        == "All 1.2 GB were read back and are what was sent. The disc is finished; nothing more can "
        + "be written on it.")
  }

  @Test func `samples prove samples`() {
    let outcome = OutcomeText(report(.sample(BlockCount(36_621))))
    #expect(outcome.kind == .written)
    #expect(outcome.title == "Written, samples are good")
    #expect(outcome.body.hasPrefix("75 MB of 1.2 GB were read back"))
    #expect(outcome.body.contains("the rest was not checked"))
  }

  @Test func `nothing read back proves nothing`() {
    let outcome = OutcomeText(report(.nothing))
    #expect(outcome.kind == .written)
    #expect(outcome.title == "Written, not verified")
    #expect(outcome.body.hasPrefix("Nothing was read back, so nobody knows whether"))
    #expect(outcome.facts.contains(Fact("Verified", "nothing")))
  }

  @Test func `only a full proof calls a disc good`() {
    for proof in [BurnReport.Proof.sample(BlockCount(585_938)), .nothing] {
      #expect(!OutcomeText(report(proof)).title.contains("The disc is good"))
      #expect(OutcomeText(report(proof)).kind != .proven)
    }
  }

  @Test func `changed files stand in the title, and each in the log`() {
    let changed = (1...5).map { ChangedFile(path: "/\($0)", reason: .modified) }
    let outcome = OutcomeText(report(.everyBlock, changed: changed))
    #expect(outcome.kind == .writtenWithNotes)
    #expect(outcome.title == "Written, but 5 files changed")
    #expect(outcome.body.contains("“/3”") && !outcome.body.contains("“/4”"))
    #expect(outcome.log.count == 6)
  }

  @Test func `the facts are what can be measured and compared`() {
    #expect(
      OutcomeText(report(.everyBlock)).facts == [
        Fact("Written", "1.2 GB"), Fact("Verified", "everything"),
        Fact("Writing took", "1 min 50 s"), Fact("Altogether", "3 min 50 s"),
        Fact("Mean speed", "11.1 MB/s"), Fact("SHA-256", "e3b0c442"),
      ])
  }

  @Test func `a failure has the error's words, and cancelling is no failure`() {
    let error = BurnError(code: .closingFailed, medium: .lost)
    let outcome = OutcomeText(error)
    #expect(outcome.kind == .failed)
    #expect(outcome.title == ErrorText.message(for: error).title)
    #expect(outcome.body == ErrorText.message(for: error).body)
    #expect(OutcomeText(BurnError(code: .cancelled, medium: .untouched)).kind == .cancelled)
  }

  @Test func `a comparison without differences says what was compared`() {
    let report = VerifyReport(
      differences: [], comparedByteCount: 1_200_000_000, entryCount: 2000, names: .rockRidge,
      totalTime: .seconds(60))
    let outcome = OutcomeText(report)
    #expect(outcome.kind == .proven)
    #expect(outcome.title == "The disc equals the files")
    #expect(outcome.body == "2000 items with 1.2 GB were compared.")
  }

  @Test func `a comparison with differences names them`() {
    let differences = (1...4).map { SessionDifference(path: "/\($0)", kind: .missing) }
    let outcome = OutcomeText(
      VerifyReport(
        differences: differences, comparedByteCount: 10, entryCount: 1, names: .joliet,
        totalTime: .seconds(1)))
    #expect(outcome.kind == .failed)
    #expect(outcome.title == "4 differences")
    #expect(outcome.body.contains("“/1” is missing on the disc."))
    #expect(outcome.log.count == 4)
    #expect(OutcomeText(VerifyError.cancelled).kind == .cancelled)
    #expect(OutcomeText(VerifyError.noMedium).kind == .failed)
  }

  @Test func `every kind has an icon of its own`() {
    let outcomes = [
      OutcomeText(report(.everyBlock)), OutcomeText(report(.nothing)),
      OutcomeText(report(.nothing, changed: [.init(path: "/a", reason: .vanished)])),
      OutcomeText(BurnError(code: .cancelled, medium: .untouched)),
      OutcomeText(BurnError(code: .driveLost, medium: .unknown)),
    ]
    #expect(Set(outcomes.map(\.iconName)).count == outcomes.count)
  }
}

@Suite("The log") struct LogTextTests {
  static let medium = Medium.example(.dvdPlusR)
  static let events: [(LogEvent, String)] = [
    (.driveClaimed(name: "/dev/sr0"), "drive claimed: /dev/sr0"),
    (
      .mediumFound(medium),
      "medium: DVD+R, blank, 2295104 of 2295104 blocks free, 0 sessions, next block 0"
    ),
    (.stepBegan(.setSpeed(.dvd(8))), "step: set speed 11080 kB/s"),
    (
      .stepRefused(.eject, .opening(.busy(path: "/dev/sr0"))),
      "refused, going on: eject: Another program or an opened disc holds the drive at /dev/sr0."
    ),
    (
      .driveWasBusy(at: .init(320), .init(key: .notReady, asc: 0x04, ascq: 0x08)),
      "drive busy at block 320: WRITE(10) 2Ah: sense 2/04/08"
    ),
    (.writingResumed(at: .init(336)), "writing resumed at block 336"),
    (.written(BlockCount(1000)), "1000 blocks written"),
    (
      .fileChanged(.init(path: "/a", reason: .shrank(expectedByteCount: 2, foundByteCount: 1))),
      "file changed: /a: shrank from 2 to 1 bytes"
    ),
    (.readAgain(at: .init(7), attempt: 2), "block 7 was read on attempt 2"),
    (
      .mismatchFound(
        .init(start: .init(7), blocks: BlockCount(1), reason: .different, paths: ["/a"])),
      "blocks 7…7 differ: /a"
    ),
    (.mediumLeft(.lost), "medium: lost"), (.cancelRequested, "cancel requested"),
    (.failed(.writingFailed(at: .init(7))), "failed: writingFailed"),
  ]

  @Test(arguments: events)
  func `every event has its line`(event: LogEvent, text: String) {
    let line = LogText.line(for: LogEntry(elapsed: .milliseconds(12_345), event: event))
    #expect(line == "   12.3 s  " + text)
  }

  @Test func `each line is ended`() {
    let entry = LogEntry(elapsed: .zero, event: .cancelRequested)
    #expect(
      LogText.text([entry, entry]) == "    0.0 s  cancel requested\n    0.0 s  cancel requested\n")
  }
}
