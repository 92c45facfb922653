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
  let actions = ActionSet()
  /// What the user chose at the last burn, to begin with next time.
  var lastOptions: BurnOptions?
  /// What a drive does for this window now.
  var job: JobRun?
  unowned let windows: WindowList
  var document = ProjectDocument()
  var isAskingToSave = false
  private(set) var page: (any WindowPage)?
  /// The page, if it is a project.
  var project: (any ProjectPage)? { page as? any ProjectPage }
  /// Where short messages come up.
  var toasts: ToastOverlay? { page?.toasts }

  private let place = Box(.vertical)
  private let panelPlace = Box(.vertical)
  private let title = WindowTitle(tr("Spindle"))
  private let headerStart = Box(.horizontal, spacing: 6)
  private let mainMenu = MenuButton(
    icon: "open-menu-symbolic", name: tr("Main Menu"), menu: Menu(), isPrimary: true)
  private let undo = Button(icon: "edit-undo-symbolic", name: tr("Undo"), action: "win.undo")
  private let redo = Button(icon: "edit-redo-symbolic", name: tr("Redo"), action: "win.redo")

  init(_ application: Application, in windows: WindowList) {
    self.application = application
    self.windows = windows
    drives = DriveModel(windows.drives)
    window = ApplicationWindow(application, title: tr("Spindle"), width: 880, height: 620)
    let content = Box(.vertical)
    build(content)
    addActions()
    connect()
    window.setContent(content)
    window.keep(self)
    window.onClose { [unowned self] in mayClose() }
    present(StartPage(host: self))
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
    content.append(WidthProbe { [unowned self] width in page?.fit(width: width) })
    content.append(header)
    content.append(place)
    content.append(panelPlace)
    content.style("drop-area")
    content.onFileDrop { [unowned self] paths, place in page?.take(paths, at: place) }
    for (key, action) in [
      ("<Control>z", "win.undo"), ("<Control><Shift>z", "win.redo"), ("<Control>y", "win.redo"),
    ] {
      window.addShortcut(key, action: action)
    }
  }

  /// Puts a new project in the place of the page that asked for it.
  @discardableResult func begin(_ kind: ProjectKind) -> any WindowPage {
    let page: any ProjectPage
    switch kind {
    case .data: page = DataPage(host: self)
    case .audio: page = AudioPage(host: self)
    }
    document = ProjectDocument(file: nil, settled: page.contentState)
    present(page)
    return page
  }

  /// Goes back to the page that asks what to make.
  func close(_ project: any ProjectPage) {
    guard project === page else { return }
    document = ProjectDocument()
    present(StartPage(host: self))
  }

  /// Shows another page in the window.
  func present(_ next: any WindowPage) {
    page?.onChange = {}
    page?.actions.withdraw(from: window)
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
    // Weak: a tray moves on after the window is closed.
    drives.onChange = { [weak self] in self?.showDrives() }
    drives.onNotice = { [weak self] text in self?.toasts?.show(text) }
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

  func show() {
    guard let page else { return }
    let mark = document.file != nil && isModified ? "• " : ""
    let name = document.title ?? page.heading.title
    title.set(title: mark + name, subtitle: page.heading.subtitle)
    window.title =
      name == tr("Spindle") ? name : tr("%1$s – %2$s", mark + name, tr("Spindle"))
    enableDriveActions()
    actions.enable("erase", job == nil)
    for name in ["save", "save-as"] { actions.enable(name, project?.contentState != nil) }
    guard let project else { return }
    undo.named(project.undoTitle ?? tr("Undo"))
    redo.named(project.redoTitle ?? tr("Redo"))
    actions.enable("undo", project.undoTitle != nil)
    actions.enable("redo", project.redoTitle != nil)
    panel.show(project.discName)
    let drive = drives.list.selected
    panel.show(project.capacity(on: drive?.state.medium))
    let readiness = project.readiness(with: drive, drives.selectedInspection)
    panel.show(readiness, erasing: eraseFirst(readiness))
    actions.enable("burn", readiness.isReady && job == nil)
  }

  // MARK: What the user can do in every window

  private func addActions() {
    actions.add("undo") { [unowned self] in project?.undo() }
    actions.add("redo") { [unowned self] in project?.redo() }
    actions.add("burn", keys: ["<Control>b"]) { [unowned self] in askHowToBurn() }
    actions.add("close", keys: ["<Control>w"]) { [unowned self] in window.close() }
    actions.add("about") { [unowned self] in showAbout() }
    addDriveActions()
    addDocumentActions()
    addEraseActions()
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
