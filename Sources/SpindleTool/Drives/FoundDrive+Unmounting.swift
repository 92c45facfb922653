internal import ArgumentParser
internal import DiscImage
internal import DriveMounts
internal import Glibc
internal import MMC
internal import Presentation
internal import SystemPackage

/// What commands take that need the disc for themselves.
struct MountedDiscOptions: ParsableArguments {
  @Flag(help: "Unmount the disc in the drive first, without asking.")
  var unmount = false
}

extension FoundDrive {
  /// Makes sure that the disc is not mounted. A person is asked; a script must have said so.
  func unmount(as options: MountedDiscOptions, _ reporter: Reporter) async throws(ToolFailure) {
    try await unmount { disc in
      if options.unmount { return .unmount }
      let question = UnmountQuestion(disc)
      return await reporter.asks(question.body, question.terminalPrompt) ? .unmount : .leave
    }
  }

  /// Makes sure that the disc is not mounted, by the answer of `ask`.
  func unmount(ask: (MountedDisc) async -> UnmountAnswer) async throws(ToolFailure) {
    // Without a window there is nobody who would show a question for a password.
    let unmounter = DiscUnmounter(allowsAuthentication: isatty(STDIN_FILENO) == 1)
    do throws(UnmountError) {
      try await unmounter.free(reference, ask: ask)
    } catch {
      throw ToolFailure(error)
    }
  }
}

extension ToolFailure {
  init(_ error: UnmountError) {
    let (status, code): (ExitStatus, String) =
      switch error.code {
      case .declined: (.notFit, "mounted")
      case .noService: (.notFit, "cannotUnmount")
      case .notAuthorized: (.notFit, "unmountNotPermitted")
      case .inUse: (.notFit, "mountInUse")
      case .cancelled: (.cancelled, "cancelled")
      case .failed: (.failed, "unmountFailed")
      }
    let message = ErrorText.message(for: error)
    let holders = error.disc.mountPoints.map { HolderField(.mount($0)) }
    let reason = ReasonField(code: code, text: message.explanation, holders: holders)
    self.init(status, code: code, message, reasons: status == .notFit ? [reason] : [])
    if error.code == .declined {
      self.message.advice = ToolText.unmountAdvice
    }
  }
}
