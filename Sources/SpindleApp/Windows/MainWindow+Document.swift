import DiscImage
import Gtk
import Presentation
import SystemPackage

/// The file a window's project is kept in.
struct ProjectDocument {
  /// Where it lies; nil while the project was never saved.
  var file: FilePath?
  /// The state of the project that needs no saving: as it was begun, opened, saved or burned.
  var settled: AnyHashable?

  /// The file's name without its ending.
  var title: String? { file?.lastComponent?.stem }
}

extension FilePath {
  /// The path as GTK takes it.
  var platformPath: PlatformPath {
    withPlatformString { PlatformPath(Array(UnsafeBufferPointer(start: $0, count: length + 1))) }
  }
}

extension MainWindow {
  func addDocumentActions() {
    actions.add("open", keys: ["<Control>o"]) { [unowned self] in askWhatToOpen() }
    actions.add("save", keys: ["<Control>s"]) { [unowned self] in
      Task { await save() }
    }
    actions.add("save-as", keys: ["<Control><Shift>s"]) { [unowned self] in
      Task { await saveAs() }
    }
    actions.add("open-path", takingString: { [unowned self] in open(FilePath($0)) })
  }

  private static var fileType: Window.FileType {
    .init(name: tr("Spindle projects"), suffix: ProjectFile.fileExtension)
  }

  /// Whether there is something that is in no file yet.
  var isModified: Bool {
    guard let project, let state = project.contentState else { return false }
    return state != document.settled
  }

  // MARK: Opening

  private func askWhatToOpen() {
    Task {
      let chosen = await window.choose(
        .oneFile(Self.fileType), title: tr("Open a Project"), accept: tr("_Open"))
      if let path = chosen.first { open(FilePath(platformString: path.characters)) }
    }
  }

  /// Opens a project: here if there is nothing to lose, else in another window.
  func open(_ path: FilePath) {
    Task {
      let result = await BlockingWork.run(named: "open") { _ in
        Result { () throws(ProjectFileError) in try ProjectFile.read(path) }
      }
      switch result {
      case .success(let file):
        let target = isReplaceable ? self : windows.open()
        target.show(file.content, from: path)
      case .failure(let error): await tell(ErrorText.message(for: error))
      }
    }
  }

  private var isReplaceable: Bool {
    project.map { $0.isEmpty && $0.contentState != nil && document.file == nil } ?? true
  }

  private func show(_ content: ProjectFile.Content, from path: FilePath) {
    switch content {
    case .data(let content): (begin(.data) as? DataPage)?.open(content)
    case .audio(let content): (begin(.audio) as? AudioPage)?.open(content)
    }
    document = ProjectDocument(file: path, settled: project?.contentState)
    remember(path, content)
    show()
  }

  /// Takes the project as it is now for one that needs no saving.
  func settle() {
    document.settled = project?.contentState
    show()
  }

  private func remember(_ path: FilePath, _ content: ProjectFile.Content) {
    windows.recentFiles.add(
      path.platformPath, mediaType: ProjectFile.mediaType, kind: content.kind,
      command: "spindle %f")
  }

  // MARK: Saving

  /// Saves to the project's file, or asks for one.
  ///
  /// - Returns: whether it is saved now.
  @discardableResult func save() async -> Bool {
    guard let file = document.file else { return await saveAs() }
    return await save(to: file)
  }

  /// Asks for a file and saves to it.
  @discardableResult private func saveAs() async -> Bool {
    guard let project, project.contentState != nil else { return false }
    let name = (document.title ?? project.suggestedFileName) + "." + ProjectFile.fileExtension
    let chosen = await window.choose(
      .newFile(Self.fileType, name: name), title: tr("Save the Project"), accept: tr("_Save"))
    guard let path = chosen.first else { return false }
    var file = FilePath(platformString: path.characters)
    if file.extension != ProjectFile.fileExtension, let last = file.lastComponent {
      file.removeLastComponent()
      file.append(last.string + "." + ProjectFile.fileExtension)
      // The dialog has asked about the name that was typed only.
      guard await mayReplace(file) else { return false }
    }
    return await save(to: file)
  }

  private func mayReplace(_ file: FilePath) async -> Bool {
    let isThere = await BlockingWork.run(named: "look") { _ in
      (try? FileDescriptor.open(file, .readOnly).close()) != nil
    }
    guard isThere else { return true }
    let answer = await window.ask(
      tr("Replace “%s”?", file.lastComponent?.string ?? file.string),
      detail: tr("There is a file of this name already. What is in it will be lost."),
      buttons: [tr("_Cancel"), tr("_Replace")], destructive: 1)
    return answer == 1
  }

  private func save(to path: FilePath) async -> Bool {
    guard let project, let state = project.contentState else { return false }
    let snapshot = project.snapshot()
    let result = await BlockingWork.run(named: "save") { _ in
      Result { () throws(ProjectFileError) in
        let content = snapshot()
        try ProjectFile(content).write(to: path)
        return content
      }
    }
    switch result {
    case .success(let content):
      document = ProjectDocument(file: path, settled: state)
      remember(path, content)
      toasts?.show(tr("“%s” was saved.", path.lastComponent?.string ?? path.string))
      show()
      return true
    case .failure(let error):
      await tell(ErrorText.message(for: error))
      return false
    }
  }

  // MARK: Closing

  /// Whether the window may close at once; else it asks, and closes when that is answered.
  func mayClose() -> Bool {
    if let job {
      job.ask()
      return false
    }
    guard isModified, let project, document.file != nil || project.isWorthSaving else {
      return true
    }
    if !isAskingToSave { Task { await askToSave(project) } }
    return false
  }

  private func askToSave(_ project: any ProjectPage) async {
    isAskingToSave = true
    defer { isAskingToSave = false }
    let answer = await window.ask(
      tr("Save the changes to “%s”?", document.title ?? project.heading.title),
      detail: tr("Changes that are not saved will be lost."),
      buttons: [tr("_Cancel"), tr("_Discard"), tr("_Save")], destructive: 1, suggested: 2)
    switch answer {
    case 1: window.destroy()
    case 2: if await save() { window.destroy() }
    default: break
    }
  }
}
