import Burning
import DiscImage
import DiscModel
import Gtk
import MMC
import Presentation
import SystemPackage

/// The page of a data disc: the files and folders that will stand on it.
final class DataPage: ProjectPage {
  unowned let host: MainWindow
  let model = ProjectModel()
  let tree: FileTree
  let actions = ActionSet()
  let widget: Widget
  let toasts: ToastOverlay
  let headerWidgets: [Widget] = [
    MenuButton(icon: "list-add-symbolic", name: tr("Add"), menu: DataMenus.add())
  ]
  var onChange: () -> Void = {}

  private let pages = Stack()
  private let notes = NoticeStrip(.warning, button: Button(tr("_Show"), action: "win.show-notes"))
  private let reading = NoticeStrip(
    .activity, button: Button(tr("_Stop"), action: "win.stop-reading"))

  init(host: MainWindow) {
    self.host = host
    tree = FileTree(model, menu: DataMenus.row())
    pages.add(Self.emptyPage(), name: "empty")
    pages.add(tree.widget, name: "files")
    pages.expandsVertically = true
    pages.style("drop-frame")
    toasts = ToastOverlay(pages)
    widget = Box(.vertical, notes.widget, reading.widget, toasts)
    addActions()
    connect()
    show()
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

  isolated deinit {
    model.stopReading()
  }

  private func connect() {
    // Weak: reading goes on for a moment after the page is gone.
    model.onEdit = { [weak self] changes in self?.apply(changes) }
    model.onProgress = { [weak self] in self?.changed() }
    model.onOpen = { [weak self] isOpen in self?.finishOpening(isOpen) }
    tree.onSelectionChange { [unowned self] in enableActions() }
  }

  private func apply(_ changes: [TreeChange]) {
    tree.apply(changes)
    changed()
    if !host.isNaming { tree.focus() }
  }

  private func finishOpening(_ isOpen: Bool) {
    if isOpen { host.settle() } else { host.close(self) }
  }

  private func changed() {
    show()
    onChange()
  }

  private func show() {
    pages.page = isEmpty ? "empty" : "files"
    reading.show(model.foundCount.map { tr("Reading… %s found", Format.items($0)) })
    notes.show(IssueGroup.summary(of: model.issues))
    enableActions()
  }

  // MARK: WindowPage

  var heading: PageHeading {
    isEmpty
      ? PageHeading(title: tr("Spindle"))
      : PageHeading(title: model.volumeName.text, subtitle: model.project.summary)
  }

  var editMenu: Menu? { DataMenus.edit() }

  func take(_ paths: [PlatformPath], at place: DropPlace?) {
    add(paths, to: place.map(tree.folder(forDropAt:)) ?? StagingTree.root)
  }

  func add(_ paths: [PlatformPath], to folder: StagingTree.Node) {
    model.add(paths.map { FilePath(platformString: $0.characters) }, to: folder)
  }

  func fit(width: Int) {
    tree.fit(width: width)
  }

  func focus() {
    isEmpty ? widget.focusFirst() : tree.focus()
  }
}

// MARK: - ProjectPage

extension DataPage {
  var isEmpty: Bool { model.project.isEmpty }

  var discName: DiscName? {
    DiscName(
      text: model.project.volumeName.text,
      suggestion: model.project.suggestedVolumeName(date: Format.date(.now)).text)
  }

  func setDiscName(_ text: String) {
    model.setVolumeName(text)
    changed()
  }

  var undoTitle: String? { model.project.undoTitle }
  var redoTitle: String? { model.project.redoTitle }

  var contentState: AnyHashable? { model.isOpening ? nil : model.project.state }
  var isWorthSaving: Bool { model.project.editCount > 1 }

  var suggestedFileName: String {
    model.volumeName.text.replacing("/", with: "-")
  }

  func snapshot() -> @Sendable () -> ProjectFile.Content {
    let project = model.project
    return { .data(project.content) }
  }

  /// Shows a project from a file; its files are looked for first.
  func open(_ content: ProjectFile.DataContent) {
    model.open(content)
  }

  func undo() {
    model.undo()
  }

  func redo() {
    model.redo()
  }

  var subject: BurnSubject {
    let count = model.layout.map { Format.files($0.fileCount) } ?? ""
    let size = Format.size(model.usedBlocks)
    return BurnSubject(
      title: model.volumeName.text, detail: tr("%1$s · %2$s", count, size),
      iconName: "folder-symbolic")
  }

  var optionsContent: BurnOptions.Content { .files }

  func capacity(on medium: Medium?) -> CapacityBar {
    CapacityBar(usedBlocks: model.usedBlocks, medium: medium)
  }

  func readiness(with drive: DriveItem?, _ inspection: DriveInspection?) -> BurnReadiness {
    var problem: UserMessage?
    if case .impossible(let message) = model.image { problem = message }
    var isPlanning = false
    if case .planning = model.image { isPlanning = true }
    return BurnReadiness(
      isEmpty: isEmpty, isReading: model.foundCount != nil || isPlanning, drive: drive,
      volumeName: model.volumeName, problems: problems(with: inspection), imageProblem: problem)
  }

  /// What stands in the way of a burn as far as files and medium tell.
  private func problems(with inspection: DriveInspection?) -> [PlanProblem] {
    guard let layout = model.layout, let inspection else { return [] }
    return BurnPlanner.problems(of: BurnRequest(layout: layout), with: inspection)
  }

  func request(with options: BurnOptions) -> BurnRequest? {
    model.layout.map(options.request(for:))
  }
}
