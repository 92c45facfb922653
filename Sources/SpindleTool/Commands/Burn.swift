internal import ArgumentParser
internal import Burning
internal import DiscImage
internal import DiscModel
internal import MMC
internal import Presentation

/// `spindlectl burn DRIVE PATH…`
struct Burn: ToolCommand {
  static let configuration = CommandConfiguration(
    abstract: "Burn files and folders, and prove that they are on the disc.")

  enum Verify: String, ExpressibleByArgument, CaseIterable {
    case full, quick, none

    var value: BurnRequest.Verification {
      switch self {
      case .full: .full
      case .quick: .quick
      case .none: .none
      }
    }
  }

  @Argument(help: "A node, an id from `devices`, or virtual:DIR.")
  var drive: String
  @OptionGroup var sources: SourceArguments
  @Option(help: "The disc's name.")
  var volume: String?
  @Option(help: "How much is read back and compared.")
  var verify = Verify.full
  @Flag(help: "Leave the disc open, so that other programs can add more.")
  var appendable = false
  @Option(help: "The speed, such as 8 or 2.4; the next lower one the drive offers is taken.")
  var speed: Double?
  @Flag(help: "Do not ask on the terminal before what is on the disc is overwritten.")
  var yes = false
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Flag(help: "Fill up or cut files that change meanwhile, and name them, instead of stopping.")
  var padChangedFiles = false
  @Flag(help: "Open the tray afterwards.")
  var eject = false
  @OptionGroup var mounted: MountedDiscOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try SpeedOption.validate(speed)
    try VolumeOption.validate(volume)
  }

  func run() async throws {
    let found = try FoundDrive.find(drive)
    let tree = try await sources.scan(reporter)
    let layout = try await tree.plan(VolumeOption.options(volume, for: tree), reporter)
    let inspection = try await found.inspect()
    let plan = try makePlan(layout, inspection)
    reporter.report(plan, inspection)
    guard !dryRun else {
      reporter.finishDryRun()
      return
    }
    try await askToOverwrite(plan, inspection, found)
    try await found.unmount(as: mounted, reporter)
    try await BurnRunner(plan: plan, drive: found, reporter: reporter).run()
  }

  /// Goes on only if a person agrees. A script said what it wants.
  private func askToOverwrite(
    _ plan: BurnPlan, _ inspection: DriveInspection, _ drive: FoundDrive
  ) async throws(ToolFailure) {
    guard plan.overwrites, !yes, reporter.canAsk, let medium = inspection.medium else { return }
    let question = OverwriteQuestion(medium, drive: DriveItem(drive.known).title)
    guard await reporter.asks(question.body, question.terminalPrompt) else { throw .cancelled }
  }

  private func makePlan(
    _ layout: ImageLayout, _ inspection: DriveInspection
  ) throws(ToolFailure) -> BurnPlan {
    let request = BurnRequest(
      layout: layout, verification: verify.value,
      rate: SpeedOption.rate(speed, for: inspection.medium),
      sessionEnd: appendable ? .appendable : .closed, ejectsAfterwards: eject,
      changedFiles: padChangedFiles ? .padAndReport : .stop)
    do throws(PlanError) {
      return try BurnPlanner.plan(request, for: inspection)
    } catch {
      throw ToolFailure(error)
    }
  }
}

/// The name of a disc on the command line.
enum VolumeOption {
  static func validate(_ name: String?) throws {
    if let problem = name.flatMap({ VolumeName($0.shown).problem }) {
      throw ValidationError(problem.text)
    }
  }

  /// The name given, or one made from the files.
  static func options(
    _ name: String?, for tree: StagingTree, fileSystems: FileSystemSet = .standard
  ) -> ImageOptions {
    let time = Timestamp.now
    let names =
      tree.childCount(of: StagingTree.root) == 1
      ? tree.children(of: StagingTree.root).map(tree.name) : []
    let volume = name?.shown ?? VolumeName.suggestion(names: names, date: Format.date(time)).text
    return ImageOptions(volumeName: volume, fileSystems: fileSystems, creationTime: time)
  }
}
