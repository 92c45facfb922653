import Gtk
import Presentation

/// A job of a drive from its first command to its outcome, in one window.
///
/// The window cannot be closed while the drive works: closing it asks whether to cancel.
final class JobDialog {
  private let window: Window
  private let stack = Stack()
  private let header = HeaderBar()
  private let title: WindowTitle
  private let job: any DriveJob
  private let cancelJob: () -> Void
  private var progress: ProgressPage?
  private var isRunning = true
  private var isAsking = false

  /// - Parameter cancel: ends the job.
  init(_ job: any DriveJob, above parent: Window, cancel: @escaping () -> Void) {
    self.job = job
    cancelJob = cancel
    title = WindowTitle(job.title)
    window = Window(title: job.title, parent: parent, width: 460)
    header.setTitle(title)
    header.showsWindowButtons = false
    header.setStyle("flat", true)
    let page = ProgressPage(job) { [unowned self] in ask() }
    progress = page
    stack.add(page.widget, name: "progress")
    stack.expandsVertically = true
    window.setContent(Box(.vertical, header, stack))
    window.addShortcut("Escape", action: "window.close")
    window.keep(self)
    window.onClose { [unowned self] in
      if isRunning { ask() }
      return !isRunning
    }
    window.present()
  }

  /// Whether the user sees the window.
  var isActive: Bool { window.isActive }

  func show(_ state: JobState) {
    progress?.show(state)
    window.title = state.windowTitle
  }

  /// Shows how it ended.
  func finish(_ outcome: OutcomeText, log: [String]) {
    isRunning = false
    window.withdrawQuestion()
    let (page, button) = OutcomePage.make(outcome, log: log) { [unowned self] in window.close() }
    stack.add(page, name: "outcome")
    stack.page = "outcome"
    header.showsWindowButtons = true
    window.title = outcome.title
    title.set(title: "", subtitle: "")
    window.grow(toHeight: outcome.facts.isEmpty ? 480 : 640)
    window.setDefault(button)
    button.grabFocus()
  }

  /// Closes the window of a job that has ended.
  func close() {
    isRunning = false
    window.destroy()
  }

  /// Says what cancelling costs now, and cancels if the user still wants it.
  func ask() {
    guard isRunning, !isAsking else { return }
    isAsking = true
    let question = job.cancelQuestion
    Task {
      let answer = await window.ask(
        question.title, detail: question.body, buttons: [question.goOn, question.confirm],
        destructive: question.isDestructive ? 1 : nil)
      isAsking = false
      if answer == 1, isRunning { cancelJob() }
    }
  }
}
