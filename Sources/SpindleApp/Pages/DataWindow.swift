import DiscImage
import DiscModel
import Gtk
import Presentation
import SystemPackage

/// The window of a data disc: files above, the disc and its drive below.
final class DataWindow {
  let application: Application
  let window: ApplicationWindow
  let model = ProjectModel()
  let drives = DriveModel()
  let tree: FileTree
  let panel: DiscPanel
  let toasts: ToastOverlay
  /// What the user chose at the last burn, to begin with next time.
  var lastOptions: BurnOptions?
  var burn: BurnRun?
  var actions: [String: Action] = [:]

  private let pages = Stack()
  private let title = WindowTitle(tr("Spindle"))
  private let notes = NoticeStrip(.warning, button: Button(tr("_Show"), action: "win.show-notes"))
  private let reading = NoticeStrip(
    .activity, button: Button(tr("_Stop"), action: "win.stop-reading"))
  private let undo = Button(icon: "edit-undo-symbolic", name: tr("Undo"), action: "win.undo")
  private let redo = Button(icon: "edit-redo-symbolic", name: tr("Redo"), action: "win.redo")

  init(_ application: Application) {
    self.application = application
    window = ApplicationWindow(application, title: tr("Spindle"), width: 880, height: 620)
    tree = FileTree(model, menu: DataMenus.row())
    panel = DiscPanel(driveMenu: DataMenus.drive())
    let content = Box(.vertical)
    toasts = ToastOverlay(content)
    build(content)
    addActions()
    connect()
    window.setContent(toasts)
    window.keep(self)
    window.onClose { [unowned self] in
      burn?.ask()
      return burn == nil
    }
    show()
    drives.start()
  }

  // MARK: Layout

  private func build(_ content: Box) {
    pages.add(Self.emptyPage(), name: "empty")
    pages.add(tree.widget, name: "files")
    pages.expandsVertically = true
    pages.style("drop-frame")
    content.append(WidthProbe { [unowned self] width in tree.fit(width: width) })
    content.append(headerBar())
    content.append(notes.widget)
    content.append(reading.widget)
    content.append(pages)
    content.append(Separator())
    content.append(panel.widget)
    content.style("drop-area")
    content.onFileDrop { [unowned self] paths, place in
      add(paths, to: tree.folder(forDropAt: place))
    }
    for (key, action) in [
      ("<Control>z", "win.undo"), ("<Control><Shift>z", "win.redo"), ("<Control>y", "win.redo"),
    ] {
      window.addShortcut(key, action: action)
    }
  }

  private func headerBar() -> HeaderBar {
    let header = HeaderBar()
    header.setTitle(title)
    header.packStart(MenuButton(icon: "list-add-symbolic", name: tr("Add"), menu: DataMenus.add()))
    header.packStart(undo)
    header.packStart(redo)
    header.packEnd(
      MenuButton(
        icon: "open-menu-symbolic", name: tr("Main Menu"), menu: DataMenus.main(), isPrimary: true))
    return header
  }

  private static func emptyPage() -> StatusPage {
    let page = StatusPage(
      icon: "media-optical-symbolic", title: tr("An empty disc"),
      description: tr("Drop files and folders here, or add them."))
    let files = Button(tr("Add _Files…"), action: "win.add-files").style("pill", "suggested-action")
    let folder = Button(tr("Add F_older…"), action: "win.add-folder").style("pill")
    page.setChild(
      WrapBox(spacing: 12, lineSpacing: 12, files, folder).align(horizontal: .center))
    return page
  }

  // MARK: What is shown

  private func connect() {
    model.onEdit = { [unowned self] changes in
      tree.apply(changes)
      showProject()
      if !panel.nameEntry.containsFocus { tree.focus() }
    }
    model.onProgress = { [unowned self] in show() }
    drives.onChange = { [unowned self] in
      panel.show(drives.list)
      showDisc()
    }
    drives.onNotice = { [unowned self] text in toasts.show(text) }
    tree.onSelectionChange { [unowned self] in enableActions() }
    panel.onChooseDrive { [unowned self] index in drives.select(at: index) }
    panel.nameEntry.onChange { [unowned self] in
      model.setVolumeName(panel.nameEntry.text)
      showProject()
    }
  }

  private func show() {
    showProject()
    showReading()
    panel.show(drives.list)
    showDisc()
  }

  private func showProject() {
    let project = model.project
    let name = model.volumeName.text
    pages.page = project.isEmpty ? "empty" : "files"
    panel.nameEntry.setPlaceholder(project.suggestedVolumeName(date: Format.date(.now)).text)
    title.set(
      title: project.isEmpty ? tr("Spindle") : name,
      subtitle: project.isEmpty ? "" : project.summary)
    undo.named(project.undoTitle ?? tr("Undo"))
    redo.named(project.redoTitle ?? tr("Redo"))
    enableActions()
  }

  private func showReading() {
    reading.show(model.foundCount.map { tr("Reading… %s found", Format.items($0)) })
    notes.show(IssueGroup.summary(of: model.issues))
  }

  /// How full the disc will be, and whether it can be burned.
  private func showDisc() {
    panel.show(
      CapacityBar(usedBlocks: model.usedBlocks, medium: drives.list.selected?.state.medium))
    let readiness = readiness()
    panel.show(readiness)
    actions["burn"]?.isEnabled = readiness.isReady && burn == nil
    enableActions()
  }

  private func readiness() -> BurnReadiness {
    var problem: UserMessage?
    if case .impossible(let message) = model.image { problem = message }
    var isPlanning = false
    if case .planning = model.image { isPlanning = true }
    return BurnReadiness(
      isEmpty: model.project.isEmpty, isReading: model.foundCount != nil || isPlanning,
      drive: drives.list.selected, volumeName: model.volumeName, problems: planProblems(),
      imageProblem: problem)
  }

  // MARK: Files

  func add(_ paths: [PlatformPath], to folder: StagingTree.Node) {
    model.add(paths.map { FilePath(platformString: $0.characters) }, to: folder)
  }
}
