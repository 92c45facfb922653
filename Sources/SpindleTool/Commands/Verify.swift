internal import ArgumentParser
internal import Burning
internal import DiscImage
internal import Presentation

/// `spindlectl verify DRIVE PATH…`
struct Verify: ToolCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the disc in a drive with files and folders, contents included.")

  @Argument(help: "A node, an id from `devices`, or virtual:DIR.")
  var drive: String
  @OptionGroup var sources: SourceArguments
  @OptionGroup var mounted: MountedDiscOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let found = try FoundDrive.find(drive)
    try found.checkMedium()
    let tree = try await sources.scan(reporter)
    try await found.unmount(as: mounted, reporter)
    let report = try await compare(VerifyJob(tree, on: found.reference), reporter)
    reporter.report(report)
    guard report.differences.isEmpty else {
      throw ToolFailure(
        .verificationFailed, code: "different", ToolText.different(report.differences.count))
    }
  }

  private func compare(
    _ job: VerifyJob, _ reporter: Reporter
  ) async throws(ToolFailure) -> VerifyReport {
    let watching = Task {
      for await snapshot in job.snapshots {
        reporter.emit(ProgressEvent(snapshot))
        reporter.showProgress(ToolText.comparing(snapshot))
      }
      reporter.showProgress("")
    }
    let result: Result<VerifyReport, VerifyError>
    do throws(VerifyError) {
      result = .success(try await job.run())
    } catch {
      result = .failure(error)
    }
    await watching.value
    do throws(VerifyError) {
      return try result.get()
    } catch {
      throw ToolFailure(error)
    }
  }
}

extension Reporter {
  fileprivate func report(_ report: VerifyReport) {
    for difference in report.differences {
      let text = ErrorText.line(for: difference)
      emit(DifferenceEvent(path: difference.path, text: text))
      say(text)
    }
    emit(
      VerifiedEvent(
        isEqual: report.differences.isEmpty, differences: report.differences.count,
        comparedBytes: report.comparedByteCount, entries: report.entryCount,
        totalSeconds: report.totalTime.seconds))
    guard report.differences.isEmpty else { return }
    let outcome = OutcomeText(report)
    say(outcome.title)
    say(outcome.body)
  }
}
