internal import ArgumentParser
internal import Glibc
internal import Presentation
internal import SystemPackage

/// `spindlectl`: what Spindle's window does, for scripts and the terminal.
@main struct Spindlectl: AsyncParsableCommand, CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "spindlectl",
    abstract: "Burn discs that are known to be good.",
    discussion: """
      DRIVE is a node such as /dev/sr0, an id from `spindlectl devices`, or virtual:DIR for a \
      virtual drive.

      Exit status: 0 done, and proven as far as asked, 1 failed, 2 usage, 3 the drive or the \
      medium does not suit, 4 verification failed, 130 cancelled.
      """,
    version: "spindlectl 0.1.0",
    subcommands: [
      Devices.self, DriveCommand.self, MediumCommand.self, Info.self, Burn.self, Audio.self,
      Image.self,
      Verify.self, Erase.self, FormatCommand.self, Eject.self, Load.self,
    ])

  static func main() async {
    Signals.takeOver()
    setUpTranslations()
    let status = await Task { await runToEnd() }.cancelledByUser()
    Glibc.exit(status.rawValue)
  }

  private static func runToEnd() async -> ExitStatus {
    var reporter = OutputOptions.reporterOfUnreadableCommandLine
    do {
      var command = try parseAsRoot(CommandWords.all)
      if var command = command as? any ToolCommand {
        reporter = command.reporter
        try await command.run()
      } else if let group = command as? any CommandGroup {
        return report(missingCommandOf: type(of: group))
      } else {
        // The command `help` throws what it has to say.
        try command.run()
      }
      return .done
    } catch let failure as ToolFailure {
      reporter.report(failure)
      return failure.status
    } catch {
      return report(usage: error)
    }
  }

  /// Asking for help or the version is no mistake.
  private static func report(usage error: any Error) -> ExitStatus {
    guard exitCode(for: error) != .success else {
      _ = try? FileDescriptor.standardOutput.writeAll((fullMessage(for: error) + "\n").utf8)
      return .done
    }
    return report(mistake: message(for: error).shown, inFull: fullMessage(for: error).shown)
  }

  /// Help that nobody asked for is no success: a script that lost its words must notice.
  private static func report(missingCommandOf group: any CommandGroup.Type) -> ExitStatus {
    let mistake = "Missing expected command"
    return report(
      mistake: mistake, inFull: "Error: \(mistake)\n\n" + helpMessage(for: group))
  }

  private static func report(mistake: String, inFull text: String) -> ExitStatus {
    let reporter = OutputOptions.reporterOfUnreadableCommandLine
    reporter.emit(ErrorEvent(ToolFailure(.usage, code: "usage", ToolText.usage(mistake))))
    reporter.note(text)
    return .usage
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
    emit(ErrorEvent(failure))
    note("spindlectl: \(message.title)")
    note(message.body)
    for line in message.details { note("  " + line) }
  }
}
