import Burning
import Gtk
import MMC
import Presentation

/// One burn: the job, its window, and what must not happen to the computer meanwhile.
final class BurnRun {
  private static let notificationID = "burn-ended"

  private let job: BurnJob
  private let drive: DriveItem
  private let dialog: BurnDialog
  private let application: Application
  private let window: Window
  private var task: Task<Void, Never>?

  /// Begins to burn.
  ///
  /// - Parameters:
  ///   - free: waits until nobody else here uses the drive.
  ///   - ended: called once, when the drive is free again, and told whether the disc was written.
  init(
    _ plan: BurnPlan, on drive: DriveItem, through reference: DriveReference,
    of application: Application, above window: Window, free: @escaping () async -> Void,
    ended: @escaping (_ isWritten: Bool) -> Void
  ) {
    self.drive = drive
    self.application = application
    self.window = window
    job = BurnJob(plan, on: reference)
    let canceller = Canceller()
    dialog = BurnDialog(plan, on: drive, above: window) { canceller.task?.cancel() }
    let task = Task { [self] in
      await free()
      ended(await run())
    }
    canceller.task = task
    self.task = task
  }

  /// Brings the job's task to the dialog, which is made before it.
  private final class Canceller {
    var task: Task<Void, Never>?
  }

  /// Asks whether to cancel, as when the main window is closed.
  func ask() {
    dialog.ask()
  }

  private func run() async -> Bool {
    let reason = tr("A disc is being burned")
    application.withdrawNotification(id: Self.notificationID)
    application.inhibitLogout(for: window, reason: reason)
    let lock = SleepLock(program: "Spindle", reason: reason)
    let watching = Task { [job, dialog] in
      for await snapshot in job.snapshots where !Task.isCancelled {
        dialog.show(snapshot)
        try? await Task.sleep(for: .milliseconds(33))
      }
    }
    let outcome = await result()
    watching.cancel()
    _ = consume lock
    application.releaseLogout()
    dialog.finish(outcome, log: outcome.log + job.log.map(LogText.line(for:)))
    if !dialog.isActive, !window.isActive {
      application.notify(
        id: Self.notificationID, title: outcome.title,
        body: tr("%1$s: %2$s", drive.title, outcome.body), icon: outcome.iconName)
    }
    return outcome.isWritten
  }

  private func result() async -> OutcomeText {
    do throws(BurnError) {
      return OutcomeText(try await job.run())
    } catch {
      return OutcomeText(error)
    }
  }
}
