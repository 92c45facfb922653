import Burning
import CompactDisc
import DiscImage
import DiscModel
import MMC
import SystemPackage
import Testing

@testable import Presentation

@Suite("Options of a burn") struct BurnOptionsTests {
  let medium = Medium.example(.dvdPlusR, rates: [.dvd(4), .dvd(8), .dvd(4), .dvd(2.4)])

  @Test func `speeds are offered fastest first, each once, after the automatic one`() {
    let options = BurnOptions(for: medium)
    #expect(
      options.speeds.map(\.label) == [
        "Automatic", "8× (11.1 MB/s)", "4× (5.5 MB/s)", "2.4× (3.3 MB/s)",
      ])
    #expect(options.speeds[options.speedIndex].rate == nil)
  }

  @Test func `without a disc there is only the automatic speed`() {
    #expect(BurnOptions(for: nil).speeds.map(\.rate) == [nil])
  }

  @Test(arguments: [(8.0, 1), (7, 2), (2.4, 3), (1, 3), (16, 1)])
  func `a wished speed chooses the next that is not above it`(factor: Double, index: Int) {
    var options = BurnOptions(for: medium)
    options.selectSpeed(atMost: .dvd(factor))
    #expect(options.speedIndex == index)
  }

  @Test func `the request has just what was chosen`() throws {
    let layout = try ImagePlanner(ImageOptions()).plan(StagingTree())
    var options = BurnOptions(for: medium)
    let first = options.request(for: layout)
    #expect(first.verification == .full)
    #expect(first.rate == nil)
    #expect(first.sessionEnd == .closed)
    #expect(!first.ejectsAfterwards)
    #expect(Self.changedFiles(of: first) == .stop)
    options.speedIndex = 2
    options.verification = .quick
    options.keepsAppendable = true
    options.ejectsAfterwards = true
    options.changedFiles = .padAndReport
    let second = options.request(for: layout)
    #expect(second.verification == .quick)
    #expect(second.rate == .dvd(4))
    #expect(second.sessionEnd == .appendable)
    #expect(second.ejectsAfterwards)
    #expect(Self.changedFiles(of: second) == .padAndReport)
  }

  private static func changedFiles(of request: BurnRequest) -> ChangedFilePolicy? {
    if case .image(let image) = request.content { image.changedFiles } else { nil }
  }

  @Test func `every choice is explained, and none at all is called unknown`() {
    let choices = BurnOptions(for: medium).verifications
    #expect(choices.map(\.value) == BurnRequest.Verification.allCases)
    #expect(Set(choices.map(\.explanation)).count == 3)
    #expect(choices.last?.explanation.contains("nobody knows") == true)
    #expect(BurnOptions.changedFilePolicies.map(\.value) == [.stop, .padAndReport])
  }

  @Test func `keeping the disc open says what it costs`() {
    var options = BurnOptions(for: medium)
    let closed = options.appendableExplanation
    options.keepsAppendable = true
    #expect(closed.contains("every player"))
    #expect(options.appendableExplanation.contains("Some players"))
  }

  @Test func `of music are its titles, not the files`() {
    var options = BurnOptions(for: .example(.cdR), content: .music(textFits: true))
    #expect(options.mayWriteText && options.writesText)
    #expect(options.textExplanation.contains("CD-TEXT"))
    options.writesText = false
    #expect(options.textExplanation.contains("numbers"))
    #expect(Set(options.verifications.map(\.explanation)).count == 3)
    #expect(options.verifications[1].explanation.contains("tracks"))
  }

  @Test func `do not offer titles that have no room`() {
    let options = BurnOptions(for: .example(.cdR), content: .music(textFits: false))
    #expect(!options.mayWriteText && !options.writesText)
    #expect(options.textExplanation.contains("more than CD-TEXT has room for"))
  }

  @Test func `are those of the last time, as far as they suit`() {
    var last = BurnOptions(for: medium)
    last.verification = .none
    last.ejectsAfterwards = true
    last.keepsAppendable = true
    last.changedFiles = .padAndReport
    last.speedIndex = 2
    var same = BurnOptions(for: medium)
    same.take(last)
    #expect(same == last)
    var music = BurnOptions(for: .example(.cdR), content: .music(textFits: true))
    music.take(last)
    #expect(music.verification == .none && music.ejectsAfterwards)
    #expect(music.writesText && !music.keepsAppendable)
    music.writesText = false
    var next = BurnOptions(for: .example(.cdR), content: .music(textFits: true))
    next.take(music)
    #expect(!next.writesText)
  }
}

@Suite("Why Burn is disabled") struct BurnReadinessTests {
  let known = KnownDrive(
    id: "sr0", vendor: "ASUS", product: "X", location: "/dev/sr0", isVirtual: false)

  private func readiness(
    isEmpty: Bool = false, isReading: Bool = false, state: DriveState? = .medium(.example(.cdR)),
    name: String = "", problems: [PlanProblem] = []
  ) -> BurnReadiness {
    BurnReadiness(
      isEmpty: isEmpty, isReading: isReading, drive: state.map { DriveItem(known, state: $0) },
      volumeName: VolumeName(name), problems: problems)
  }

  @Test func `nothing stands in the way of files and a blank disc`() {
    #expect(readiness().isReady)
    #expect(readiness().text == nil)
  }

  @Test func `the first reason is the one to mend first`() {
    #expect(readiness(isEmpty: true, state: .noMedium).text == "Add files or folders to burn.")
    #expect(readiness(state: nil).text == "Connect a disc drive, or add a virtual one to try.")
    #expect(readiness(isEmpty: true, isReading: true).text == "The files are still being read.")
    #expect(
      readiness(state: .noMedium).text == "There is no disc in the drive. Insert a blank disc.")
  }

  @Test func `what the planner says again is said once`() {
    let empty = readiness(
      isEmpty: true, state: .trayOpen, problems: [.nothingToWrite, .trayOpen, .mediumClosed])
    #expect(
      empty == .notReady([.projectEmpty, .drive(.trayOpen), .plan(.mediumClosed)]))
    #expect(empty.texts.count == 3)
  }

  @Test func `a name that cannot be written is a reason`() {
    let long = String(repeating: "x", count: 33)
    #expect(
      readiness(name: long).text == "The disc's name has 33 characters; 32 is the most.")
  }

  @Test func `a disc too small is told with its size`() {
    let problem = PlanProblem.mediumTooSmall(
      required: BlockCount(512_000), available: BlockCount(359_844))
    #expect(
      readiness(problems: [problem]).text
        == "The files need 312 MB more than the disc has room for. Insert a larger disc or remove "
        + "some files.")
  }

  @Test(
    arguments: [
      .looking, .noMedium, .trayOpen, .working(.burning), .working(.erasing),
      .working(.formatting), .busy([]), .busy([.mount("/media/x")]),
      .notPermitted(nil), .notPermitted(.outsider),
      .failed(.opening(.notFound(path: "/dev/sr0"))),
    ] as [DriveState])
  func `no state of a drive without a disc lets a burn begin`(state: DriveState) {
    #expect(readiness(state: state) == .notReady([.drive(state)]))
    #expect(readiness(state: state).text?.hasSuffix(".") == true)
  }

  @Test func `music waits for its files, and cannot be burned with one that is broken`() {
    let drive = DriveItem(known, state: .medium(.example(.cdR)))
    func readiness(_ project: AudioProject, isReading: Bool = false) -> BurnReadiness {
      BurnReadiness(project, isReading: isReading, notes: project.notes, drive: drive)
    }
    var project = AudioProject()
    #expect(readiness(project).text == "Add music to burn.")
    #expect(readiness(project, isReading: true).text == "The files are still being read.")
    _ = project.add([.playing(60, "/a.flac")])
    #expect(readiness(project).isReady)
    _ = project.add([MusicFile(path: "/b.flac", source: .waiting)])
    #expect(readiness(project) == .notReady([.stillReading]))
    project.settle(project.order[1], .failed(.notAudio))
    #expect(readiness(project).text == "“b.flac” holds no music.")
  }
}
