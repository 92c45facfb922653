internal import ArgumentParser
internal import Burning
internal import CompactDisc
internal import DiscModel
internal import MMC
internal import Presentation
internal import SystemPackage

/// `spindlectl audio DRIVE FILE…`
struct Audio: ToolCommand {
  static let configuration = CommandConfiguration(
    abstract: "Burn an audio CD, and prove that every sample is on it.",
    discussion: """
      Titles and artists are those of the files and come onto the disc as CD-TEXT. A folder stands \
      for the audio files in it, in the order of their track numbers and names.
      """)

  @Argument(help: "A node, an id from `devices`, or virtual:DIR.")
  var drive: String
  @OptionGroup var music: MusicArguments
  @Option(help: "The disc's title; that of the album if all tracks have the same.")
  var title: String?
  @Option(help: "The disc's artist; that of the tracks if all have the same.")
  var artist: String?
  @Option(help: "The silence between tracks in seconds; 0 joins them sample for sample.")
  var gap = 2.0
  @Option(help: "The disc's number in the shop, 12 or 13 digits (UPC or EAN).")
  var catalog: String?
  @Flag(name: .customLong("no-cd-text"), help: "Leave titles and artists off the disc.")
  var leavesOutText = false
  @Flag(
    help: """
      Burn track by track, or without CD-TEXT, where the drive can do no better, and say what the \
      disc lacks, instead of stopping.
      """)
  var acceptLosses = false
  @Option(help: "How much is read back and compared.")
  var verify = Burn.Verify.full
  @Option(help: "The speed, such as 8 or 16; the next lower one the drive offers is taken.")
  var speed: Double?
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Flag(help: "Open the tray afterwards.")
  var eject = false
  @OptionGroup var mounted: MountedDiscOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try SpeedOption.validate(speed)
    guard gap >= 0, gap <= 60 else { throw ValidationError("--gap must be from 0 to 60 seconds.") }
    guard catalog.map({ (try? MediaCatalogNumber($0)) != nil }) ?? true else {
      throw ValidationError("--catalog must have 12 or 13 digits.")
    }
  }

  func run() async throws {
    let found = try FoundDrive.find(drive)
    let project = try await makeProject()
    reporter.report(project)
    let inspection = try await found.inspect()
    let plan = try makePlan(project, inspection)
    reporter.report(plan, inspection)
    guard !dryRun else {
      reporter.finishDryRun()
      return
    }
    try await found.unmount(as: mounted, reporter)
    try await BurnRunner(plan: plan, drive: found, reporter: reporter).run()
  }

  private func makeProject() async throws(ToolFailure) -> AudioProject {
    var project = AudioProject()
    _ = project.add(try await music.read(reporter))
    _ = project.setAllGaps(BlockCount(Int64((gap * 75).rounded())))
    project.title = title?.shown ?? ""
    project.artist = artist?.shown ?? ""
    project.catalogNumber = catalog.flatMap { try? MediaCatalogNumber($0) }
    return project
  }

  private func makePlan(
    _ project: AudioProject, _ inspection: DriveInspection
  ) throws(ToolFailure) -> BurnPlan {
    var content = MusicArguments.content(of: project, withText: !leavesOutText)
    content.text = leavesOutText ? .leftOut : acceptLosses ? .whereTaken : .required
    content.acceptsLosses = acceptLosses
    let request = BurnRequest(
      .audio(content), verification: verify.value,
      rate: SpeedOption.rate(speed, for: inspection.medium), ejectsAfterwards: eject)
    do throws(PlanError) {
      return try BurnPlanner.plan(request, for: inspection)
    } catch {
      throw ToolFailure(error)
    }
  }
}

extension Reporter {
  /// What is on the disc that is not as the files have it.
  fileprivate func report(_ project: AudioProject) {
    for text in project.notes.map(\.text) {
      emit(NoteEvent(text: text))
      note(text)
    }
  }

  /// What will be on an audio disc, track by track.
  func report(_ recording: AudioRecording, of content: AudioContent) {
    let plan = recording.plan
    let disc = plan.disc
    let title = [disc.text.performer, disc.text.title].filter { !$0.isEmpty }
    if !title.isEmpty { say(title.joined(separator: " – ")) }
    for (track, planned) in zip(disc.tracks, plan.tracks) {
      let path = content.paths[planned.number - 1]
      emit(TrackEvent(track, planned, path: path.string))
      let name = [track.performer, track.title].filter { !$0.isEmpty }
      let text =
        name.isEmpty ? path.lastComponent?.string ?? path.string : name.joined(separator: " – ")
      say(
        "  \(planned.number < 10 ? " " : "")\(planned.number)  "
          + "\(Format.playingTime(planned.start - .zero))  "
          + "\(Format.playingTime(track.length.blocks))  \(text)")
    }
    if !recording.losses.isEmpty { note(ErrorText.lost(recording.losses)) }
  }
}
