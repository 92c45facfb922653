import DiscImage
import DiscModel
import Presentation
import SystemPackage

/// The project of a window: what the user does to it, and the work that follows on other threads.
///
/// Reading folders and laying out the image happen elsewhere; only their results come in here, so
/// that the window never waits.
final class ProjectModel {
  /// What is known of the image that the files make.
  enum Image {
    /// Nobody knows yet; it is being laid out.
    case planning
    case planned(ImageLayout)
    case impossible(UserMessage)
  }

  private(set) var project = DataProject()
  private(set) var image = Image.planning
  /// The image's size, or that of the last one while a new one is laid out.
  private(set) var usedBlocks = BlockCount.zero
  /// Everything the user has to know about the files.
  private(set) var issues: [StagingIssue] = []
  /// How many files and folders were found by a reading that goes on; nil when none does.
  private(set) var foundCount: Int?

  /// What an edit changed.
  var onEdit: ([TreeChange]) -> Void = { _ in }
  /// Something else became known: how far a reading is, how large the image is.
  var onProgress: () -> Void = {}

  /// A project file was opened, or its opening was stopped, so that there is no project.
  var onOpen: (Bool) -> Void = { _ in }
  /// A project file's files are still being looked for.
  private(set) var isOpening = false

  /// Something to read.
  private enum Reading {
    case sources([ScanSource], into: StagingTree.Node)
    case project(ProjectFile.DataContent)
  }

  private var queue = ReadingQueue<Reading>()
  private var reading: Task<Void, Never>?
  private var planning: Task<Void, Never>?

  init() {
    plan()
  }

  /// The layout, once it is known and fits the files as they are now.
  var layout: ImageLayout? {
    if case .planned(let layout) = image { layout } else { nil }
  }

  var volumeName: VolumeName {
    project.effectiveVolumeName(date: Format.date(.now))
  }

  // MARK: Reading

  /// Reads these files and folders, then adds them.
  func add(_ paths: [FilePath], to folder: StagingTree.Node = StagingTree.root) {
    guard !paths.isEmpty else { return }
    read(.sources(paths.map { ScanSource(path: $0) }, into: folder))
  }

  /// Looks for the files of a project file, which then takes the place of this project.
  func open(_ content: ProjectFile.DataContent) {
    isOpening = true
    read(.project(content))
  }

  private func read(_ what: Reading) {
    if queue.add(what) { reading = Task { await readAll() } }
  }

  /// Ends reading; what was not added yet stays out.
  func stopReading() {
    let dropped = queue.stop()
    reading?.cancel()
    for case .project in dropped { endOpening(false) }
  }

  private func endOpening(_ isOpen: Bool) {
    isOpening = false
    onOpen(isOpen)
  }

  private func readAll() async {
    while let what = queue.next() {
      switch what {
      case .sources(let sources, let folder):
        let scan = await counting { try? await SourceScanner().scan(sources, progress: $0) }
        guard let scan, !Task.isCancelled else { continue }
        let target = isOnDisc(folder) ? folder : StagingTree.root
        changed(project.add(scan, to: target))
      case .project(let content):
        let scan = await counting { try? await SourceScanner().scan(content.listing, progress: $0) }
        guard let scan, !Task.isCancelled else {
          endOpening(false)
          continue
        }
        isOpening = false
        project = DataProject(content, found: scan)
        changed(project.openingChanges)
        onOpen(true)
      }
    }
    foundCount = nil
    reading = queue.runEnded() ? Task { await readAll() } : nil
    onProgress()
  }

  /// Shows how far a scan is.
  private func counting<Scan>(
    _ scan: (@escaping @Sendable (Int) -> Void) async -> Scan?
  ) async -> Scan? {
    let (counts, continuation) = AsyncStream.makeStream(
      of: Int.self, bufferingPolicy: .bufferingNewest(1))
    foundCount = foundCount ?? 0
    let counting = Task {
      for await count in counts where !Task.isCancelled {
        foundCount = count
        onProgress()
        try? await Task.sleep(for: .milliseconds(50))
      }
    }
    defer { counting.cancel() }
    onProgress()
    let found = await scan { continuation.yield($0) }
    continuation.finish()
    return found
  }

  private func isOnDisc(_ node: StagingTree.Node) -> Bool {
    var current = node
    while current != StagingTree.root {
      guard let above = project.tree.parent(of: current) else { return false }
      current = above
    }
    return true
  }

  // MARK: Editing

  /// Makes a folder; returns what is wrong with the name, or nil.
  func makeFolder(named name: String, in folder: StagingTree.Node) -> String? {
    do throws(StagingError) {
      changed(try project.makeFolder(named: name, in: folder).changes)
      return nil
    } catch {
      return ErrorText.message(for: error).body
    }
  }

  /// Gives another name; returns what is wrong with it, or nil.
  func rename(_ node: StagingTree.Node, to name: String) -> String? {
    do throws(StagingError) {
      changed(try project.rename(node, to: name))
      return nil
    } catch {
      return ErrorText.message(for: error).body
    }
  }

  func remove(_ nodes: [StagingTree.Node]) {
    changed(project.remove(nodes))
  }

  func undo() {
    changed(project.undo())
  }

  func redo() {
    changed(project.redo())
  }

  /// Gives the disc another name; nothing but its first sectors changes.
  func setVolumeName(_ text: String) {
    guard text != project.volumeName.text else { return }
    project.volumeName = VolumeName(text)
    plan(after: .milliseconds(300))
  }

  private func changed(_ changes: [TreeChange]) {
    guard !changes.isEmpty else { return }
    onEdit(changes)
    plan()
  }

  // MARK: Planning

  /// What a finished layout brings.
  private struct Planned: Sendable {
    var layout: Result<ImageLayout, ImagePlanError>
    var issues: [StagingIssue]
  }

  private func plan(after delay: Duration = .zero) {
    planning?.cancel()
    image = .planning
    onProgress()
    planning = Task {
      if delay > .zero { try? await Task.sleep(for: delay) }
      guard !Task.isCancelled else { return }
      let (project, options) = (project, ImageOptions(volumeName: volumeName.text))
      let planned = await BlockingWork.run(named: "plan") { _ in
        Self.plan(project, options)
      }
      guard !Task.isCancelled else { return }
      finish(planned)
    }
  }

  private nonisolated static func plan(_ project: DataProject, _ options: ImageOptions) -> Planned {
    var project = project
    do throws(ImagePlanError) {
      let layout = try ImagePlanner(options).plan(project.tree)
      project.layoutIssues = layout.issues
      return Planned(layout: .success(layout), issues: project.issues)
    } catch {
      return Planned(layout: .failure(error), issues: project.issues)
    }
  }

  private func finish(_ planned: Planned) {
    issues = planned.issues
    switch planned.layout {
    case .success(let layout):
      image = .planned(layout)
      usedBlocks = project.isEmpty ? .zero : layout.blockCount
    case .failure(let error):
      image = .impossible(ErrorText.message(for: error))
    }
    onProgress()
  }
}
