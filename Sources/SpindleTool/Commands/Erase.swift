internal import ArgumentParser
internal import Burning
internal import DiscModel
internal import MMC
internal import Presentation

/// How thorough erasing and formatting are.
struct EraseDepthOptions: ParsableArguments {
  @Flag(help: "Touch as little of the disc as need be.")
  var quick = false
  @Flag(help: "Touch every block; this takes as long as writing the whole disc.")
  var full = false

  func validate() throws {
    if quick, full { throw ValidationError("--quick and --full exclude each other.") }
  }

  /// What was asked for; nil if nothing was.
  var depth: EraseChoice.Depth? {
    quick ? .quick : full ? .full : nil
  }
}

/// What erasing and formatting have in common.
struct EraseRunOptions: ParsableArguments {
  @Flag(help: "Do not ask on the terminal.")
  var yes = false
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
}

/// `spindlectl erase DRIVE`
struct Erase: ToolCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a rewritable disc empty.")

  @Argument(help: "A node, an id from `devices`, or virtual:DIR.")
  var drive: String
  @OptionGroup var depth: EraseDepthOptions
  @Flag(help: "Make a DVD-RW that can be overwritten one that takes sessions again.")
  var sequential = false
  @OptionGroup var options: EraseRunOptions
  @OptionGroup var mounted: MountedDiscOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let found = try FoundDrive.find(drive)
    let choices = EraseChoices(for: try await found.inspect())
    let choice = try pick(from: choices)
    try await EraseRunner(drive: found, options: options, mounted: mounted, reporter: reporter)
      .run(choice)
  }

  private func pick(from choices: EraseChoices) throws(ToolFailure) -> EraseChoice {
    if let problem = choices.erasingProblems.first { throw ToolFailure(problem) }
    let ways = choices.erasing.filter { !sequential || $0.deed == .blank }
    guard let way = ways.first(where: { depth.depth == nil || $0.depth == depth.depth }) else {
      throw ToolFailure(.wayNotOffered(choices.medium?.profile ?? .none))
    }
    return way
  }
}

/// `spindlectl format DRIVE`
struct FormatCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Format a disc: DVD-RW for overwriting, DVD+RW, DVD-RAM, BD-RE, or a new BD-R.")

  /// `--spare`
  enum Spare: Hashable, ExpressibleByArgument {
    case usual, nothing, blocks(Int64)

    init?(argument: String) {
      switch argument {
      case "default": self = .usual
      case "none": self = .nothing
      default:
        guard let blocks = Int64(argument), (1...(Int64(1) << 32)).contains(blocks) else {
          return nil
        }
        self = .blocks(blocks)
      }
    }
  }

  @Argument(help: "A node, an id from `devices`, or virtual:DIR.")
  var drive: String
  @OptionGroup var depth: EraseDepthOptions
  @Option(
    help: ArgumentHelp(
      "What is set aside to replace bad blocks: default, none, or a number of blocks.",
      valueName: "size"))
  var spare: Spare?
  @Flag(help: "Let parts of a BD-R be replaced later.")
  var replaceable = false
  @OptionGroup var options: EraseRunOptions
  @OptionGroup var mounted: MountedDiscOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if replaceable, spare != nil {
      throw ValidationError("--replaceable and --spare exclude each other.")
    }
  }

  func run() async throws {
    let found = try FoundDrive.find(drive)
    let choices = EraseChoices(for: try await found.inspect())
    let choice = try pick(from: choices)
    try await EraseRunner(drive: found, options: options, mounted: mounted, reporter: reporter)
      .run(choice)
  }

  private func pick(from choices: EraseChoices) throws(ToolFailure) -> EraseChoice {
    if let problem = choices.formattingProblems.first { throw ToolFailure(problem) }
    let profile = choices.medium?.profile ?? .none
    if case .blocks(let blocks) = spare {
      do throws(EraseProblem) {
        return try choices.formatted(sparing: BlockCount(blocks), depth: depth.depth ?? .quick)
      } catch {
        throw ToolFailure(error)
      }
    }
    let ways = choices.formatting.filter { choice in
      (depth.depth == nil || choice.depth == depth.depth) && isWanted(choice.deed)
    }
    guard let way = ways.first else {
      let knowsSpares = choices.formatting.contains { $0.deed == .format(.usual) }
      throw ToolFailure(
        spare != nil && !knowsSpares ? .noSpareAreaToChoose(profile) : .wayNotOffered(profile))
    }
    return way
  }

  private func isWanted(_ deed: EraseChoice.Deed) -> Bool {
    switch spare {
    case .usual: deed == .format(.usual)
    case .nothing: deed == .format(.nothing)
    case .blocks: false
    case nil: replaceable ? deed == .pseudoOverwrite : deed != .pseudoOverwrite
    }
  }
}
