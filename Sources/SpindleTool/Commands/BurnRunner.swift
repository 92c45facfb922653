internal import Burning
internal import CompactDisc
internal import DiscImage
internal import DiscModel
internal import MMC
internal import Presentation
internal import VirtualDrive

/// Runs a plan and tells how it gets on.
struct BurnRunner {
  let plan: BurnPlan
  let drive: FoundDrive
  let reporter: Reporter

  func run() async throws(ToolFailure) {
    let job = BurnJob(plan, on: drive.reference)
    let (plan, reporter) = (plan, reporter)
    let watching = Task {
      for await snapshot in job.snapshots {
        reporter.emit(ProgressEvent(snapshot))
        let progress = BurnProgress(snapshot, of: plan)
        reporter.showProgress(progress.line)
      }
    }
    let report: BurnReport
    do throws(BurnError) {
      report = try await job.run()
    } catch {
      await watching.value
      reporter.showProgress("")
      reporter.report(job.log)
      throw ToolFailure(error, storage: drive.storageFailures.last)
    }
    await watching.value
    reporter.showProgress("")
    reporter.report(job.log)
    reporter.report(report)
  }
}

extension Reporter {
  /// What will be done, before it is done.
  func report(_ plan: BurnPlan, _ inspection: DriveInspection) {
    switch plan.request.content {
    case .image(let image): report(plan, image.layout, inspection)
    case .audio(let audio):
      guard let recording = plan.audio else { return }
      report(plan, recording, inspection)
      report(recording, of: audio)
    }
  }

  private func report(_ plan: BurnPlan, _ layout: ImageLayout, _ inspection: DriveInspection) {
    emit(
      PlanEvent(
        imageBlocks: layout.blockCount.rawValue, writtenBlocks: plan.blocks.rawValue,
        files: layout.fileCount, contentBytes: layout.contentByteCount,
        medium: inspection.medium.map { MediumField($0) },
        steps: plan.steps.map { LogText.text($0) }, overwrites: plan.overwrites))
    say(
      "\(Format.files(layout.fileCount)), \(Format.size(layout.blockCount)) → "
        + DriveText.profile(plan.profile))
  }

  private func report(
    _ plan: BurnPlan, _ recording: AudioRecording, _ inspection: DriveInspection
  ) {
    let tracks = recording.plan.disc.tracks
    let blocks = recording.plan.leadOut - LogicalBlockAddress.zero
    emit(
      PlanEvent(
        imageBlocks: blocks.rawValue, writtenBlocks: plan.blocks.rawValue, files: tracks.count,
        contentBytes: UInt64(tracks.reduce(0) { $0 + $1.length.byteCount }),
        medium: inspection.medium.map { MediumField($0) },
        steps: plan.steps.map { LogText.text($0) }, overwrites: plan.overwrites,
        recording: recording.plan.recording.word,
        losses: recording.losses.map(\.word)))
    say(ToolText.audioDisc(tracks.count, blocks) + " → " + DriveText.profile(plan.profile))
  }

  func finishDryRun() {
    emit(DoneEvent(what: "dryRun", path: nil, text: ToolText.dryRun))
    say(ToolText.dryRun)
  }

  /// The log, for scripts alone: people get the outcome in words.
  func report(_ log: [LogEntry]) {
    for entry in log {
      emit(
        LogLineEvent(elapsedSeconds: entry.elapsed.seconds, text: LogText.line(for: entry)))
    }
  }

  func report(_ report: BurnReport) {
    emit(BurnReportEvent(report))
    let outcome = OutcomeText(report)
    say(outcome.title)
    say(outcome.body)
    for fact in outcome.facts { say("  \(fact.label): \(fact.value)") }
  }
}
