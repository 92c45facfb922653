import Burning
import DiscModel
import Gtk
import MMC
import Presentation
import SystemPackage

/// The page of an audio disc: its tracks in their order, and what they are called.
final class AudioPage: ProjectPage {
  unowned let host: MainWindow
  let model = AudioModel()
  let listening = Listening()
  let list: TrackList
  let actions = ActionSet()
  let widget: Widget
  let toasts: ToastOverlay
  let headerWidgets: [Widget] = [
    MenuButton(icon: "list-add-symbolic", name: tr("Add"), menu: AudioMenus.add())
  ]
  var onChange: () -> Void = {}

  private let details = DiscTextFields()
  private let pages = Stack()
  private let lower: Box
  private let notes = NoticeStrip(.warning, button: Button(tr("_Show"), action: "win.show-notes"))
  private let reading = NoticeStrip(
    .activity, button: Button(tr("_Stop"), action: "win.stop-reading"))

  init(host: MainWindow) {
    self.host = host
    list = TrackList(model, listening, menu: AudioMenus.row())
    pages.add(Self.emptyPage(), name: "empty")
    pages.add(list.widget, name: "tracks")
    pages.expandsVertically = true
    pages.style("drop-frame")
    toasts = ToastOverlay(pages)
    lower = Box(.vertical, Separator(), details.widget)
    widget = Box(.vertical, notes.widget, reading.widget, toasts, lower)
    addActions()
    connect()
    show()
  }

  private static func emptyPage() -> StatusPage {
    let page = StatusPage(
      icon: "audio-x-generic-symbolic", title: tr("An empty audio CD"),
      description: tr("Drop music here, or add it. It plays in every CD player."))
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
    model.onEdit = { [weak self] change, leads in self?.apply(change, leads: leads) }
    model.onProgress = { [weak self] in self?.changed() }
    model.onNotice = { [weak self] text in self?.toasts.show(text) }
    listening.onChange = { [weak self] in self?.list.refresh() }
    listening.onProblem = { [weak self] text in self?.toasts.show(text) }
    list.onSelectionChange { [unowned self] in enableActions() }
    details.onTitle = { [unowned self] text in model.setDiscTitle(text) }
    details.onArtist = { [unowned self] text in model.setDiscArtist(text) }
    details.onGapless = { [unowned self] isOn in model.setGapless(isOn) }
  }

  private func apply(_ change: TrackChange, leads: Bool) {
    list.apply(change, leads: leads && !details.widget.containsFocus)
    stopIfGone()
    changed()
  }

  /// What is no longer on the disc is no longer heard.
  private func stopIfGone() {
    if let track = listening.track, !model.project.order.contains(track) { listening.stop() }
  }

  private func changed() {
    show()
    onChange()
  }

  private func show() {
    pages.page = isEmpty ? "empty" : "tracks"
    lower.isVisible = !isEmpty
    reading.show(model.reading.map { AudioNote.progress(done: $0.done, of: $0.total) })
    notes.show(AudioNote.summary(of: model.notes))
    details.show(model.project)
    enableActions()
  }

  // MARK: WindowPage

  var heading: PageHeading {
    guard !isEmpty else { return PageHeading(title: tr("Spindle")) }
    let title = model.project.effectiveTitle
    return PageHeading(
      title: title.isEmpty ? tr("Audio CD") : title, subtitle: model.project.summary)
  }

  var editMenu: Menu? { AudioMenus.edit() }

  func take(_ paths: [PlatformPath], at place: DropPlace?) {
    let position = isEmpty ? nil : place.map(list.position(forDropAt:))
    model.add(paths.map { FilePath(platformString: $0.characters) }, at: position)
  }

  func fit(width: Int) {
    list.fit(width: width)
  }

  func focus() {
    isEmpty ? widget.focusFirst() : list.focus()
  }
}

// MARK: - ProjectPage

extension AudioPage {
  var isEmpty: Bool { model.project.isEmpty }

  /// The page has fields of its own for the disc's title and artist.
  var discName: DiscName? { nil }

  func setDiscName(_ text: String) {}

  var contentState: AnyHashable? { model.project.state }
  var isWorthSaving: Bool { model.project.editCount > 1 }

  var suggestedFileName: String {
    heading.title.replacing("/", with: "-")
  }

  func snapshot() -> @Sendable () -> ProjectFile.Content {
    let project = model.project
    return { .audio(project.content) }
  }

  /// Shows a project from a file; its files are measured then.
  func open(_ content: ProjectFile.AudioContent) {
    model.open(content)
  }

  var undoTitle: String? { model.project.undoTitle }
  var redoTitle: String? { model.project.redoTitle }

  func undo() {
    model.undo()
  }

  func redo() {
    model.redo()
  }

  var subject: BurnSubject {
    BurnSubject(
      title: heading.title, detail: model.project.summary, iconName: "audio-x-generic-symbolic")
  }

  var optionsContent: BurnOptions.Content { .music(textFits: model.textFits) }

  func capacity(on medium: Medium?) -> CapacityBar {
    CapacityBar(usedBlocks: model.usedBlocks, medium: medium, unit: .playingTime)
  }

  func readiness(with drive: DriveItem?, _ inspection: DriveInspection?) -> BurnReadiness {
    BurnReadiness(
      model.project, isReading: model.reading != nil, notes: model.notes, drive: drive,
      problems: problems(with: inspection))
  }

  /// What stands in the way of a burn as far as tracks and medium tell. That a drive writes track by
  /// track only is a question for later, not an obstacle.
  private func problems(with inspection: DriveInspection?) -> [PlanProblem] {
    guard let inspection, let content = model.content(withText: model.textFits) else {
      return []
    }
    return BurnPlanner.problems(of: BurnRequest(.audio(content)), with: inspection)
      .filter { if case .sessionAtOnceMissing = $0 { false } else { true } }
  }

  func request(with options: BurnOptions) -> BurnRequest? {
    model.content(withText: options.writesText).map(options.request(for:))
  }
}
