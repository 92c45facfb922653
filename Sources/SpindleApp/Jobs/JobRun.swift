import Gtk
import Presentation

/// A job of a drive while it goes on: its dialog, and what must not happen to the computer meanwhile.
final class JobRun {
  private let job: any DriveJob
  private let drive: DriveItem
  private let dialog: JobDialog
  private let application: Application
  private let window: Window
  private let goesOn: (JobEnd) -> Bool
  /// Two drives may work at once, for two windows.
  private let notificationID: String
  private var task: Task<Void, Never>?

  /// Begins the job.
  ///
  /// - Parameters:
  ///   - goesOn: whether the caller goes on at once after such an end; the dialog then closes instead
  ///     of showing the outcome.
  ///   - free: waits until nobody else here uses the drive.
  ///   - ended: called once, when the drive is free again.
  init(
    _ job: any DriveJob, on drive: DriveItem, of application: Application, above window: Window,
    goesOn: @escaping (JobEnd) -> Bool, free: @escaping () async -> Void,
    ended: @escaping (JobEnd) -> Void
  ) {
    self.job = job
    self.drive = drive
    self.application = application
    self.window = window
    self.goesOn = goesOn
    notificationID = "job-ended-" + drive.id
    let canceller = Canceller()
    dialog = JobDialog(job, above: window) { canceller.task?.cancel() }
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

  private func run() async -> JobEnd {
    application.withdrawNotification(id: notificationID)
    let inhibition = application.inhibitLogout(for: window, reason: job.reason)
    let lock = SleepLock(program: "Spindle", reason: job.reason)
    let watching = Task { [job, dialog] in
      await job.watch { state in
        guard !Task.isCancelled else { return }
        dialog.show(state)
        try? await Task.sleep(for: .milliseconds(33))
      }
    }
    let end = await job.run()
    watching.cancel()
    _ = consume lock
    application.release(inhibition)
    let isSeen = dialog.isActive || window.isActive
    if goesOn(end) {
      dialog.close()
    } else {
      dialog.finish(end.outcome, log: end.outcome.log + job.log.map(LogText.line(for:)))
    }
    if !isSeen {
      application.notify(
        id: notificationID, title: end.outcome.title,
        body: tr("%1$s: %2$s", drive.title, end.outcome.body), icon: end.outcome.iconName)
    }
    return end
  }
}
