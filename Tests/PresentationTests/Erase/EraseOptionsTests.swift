import Burning
import DiscModel
import MMC
import Presentation
import Testing

@Suite("Ways to erase in words") struct EraseOptionsTests {
  @Test(arguments: EraseFixture.all)
  func `each way has a title, an explanation and a duration of its own`(options: EraseOptions) {
    let ways = options.ways
    #expect(!ways.isEmpty && options.problem == nil)
    #expect(Set(ways.map(\.title)).count == ways.count, "\(ways.map(\.title))")
    #expect(ways.allSatisfy { !$0.title.hasSuffix(".") && $0.explanation.hasSuffix(".") })
    #expect(ways.allSatisfy { $0.duration.contains("minute") || $0.duration.contains(" h") })
  }

  @Test func `the first one is chosen, and another can be`() {
    var options = EraseFixture.options(.cdRW, .closed)
    #expect(options.selected?.title == "Erase quickly")
    #expect(
      options.selected?.explanation
        == "Only what says where the files lie is erased. "
        + "The files cannot be found any more, but most of them could be recovered.")
    options.selectedIndex = 1
    #expect(options.selected?.title == "Erase everything")
    options.selectedIndex = 2
    #expect(options.selected == nil)
  }

  @Test func `a disc that holds nothing loses nothing`() {
    let options = EraseFixture.options(.cdRW, .blank)
    #expect(options.isBlank)
    #expect(options.ways.allSatisfy { !$0.explanation.contains("files are") })
  }

  @Test func `a spare area is told with its size and what it costs`() {
    let ways = EraseFixture.options(.bdRE, formats: EraseFixture.bdREFormats).formatting
    #expect(ways.map(\.title) == ["Format quickly", "Format quickly, without spare area"])
    #expect(
      ways.first?.explanation.hasSuffix("805 MB are set aside to replace bad blocks.") == true)
    #expect(ways.last?.explanation.hasSuffix("but nothing replaces bad blocks.") == true)
  }

  @Test func `a disc that only takes one session then says so`() {
    let options = EraseFixture.options(
      .dvdMinusRWSequential, .closed, formats: EraseFixture.dvdMinusRWFormats)
    #expect(
      options.selected?.explanation.hasSuffix("Many drives then write the disc in one go only.")
        == true)
  }

  @Test(
    arguments: [
      (.cdR, "CD-R discs can be written only once."),
      (.dvdROM, "DVD-ROM discs come from a factory and can only be read."),
    ] as [(MediumProfile, String)])
  func `where nothing can be done it says why`(profile: MediumProfile, sentence: String) {
    let options = EraseOptions(for: EraseFixture.inspection(.example(profile, .closed)))
    #expect(options.ways.isEmpty && options.selected == nil)
    #expect(options.problem?.explanation == sentence)
    #expect(options.problem?.advice?.contains("CD-RW") == true)
  }

  @Test(
    arguments: [
      (20, "less than a minute"), (60, "about 1 minute"), (61, "about 2 minutes"),
      (3600, "about 1 hour"), (5640, "about 1 h 35 min"),
    ] as [(Int, String)])
  func `a duration is no finer than it can be known`(seconds: Int, text: String) {
    #expect(Format.estimate(.seconds(seconds)) == text)
  }
}

@Suite("The question before erasing") struct EraseQuestionTests {
  @Test func `names the disc, the drive, what is lost and how long it takes`() throws {
    let choice = try #require(EraseFixture.options(.cdRW, .closed).selected).choice
    let question = EraseQuestion(choice, drive: "Trial (virtual)")
    #expect(question.title == "Erase this CD-RW?")
    #expect(question.body.hasPrefix("In “Trial (virtual)” lies: CD-RW, finished"))
    #expect(question.body.contains("most of them could be recovered."))
    #expect(question.body.hasSuffix("Erase quickly: about 1 minute."))
    #expect(question.isDestructive && question.confirm == "_Erase")
    #expect(question.terminalPrompt == "Erase the disc? Type y for yes, n for no:")
  }

  @Test func `is no warning where nothing is lost`() throws {
    let options = EraseFixture.options(
      .dvdPlusRW, .unformatted, formats: EraseFixture.dvdPlusRWFormats)
    let question = EraseQuestion(try #require(options.selected).choice, drive: "A")
    #expect(question.title == "Format this DVD+RW?")
    #expect(!question.isDestructive && question.confirm == "_Format")
  }

  @Test func `says that the quick way was refused`() throws {
    let options = EraseFixture.options(.cdRW, .closed)
    let question = EraseQuestion(insteadOfQuick: options.ways[1].choice, drive: "A")
    #expect(question.body.hasPrefix("The drive does not erase this disc quickly. In “A” lies:"))
  }
}

@Suite("Erasing on its way, in words") struct EraseProgressTextTests {
  private static let choice = EraseFixture.options(.cdRW, .closed).ways[0].choice

  private static func progress(
    _ phase: EraseSnapshot.Phase, _ fraction: Double?, elapsed: Int = 10, remaining: Int? = nil,
    canBeStopped: Bool = false
  ) -> EraseProgress {
    EraseProgress(
      EraseSnapshot(
        phase: phase, fraction: fraction, elapsed: .seconds(elapsed),
        remaining: remaining.map { .seconds($0) }, canBeStopped: canBeStopped), choice: choice)
  }

  @Test func `never runs backwards from phase to phase`() {
    let steps = [
      Self.progress(.preparing, nil), Self.progress(.erasing, nil), Self.progress(.erasing, 0.5),
      Self.progress(.erasing, 1), Self.progress(.checking, nil),
    ].map(\.fraction)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `tells what is left by the drive's word, else by what such discs need`() {
    #expect(
      Self.progress(.erasing, 0.5, remaining: 100).line
        == "Erasing the disc: 49% · 10 s · about 2 minutes left")
    #expect(Self.progress(.erasing, nil).line == "Erasing the disc · 10 s · about 1 minute left")
    #expect(Self.progress(.erasing, nil, elapsed: 70).remaining == nil)
    #expect(Self.progress(.erasing, nil).windowTitle == "Erasing the disc")
  }

  /// Zeros all over a disc are written, then read: each is about half of the work.
  @Test func `counts the reading back of zeros`() throws {
    let ways = EraseFixture.options(.dvdRAM, formats: EraseFixture.dvdRAMFormats).ways
    let full = try #require(ways.first { $0.choice.deed == .clear && $0.choice.depth == .full })
    func progress(
      _ phase: EraseSnapshot.Phase, _ fraction: Double, remaining: Int
    ) -> EraseProgress {
      EraseProgress(
        EraseSnapshot(
          phase: phase, fraction: fraction, elapsed: .seconds(300), remaining: .seconds(remaining),
          canBeStopped: true), choice: full.choice)
    }
    #expect(
      progress(.overwriting, 0.5, remaining: 300).line
        == "Writing zeros: 26% · 5 min · about 15 minutes left")
    #expect(
      progress(.checking, 0.5, remaining: 300).line
        == "Looking at the disc: 75% · 5 min · about 5 minutes left")
    #expect(progress(.checking, 1, remaining: 0).fraction == 1)
  }

  @Test func `goes through the phases of its way`() {
    #expect(EraseProgress.phases(of: Self.choice) == [.preparing, .erasing, .checking])
    let clearing = EraseFixture.options(.dvdRAM, formats: EraseFixture.dvdRAMFormats)
    #expect(
      EraseProgress.phases(of: clearing.ways[0].choice) == [.preparing, .overwriting, .checking])
    #expect(
      EraseProgress.phases(of: clearing.formatting[0].choice)
        == [.preparing, .formatting, .checking])
  }

  @Test func `a cancel says that the drive goes on, or that the disc is only partly done`() {
    let running = CancelQuestion(Self.progress(.erasing, 0.5).snapshot, choice: Self.choice)
    #expect(running.confirm == "Stop Waiting" && !running.isDestructive)
    #expect(running.body.hasPrefix("The drive cannot stop before it is done."))
    let stopping = CancelQuestion(
      Self.progress(.overwriting, 0.5, canBeStopped: true).snapshot, choice: Self.choice)
    #expect(stopping.confirm == "Cancel the Work" && stopping.isDestructive)
    let early = CancelQuestion(
      Self.progress(.preparing, nil, canBeStopped: true).snapshot, choice: Self.choice)
    #expect(early.body == "Nothing has been written yet: the disc stays as it is.")
    #expect(!early.isDestructive)
  }
}

@Suite("The outcome of erasing") struct EraseOutcomeTests {
  private static func report(_ proof: EraseReport.Proof, _ options: EraseOptions) -> OutcomeText {
    var medium = Medium.example(.dvdPlusRW, .overwritable)
    medium.details.backgroundFormat = .running
    return OutcomeText(
      EraseReport(
        choice: options.ways[0].choice, proof: proof, medium: medium, totalTime: .seconds(61)))
  }

  @Test func `claims what was read from the disc, and says what can be done next`() {
    let cd = Self.report(.blank, EraseFixture.options(.cdRW, .closed))
    #expect(cd.kind == .proven && cd.title == "The disc is empty")
    #expect(
      cd.body
        == "The drive calls it blank, and nothing on it can be read. It can be burned now; "
        + "the drive formats the rest while nothing else is to do.")
    #expect(cd.facts.contains(Fact("Altogether", "1 min 1 s")))
    let unformatted = EraseFixture.options(
      .dvdPlusRW, .unformatted, formats: EraseFixture.dvdPlusRWFormats)
    let formatted = Self.report(.formatted(BlockCount(2_295_104)), unformatted)
    #expect(formatted.title == "The disc is formatted")
    #expect(formatted.body.hasPrefix("The disc says that it holds 4.7 GB."))
    let ends = Self.report(.endsAreZeros(BlockCount(2048)), EraseFixture.all[6])
    #expect(ends.body.hasPrefix("4.2 MB at its beginning and its end were read"))
    let all = Self.report(.allAreZeros(BlockCount(2_295_104)), EraseFixture.all[6])
    #expect(all.body.hasPrefix("All 4.7 GB were read, and nothing is there."))
  }

  @Test func `of a failure is no success`() {
    let failed = OutcomeText(EraseError(code: .erasingFailed, medium: .partlyErased))
    #expect(failed.kind == .failed)
    #expect(failed.body.contains("only partly done"))
    #expect(OutcomeText(EraseError(code: .cancelled, medium: .untouched)).kind == .cancelled)
  }
}
