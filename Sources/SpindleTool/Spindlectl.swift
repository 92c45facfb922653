internal import ArgumentParser
internal import Glibc
internal import Presentation
internal import SystemPackage

/// `spindlectl`: what Spindle's window does, for scripts and the terminal.
@main struct Spindlectl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spindlectl",
    abstract: "Burn discs that are known to be good.",
    discussion: """
      DRIVE is a node such as /dev/sr0, an id from `spindlectl devices`, or virtual:DIR for a \
      virtual drive.

      Exit status: 0 done and proven, 1 failed, 2 usage, 3 the drive or the medium does not suit, \
      4 verification failed, 130 cancelled.
      """,
    version: "spindlectl 0.1.0",
    subcommands: [
      Devices.self, DriveCommand.self, MediumCommand.self, Info.self, Burn.self, Image.self,
      Verify.self, Eject.self, Load.self,
    ])

  static func main() async {
    Signals.takeOver()
    setUpTranslations()
    let status = await Task { await runToEnd() }.cancelledByUser()
    Glibc.exit(status.rawValue)
  }

  private static func runToEnd() async -> ExitStatus {
    let command: any ParsableCommand
    do {
      command = try parseAsRoot()
    } catch {
      return report(usage: error)
    }
    do {
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        var command = command
        try command.run()
      }
      return .done
    } catch let failure as ToolFailure {
      return report(failure)
    } catch {
      return report(usage: error)
    }
  }

  private static func report(_ failure: ToolFailure) -> ExitStatus {
    let reporter = Reporter(isJSON: CommandLine.arguments.contains("--json"))
    reporter.report(failure)
    return failure.status
  }

  /// Asking for help or the version is no mistake.
  private static func report(usage error: any Error) -> ExitStatus {
    let isHelp = exitCode(for: error) == .success
    let text = fullMessage(for: error) + "\n"
    _ = try? (isHelp ? FileDescriptor.standardOutput : .standardError).writeAll(text.utf8)
    return isHelp ? .done : .usage
  }
}

extension Task where Failure == Never {
  /// Waits for the task, which the user's signals cancel meanwhile.
  fileprivate func cancelledByUser() async -> Success {
    Signals.onEnding { self.cancel() }
    return await value
  }
}

extension Reporter {
  /// Why a command ended without success.
  func report(_ failure: ToolFailure) {
    let message = failure.message
    emit(
      ErrorEvent(
        code: failure.code, exitStatus: failure.status.rawValue, title: message.title,
        text: message.body, reasons: failure.reasons, details: message.details,
        medium: failure.medium))
    note("spindlectl: \(message.title)")
    note(message.body)
    for line in message.details { note("  " + line) }
  }
}
