import Burning
import DiscModel
import Presentation
import Testing

@Suite("Progress of a burn") struct BurnProgressTests {
  private func snapshot(
    _ phase: BurnSnapshot.Phase, done: Int = 0, of total: Int = 0, rate: TransferRate? = nil,
    remaining: Duration? = nil
  ) -> BurnSnapshot {
    BurnSnapshot(
      phase: phase, doneBlocks: BlockCount(done), totalBlocks: BlockCount(total), rate: rate,
      bufferFill: phase == .writing ? 0.98 : 0, elapsed: .seconds(72), remaining: remaining)
  }

  private func progress(
    _ snapshot: BurnSnapshot, _ verification: BurnRequest.Verification = .full
  ) -> BurnProgress {
    BurnProgress(snapshot, profile: .dvdPlusR, verification: verification)
  }

  @Test func `music is told with the speed of its sectors, and without an amount of bytes`() {
    let progress = BurnProgress(
      snapshot(.writing, done: 100, of: 400, rate: .cd(10)), profile: .cdR, verification: .full,
      isMusic: true)
    #expect(progress.amount == nil)
    #expect(progress.speed == "10× (1.8 MB/s)")
  }

  @Test func `writing is told with amount, speed, buffer and times`() {
    let progress = progress(
      snapshot(
        .writing, done: 585_938, of: 2_295_104, rate: .dvd(8), remaining: .seconds(170)))
    #expect(progress.title == "Writing the disc")
    #expect(progress.amount == "1.2 GB of 4.7 GB")
    #expect(progress.speed == "8× (11.1 MB/s)")
    #expect(progress.buffer == "Buffer 98%")
    #expect(progress.elapsed == "1 min 12 s")
    #expect(progress.remaining == "about 3 minutes left")
    #expect(progress.windowTitle == "15% · Writing the disc")
    #expect(
      progress.line
        == "Writing the disc: 15% · 1.2 GB of 4.7 GB · 8× (11.1 MB/s) · Buffer 98% · "
        + "about 3 minutes left")
  }

  @Test func `what cannot be measured is left out`() {
    let progress = progress(snapshot(.closing))
    #expect(progress.isIndeterminate)
    #expect(progress.amount == nil)
    #expect(progress.speed == nil)
    #expect(progress.buffer == nil)
    #expect(progress.remaining == nil)
    #expect(progress.line == "Finishing the disc: 55%")
  }

  @Test(arguments: BurnRequest.Verification.allCases)
  func `the bar never runs backwards and ends at the whole`(
    verification: BurnRequest.Verification
  ) {
    var phases: [BurnSnapshot.Phase] = [.preparing, .writing, .closing]
    if verification != .none { phases.append(.verifying) }
    let fractions = phases.flatMap { phase in
      [0, 1, 500, 1000].map { progress(snapshot(phase, done: $0, of: 1000), verification).fraction }
    }
    #expect(fractions == fractions.sorted())
    #expect(fractions.first == 0)
    #expect(fractions.last == 1)
  }

  @Test func `every phase has a title of its own`() {
    let titles = BurnSnapshot.Phase.allCases.map { progress(snapshot($0)).title }
    #expect(Set(titles).count == titles.count)
  }
}

@Suite("The question before cancelling") struct CancelQuestionTests {
  @Test func `before the first write it costs nothing`() {
    let question = CancelQuestion(phase: .preparing, profile: .cdR)
    #expect(question.body == "Nothing has been written yet: the disc stays as it is.")
    #expect(!question.isDestructive)
  }

  @Test func `while writing it costs a disc, and names which`() {
    let question = CancelQuestion(phase: .writing, profile: .cdR)
    #expect(question.body.hasPrefix("Cancelling now spoils this CD-R: "))
    #expect(question.isDestructive)
    let virtual = CancelQuestion(phase: .writing, profile: .bdRSequential, isVirtual: true)
    #expect(virtual.body.hasPrefix("Cancelling now spoils this virtual BD-R: "))
  }

  @Test func `while checking it costs only the certainty`() {
    let question = CancelQuestion(phase: .verifying, profile: .dvdPlusR)
    #expect(question.title == "Cancel the check?")
    #expect(question.body.contains("nobody knows whether it is good"))
    #expect(!question.isDestructive)
  }

  @Test func `every phase asks in words of its own, with two different buttons`() {
    let questions = BurnSnapshot.Phase.allCases.map { CancelQuestion(phase: $0, profile: .cdR) }
    #expect(Set(questions.map(\.body)).count == questions.count)
    #expect(questions.allSatisfy { $0.confirm != $0.goOn })
  }
}
