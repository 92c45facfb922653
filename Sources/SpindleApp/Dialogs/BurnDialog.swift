import Burning
import DiscModel
import Gtk
import Presentation

/// A burn from its first command to its outcome, in one window.
///
/// The window cannot be closed while the drive works: closing it asks whether to cancel.
final class BurnDialog {
  private let window: Window
  private let stack = Stack()
  private let header = HeaderBar()
  private let title: WindowTitle
  private let plan: BurnPlan
  private let drive: DriveItem
  private let cancelJob: () -> Void
  private var progress: ProgressPage?
  private var phase = BurnSnapshot.Phase.preparing
  private var isRunning = true
  private var isAsking = false

  /// - Parameter cancel: ends the job.
  init(_ plan: BurnPlan, on drive: DriveItem, above parent: Window, cancel: @escaping () -> Void) {
    self.plan = plan
    self.drive = drive
    cancelJob = cancel
    title = WindowTitle(tr("Burning"))
    window = Window(title: tr("Burning"), parent: parent, width: 460)
    header.setTitle(title)
    header.showsWindowButtons = false
    header.setStyle("flat", true)
    let page = ProgressPage(
      drive: drive.title, disc: DriveText.profile(plan.profile),
      verification: plan.request.verification, cancel: { [unowned self] in ask() })
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

  func show(_ snapshot: BurnSnapshot) {
    phase = snapshot.phase
    let state = BurnProgress(
      snapshot, profile: plan.profile, verification: plan.request.verification)
    progress?.show(state)
    window.title = state.windowTitle
  }

  /// Shows how it ended.
  func finish(_ outcome: OutcomeText, log: [String]) {
    isRunning = false
    let (page, button) = OutcomePage.make(outcome, log: log) { [unowned self] in window.close() }
    stack.add(page, name: "outcome")
    stack.page = "outcome"
    header.showsWindowButtons = true
    window.title = outcome.title
    title.set(title: "", subtitle: "")
    window.grow(toHeight: 640)
    window.setDefault(button)
    button.grabFocus()
  }

  /// Says what cancelling costs now, and cancels if the user still wants it.
  func ask() {
    guard isRunning, !isAsking else { return }
    isAsking = true
    let question = CancelQuestion(phase: phase, profile: plan.profile, isVirtual: drive.isVirtual)
    Task {
      let answer = await window.ask(
        question.title, detail: question.body, buttons: [question.goOn, question.confirm],
        destructive: question.isDestructive ? 1 : nil)
      isAsking = false
      if answer == 1, isRunning { cancelJob() }
    }
  }
}
