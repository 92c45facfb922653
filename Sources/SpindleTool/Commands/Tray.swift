internal import ArgumentParser
internal import Burning
internal import DriveMounts
internal import MMC
internal import Presentation

/// `spindlectl eject DRIVE`
struct Eject: ToolCommand {
  static let configuration = CommandConfiguration(abstract: "Open the tray.")

  @Argument(help: "A node, an id from `devices`, or virtual:DIR.")
  var drive: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let found = try FoundDrive.find(drive)
    // Who wants the disc out does not want it mounted.
    try await found.unmount { _ in .unmount }
    try await found.withExclusiveAccess { (drive) throws(DriveError) in try drive.eject() }
    reporter.done("ejected", path: found.known.location, ToolText.ejected)
  }
}

/// `spindlectl load DRIVE`
struct Load: ToolCommand {
  static let configuration = CommandConfiguration(
    abstract: "Close the tray and wait until the disc can be used.")

  @Argument(help: "A node, an id from `devices`, or virtual:DIR.")
  var drive: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let found = try FoundDrive.find(drive)
    let arrival: MediumArrival
    do throws(ToolFailure) {
      arrival = try await found.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.load(isCancelled: { Task.isCancelled })
      }
    } catch {
      try found.checkMedium()
      throw error
    }
    switch arrival {
    case .ready: reporter.done("loaded", path: found.known.location, ToolText.loaded)
    case .noMedium:
      throw ToolFailure(.notFit, code: "noMedium", ErrorText.message(for: PlanProblem.noMedium))
    case .cancelled: throw ToolFailure(.cancelled, code: "cancelled", ToolText.loadingCancelled)
    }
  }
}

extension FoundDrive {
  /// Has the drive alone for a moment, to move its tray.
  func withExclusiveAccess<Result: Sendable>(
    _ body: @Sendable (borrowing ExclusiveDrive) throws(DriveError) -> Result
  ) async throws(ToolFailure) -> Result {
    try await reference.withExclusiveAccess(for: .movingTray, mapping: ToolFailure.init) {
      (drive) async throws(ToolFailure) in
      do throws(DriveError) {
        return try body(drive)
      } catch {
        throw ToolFailure(error)
      }
    }
  }
}

extension Reporter {
  func done(_ what: String, path: String?, _ text: String) {
    emit(DoneEvent(what: what, path: path, text: text))
    say(text)
  }
}
