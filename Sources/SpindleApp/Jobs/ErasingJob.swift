import Burning
import DiscModel
import MMC
import Presentation
import VirtualDrive

/// Erasing or formatting.
final class ErasingJob: DriveJob {
  private let job: EraseJob
  private let choice: EraseChoice
  private let drive: DriveItem
  /// What the system refuses to the files of a virtual drive.
  private let storage: StorageFailures?
  private var last: EraseSnapshot
  private let phases: [EraseSnapshot.Phase]

  init(
    _ choice: EraseChoice, on drive: DriveItem, through reference: DriveReference,
    storage: StorageFailures?
  ) {
    self.storage = storage
    self.choice = choice
    self.drive = drive
    job = EraseJob(choice, on: reference)
    phases = EraseProgress.phases(of: choice)
    last = EraseSnapshot(
      phase: .preparing, fraction: nil, elapsed: .zero, remaining: nil, canBeStopped: true)
  }

  var title: String { choice.isFormat ? tr("Formatting") : tr("Erasing") }
  var reason: String {
    choice.isFormat ? tr("A disc is being formatted") : tr("A disc is being erased")
  }
  let numbers = [tr("Elapsed"), tr("Remaining")]
  var place: String { tr("%1$s in %2$s", DriveText.profile(choice.medium.profile), drive.title) }
  var steps: [String] { phases.map(EraseProgress.title(of:)) }
  var log: [LogEntry] { job.log }
  var cancelQuestion: CancelQuestion { CancelQuestion(last, choice: choice) }

  func watch(_ show: (JobState) async -> Void) async {
    for await snapshot in job.snapshots {
      last = snapshot
      await show(state(of: snapshot))
    }
  }

  private func state(of snapshot: EraseSnapshot) -> JobState {
    let progress = EraseProgress(snapshot, choice: choice)
    let fraction = progress.isIndeterminate ? nil : progress.fraction
    return JobState(
      title: progress.title, windowTitle: progress.windowTitle,
      step: phases.firstIndex(of: snapshot.phase) ?? 0, fraction: fraction,
      amount: fraction.map(Format.percentage), values: [progress.elapsed, progress.remaining])
  }

  func run() async -> JobEnd {
    do throws(EraseError) {
      return JobEnd(outcome: OutcomeText(try await job.run()))
    } catch {
      guard case .choose(let choice) = error.recovery else {
        return JobEnd(outcome: OutcomeText(error, storage: storage?.last))
      }
      return JobEnd(outcome: OutcomeText(error, storage: storage?.last), instead: choice)
    }
  }
}
