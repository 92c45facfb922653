import DiscModel
import Gtk
import Presentation

/// A main window: a page with a project, below it the disc and its drive.
///
/// It begins with the page that asks what to make; the project that is chosen takes its place.
final class MainWindow {
  let application: Application
  let window: ApplicationWindow
  let drives: DriveModel
  let panel = DiscPanel(driveMenu: MainMenus.drive())
  let toasts: ToastOverlay
  let actions = ActionSet()
  /// What the user chose at the last burn, to begin with next time.
  var lastOptions: BurnOptions?
  var burn: BurnRun?
  private(set) var page: any WindowPage
  /// The page, if it is a project.
  var project: (any ProjectPage)? { page as? any ProjectPage }

  private let place = Box(.vertical)
  private let panelPlace = Box(.vertical)
  private let title = WindowTitle(tr("Spindle"))
  private let headerStart = Box(.horizontal, spacing: 6)
  private let mainMenu = MenuButton(
    icon: "open-menu-symbolic", name: tr("Main Menu"), menu: Menu(), isPrimary: true)
  private let undo = Button(icon: "edit-undo-symbolic", name: tr("Undo"), action: "win.undo")
  private let redo = Button(icon: "edit-redo-symbolic", name: tr("Redo"), action: "win.redo")

  init(_ application: Application, drives watch: DriveWatch) {
    self.application = application
    drives = DriveModel(watch)
    window = ApplicationWindow(application, title: tr("Spindle"), width: 880, height: 620)
    let content = Box(.vertical)
    toasts = ToastOverlay(content)
    let start = StartPage()
    page = start
    start.host = self
    build(content)
    addActions()
    connect()
    window.setContent(toasts)
    window.keep(self)
    window.onClose { [unowned self] in
      burn?.ask()
      return burn == nil
    }
    present(start)
    drives.start()
  }

  // MARK: Layout

  private func build(_ content: Box) {
    let header = HeaderBar()
    header.setTitle(title)
    header.packStart(headerStart)
    header.packEnd(mainMenu)
    place.expandsVertically = true
    panelPlace.append(Separator())
    panelPlace.append(panel.widget)
    content.append(WidthProbe { [unowned self] width in page.fit(width: width) })
    content.append(header)
    content.append(place)
    content.append(panelPlace)
    content.style("drop-area")
    content.onFileDrop { [unowned self] paths, place in page.take(paths, at: place) }
    for (key, action) in [
      ("<Control>z", "win.undo"), ("<Control><Shift>z", "win.redo"), ("<Control>y", "win.redo"),
    ] {
      window.addShortcut(key, action: action)
    }
  }

  /// Shows another page in the window.
  func present(_ next: any WindowPage) {
    page.onChange = {}
    page.actions.withdraw(from: window)
    place.removeAll()
    headerStart.removeAll()
    page = next
    for widget in next.headerWidgets { headerStart.append(widget) }
    if project != nil {
      headerStart.append(undo)
      headerStart.append(redo)
    }
    mainMenu.setMenu(MainMenus.main(edit: next.editMenu))
    next.widget.expandsVertically = true
    place.append(next.widget)
    next.actions.offer(in: window, of: application)
    next.onChange = { [unowned self] in show() }
    panelPlace.isVisible = project != nil
    showDrives()
    next.focus()
  }

  // MARK: What is shown

  private func connect() {
    drives.onChange = { [unowned self] in showDrives() }
    drives.onNotice = { [unowned self] text in toasts.show(text) }
    panel.onChooseDrive { [unowned self] index in drives.select(at: index) }
    panel.nameEntry.onChange { [unowned self] in
      guard let project, project.discName?.text != panel.nameEntry.text else { return }
      project.setDiscName(panel.nameEntry.text)
    }
  }

  /// Whether the user types the disc's name now, so that the focus must not go away.
  var isNaming: Bool { panel.nameEntry.containsFocus }

  private func showDrives() {
    panel.show(drives.list)
    (page as? StartPage)?.show(drives.list)
    show()
  }

  private func show() {
    title.set(title: page.heading.title, subtitle: page.heading.subtitle)
    enableDriveActions()
    guard let project else { return }
    undo.named(project.undoTitle ?? tr("Undo"))
    redo.named(project.redoTitle ?? tr("Redo"))
    actions.enable("undo", project.undoTitle != nil)
    actions.enable("redo", project.redoTitle != nil)
    panel.show(project.discName)
    let drive = drives.list.selected
    panel.show(project.capacity(on: drive?.state.medium))
    let readiness = project.readiness(with: drive, drives.selectedInspection)
    panel.show(readiness)
    actions.enable("burn", readiness.isReady && burn == nil)
  }

  // MARK: What the user can do in every window

  private func addActions() {
    actions.add("undo") { [unowned self] in project?.undo() }
    actions.add("redo") { [unowned self] in project?.redo() }
    actions.add("burn", keys: ["<Control>b"]) { [unowned self] in askHowToBurn() }
    actions.add("close", keys: ["<Control>w"]) { [unowned self] in window.close() }
    actions.add("about") { [unowned self] in showAbout() }
    addDriveActions()
    for name in ["undo", "redo", "burn"] { actions.enable(name, false) }
    actions.offer(in: window, of: application)
  }

  private func showAbout() {
    window.showAbout(
      name: tr("Spindle"), icon: SpindleProgram.id, version: SpindleProgram.version,
      developer: tr("The Spindle authors"),
      comments: tr("Burns discs that are known to be good."))
  }
}
