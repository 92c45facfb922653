internal import Burning
internal import MMC
internal import Presentation
internal import VirtualDrive

/// Erases or formats and tells how it gets on.
struct EraseRunner {
  let drive: FoundDrive
  let options: EraseRunOptions
  let mounted: MountedDiscOptions
  let reporter: Reporter

  private var driveTitle: String { DriveItem(drive.known).title }

  func run(_ choice: EraseChoice) async throws(ToolFailure) {
    reporter.report(choice)
    guard !options.dryRun else {
      reporter.finishDryRun(of: choice)
      return
    }
    try await ask(EraseQuestion(choice, drive: driveTitle))
    try await drive.unmount(as: mounted, reporter)
    do throws(EraseError) {
      reporter.report(try await erase(choice))
    } catch {
      guard case .refused(let instead?) = error.code else { throw failure(error) }
      guard reporter.canAsk else { throw failure(error).advising(ToolText.eraseFully) }
      try await ask(EraseQuestion(insteadOfQuick: instead, drive: driveTitle))
      do throws(EraseError) {
        reporter.report(try await erase(instead))
      } catch {
        throw failure(error)
      }
    }
  }

  private func failure(_ error: EraseError) -> ToolFailure {
    ToolFailure(error, storage: drive.storageFailures.last)
  }

  /// Goes on only if a person agrees. A script said what it wants.
  private func ask(_ question: EraseQuestion) async throws(ToolFailure) {
    guard !options.yes, reporter.canAsk else { return }
    guard await reporter.asks(question.body, question.terminalPrompt) else { throw .cancelled }
  }

  private func erase(_ choice: EraseChoice) async throws(EraseError) -> EraseReport {
    let job = EraseJob(choice, on: drive.reference)
    let reporter = reporter
    let watching = Task {
      for await snapshot in job.snapshots {
        reporter.emit(EraseProgressEvent(snapshot))
        reporter.showProgress(EraseProgress(snapshot, choice: choice).line)
      }
    }
    let result: Result<EraseReport, EraseError>
    do throws(EraseError) {
      result = .success(try await job.run())
    } catch {
      result = .failure(error)
    }
    await watching.value
    reporter.showProgress("")
    reporter.report(job.log)
    return try result.get()
  }
}

extension Reporter {
  /// What will be done, before it is done.
  fileprivate func report(_ choice: EraseChoice) {
    emit(ErasePlanEvent(choice))
    say(ToolText.erasing(choice))
  }

  fileprivate func finishDryRun(of choice: EraseChoice) {
    let text = choice.isFormat ? ToolText.formatDryRun : ToolText.eraseDryRun
    emit(DoneEvent(what: "dryRun", path: nil, text: text))
    say(text)
  }

  fileprivate func report(_ report: EraseReport) {
    emit(ErasedEvent(report))
    let outcome = OutcomeText(report)
    say(outcome.title)
    say(outcome.body)
    for fact in outcome.facts { say("  \(fact.label): \(fact.value)") }
  }
}
