import Burning
import DiscModel
import MMC
import Presentation
import VirtualDrive

/// A job that a drive does for minutes, in the words of its dialog.
protocol DriveJob: AnyObject {
  /// What is done, for the title: "Burning".
  var title: String { get }
  /// The disc and the drive.
  var place: String { get }
  /// What is done one after the other.
  var steps: [String] { get }
  /// What the numbers below the bar are.
  var numbers: [String] { get }
  /// What a cancel costs now.
  var cancelQuestion: CancelQuestion { get }
  /// Why the computer must stay awake: "A disc is being burned".
  var reason: String { get }
  /// What happened so far.
  var log: [LogEntry] { get }

  /// Hands over every new state until the job has ended.
  func watch(_ show: (JobState) async -> Void) async
  /// Does the whole job. Cancelling its task cancels the job.
  func run() async -> JobEnd
}

/// How far a job is.
struct JobState {
  /// What is done now: "Writing the disc".
  var title: String
  var windowTitle: String
  /// The place in ``DriveJob/steps``.
  var step: Int
  /// 0…1; nil where it cannot be told, so that the bar pulses.
  var fraction: Double?
  /// The line below the bar.
  var amount: String?
  /// One for each of ``DriveJob/numbers``; nil where there is nothing to tell.
  var values: [String?]
}

/// How a job ended.
struct JobEnd {
  var outcome: OutcomeText
  /// Erasing that the drive does not do as asked may be done like this.
  var instead: EraseChoice?
}

/// A burn.
final class BurningJob: DriveJob {
  private let job: BurnJob
  private let plan: BurnPlan
  private let drive: DriveItem
  /// What the system refuses to the files of a virtual drive.
  private let storage: StorageFailures?
  private var phase = BurnSnapshot.Phase.preparing
  private let phases: [BurnSnapshot.Phase]

  init(
    _ plan: BurnPlan, on drive: DriveItem, through reference: DriveReference,
    storage: StorageFailures?
  ) {
    self.storage = storage
    self.plan = plan
    self.drive = drive
    job = BurnJob(plan, on: reference)
    phases = BurnSnapshot.Phase.allCases.filter {
      $0 != .verifying || plan.request.verification != .none
    }
  }

  let title = tr("Burning")
  let reason = tr("A disc is being burned")
  let numbers = [tr("Speed"), tr("Buffer"), tr("Elapsed"), tr("Remaining")]
  var place: String { tr("%1$s in %2$s", DriveText.profile(plan.profile), drive.title) }
  var steps: [String] { phases.map(name) }
  var log: [LogEntry] { job.log }

  var cancelQuestion: CancelQuestion {
    CancelQuestion(phase: phase, profile: plan.profile, isVirtual: drive.isVirtual)
  }

  func watch(_ show: (JobState) async -> Void) async {
    for await snapshot in job.snapshots {
      phase = snapshot.phase
      await show(state(of: snapshot))
    }
  }

  private func state(of snapshot: BurnSnapshot) -> JobState {
    let progress = BurnProgress(snapshot, of: plan)
    let amount = [Format.percentage(progress.fraction), progress.amount].compactMap(\.self)
    return JobState(
      title: progress.title, windowTitle: progress.windowTitle,
      step: phases.firstIndex(of: snapshot.phase) ?? 0, fraction: progress.fraction,
      amount: amount.joined(separator: " · "),
      values: [
        progress.speed, progress.buffer == nil ? nil : Format.percentage(snapshot.bufferFill),
        progress.elapsed, snapshot.remaining.map(Format.duration),
      ])
  }

  func run() async -> JobEnd {
    do throws(BurnError) {
      return JobEnd(outcome: OutcomeText(try await job.run()))
    } catch {
      return JobEnd(outcome: OutcomeText(error, storage: storage?.last))
    }
  }

  private func name(_ phase: BurnSnapshot.Phase) -> String {
    switch phase {
    case .preparing: tr("Prepare")
    case .writing: plan.isMusic ? tr("Write the music") : tr("Write the files")
    case .closing: tr("Finish the disc")
    case .verifying: tr("Read back and compare")
    }
  }
}
