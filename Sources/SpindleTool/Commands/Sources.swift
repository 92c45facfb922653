internal import ArgumentParser
internal import DiscImage
internal import Presentation
internal import SystemPackage

/// The files and folders of a disc, as the command line names them.
struct SourceArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files and folders. A folder that ends in / stands for its contents.", valueName: "path"))
  var paths: [String]

  func validate() throws {
    guard !paths.isEmpty else { throw ValidationError("Name at least one file or folder.") }
  }

  /// Walks the files. A path that does not exist is a failure, not an issue: it is a slip of the pen.
  func scan(_ reporter: Reporter) async throws(ToolFailure) -> StagingTree {
    let sources = paths.map { path in
      ScanSource(
        path: FilePath(word: path).absolute, placement: path.hasSuffix("/") ? .contents : .itself)
    }
    for (source, path) in zip(sources, paths) where !source.path.exists {
      throw ToolFailure(.failed, code: "sourceNotFound", ToolText.sourceNotFound(path.shown))
    }
    let scan: SourceScan
    do throws(CancellationError) {
      scan = try await SourceScanner().scan(sources) { count in
        reporter.showProgress(ToolText.scanning(count))
      }
    } catch {
      throw .cancelled
    }
    reporter.showProgress("")
    var tree = StagingTree()
    let (_, issues) = tree.graft(scan, onto: StagingTree.root)
    reporter.report(issues, on: .standard)
    return tree
  }
}

extension Reporter {
  /// What is not on the disc as it is on the computer: each for scripts, by kind for people.
  func report(_ issues: [StagingIssue], on fileSystems: FileSystemSet) {
    for issue in issues {
      emit(IssueEvent(issue))
    }
    let hasOtherNames = fileSystems.contains(.rockRidge) || fileSystems.contains(.joliet)
    let told = issues.filter { issue in
      // The disc itself has its name in another tree.
      issue.path != "/" || !hasOtherNames || !IssueTopic(issue.kind).isMinor
    }
    for group in IssueGroup.groups(of: told) {
      Self.lines(of: group, on: fileSystems).forEach(note)
    }
  }

  /// A group's issues, in one line where they are many and of no great weight.
  private static func lines(of group: IssueGroup, on fileSystems: FileSystemSet) -> [String] {
    let hasOtherNames = fileSystems != .iso9660
    if group.topic.isMinor, hasOtherNames { return [ToolText.simplifiedNames(group.count)] }
    if group.count == 1 { return group.lines }
    if group.topic == .leftOut, fileSystems.contains(.rockRidge) {
      return [ToolText.linksLeftOut(group.count)]
    }
    return [group.heading] + group.lines.prefix(shownIssues).map { "  " + $0 }
      + (group.count > shownIssues ? ["  …"] : [])
  }

  /// How many of a group are told one by one.
  private static let shownIssues = 10
}

extension StagingTree {
  /// Lays the tree out on a thread of its own.
  func plan(
    _ options: ImageOptions, _ reporter: Reporter
  ) async throws(ToolFailure) -> ImageLayout {
    let layout: ImageLayout
    do throws(ImagePlanError) {
      layout = try await BlockingWork.run(named: "spindle-plan") { _ throws(ImagePlanError) in
        try ImagePlanner(options).plan(self)
      }
    } catch {
      throw ToolFailure(.failed, code: "cannotPlan", ErrorText.message(for: error))
    }
    reporter.report(layout.issues, on: layout.options.fileSystems)
    return layout
  }
}
