import Burning
import CompactDisc
import DiscImage
import DiscModel
import GStreamerAudio
import Presentation
import SystemPackage

/// The audio project of a window: what the user does to it, and the measuring of files that goes on
/// beside.
///
/// Files are decoded on other threads, two at a time; only what was found comes in here, so that the
/// window never waits.
final class AudioModel {
  /// How far a reading is.
  struct Reading {
    var done = 0
    var total = 0
  }

  private(set) var project = AudioProject() {
    didSet { rows = [:] }
  }
  /// The rows that were asked for since the project last changed: each cell of a list asks.
  private var rows: [ProjectTrack.ID: TrackRow] = [:]
  /// Everything the user has to know; kept because it takes a while with many tracks.
  private(set) var notes: [AudioNote] = []
  /// Whether all titles and artists have room in CD-TEXT.
  var textFits: Bool { !notes.contains(.textTooLong) }
  private(set) var usedBlocks = BlockCount.zero
  /// The reading that goes on; nil if none does.
  private(set) var reading: Reading?

  /// What an edit changed, and whether the user should be led there.
  var onEdit: (TrackChange, _ leads: Bool) -> Void = { _, _ in }
  /// Something else became known.
  var onProgress: () -> Void = {}
  /// Something the user should be told once.
  var onNotice: (String) -> Void = { _ in }

  /// Something to read.
  private enum Batch {
    /// Files and folders, and the track before which they come; nil for the end.
    case files([FilePath], before: ProjectTrack.ID?)
    /// The tracks of the project that wait to be measured.
    case tracks
  }

  private var queue = ReadingQueue<Batch>()
  private var leftOut: [AudioNote] = []
  private var task: Task<Void, Never>?

  /// What the list shows of a track; nil if it is not in the list.
  func row(for id: ProjectTrack.ID) -> TrackRow? {
    if let row = rows[id] { return row }
    let row = project.row(for: id)
    rows[id] = row
    return row
  }

  // MARK: Reading

  /// Looks into files and folders for music, then adds what was found.
  ///
  /// - Parameter position: before which row.
  func add(_ paths: [FilePath], at position: Int? = nil) {
    guard !paths.isEmpty else { return }
    let order = project.order
    let anchor = position.flatMap { order.indices.contains($0) ? order[$0] : nil }
    read(.files(paths, before: anchor))
  }

  /// Takes over a project from a file, and measures its files.
  func open(_ content: ProjectFile.AudioContent) {
    project = AudioProject(content)
    changed(project.openingChange, leads: false)
    if !project.isEmpty { read(.tracks) }
  }

  /// Measures tracks again, such as after a codec was installed.
  func measureAgain(_ tracks: [ProjectTrack.ID]) {
    for id in tracks { project.settle(id, .waiting) }
    changed(TrackChange(), leads: false)
    read(.tracks)
  }

  /// Ends reading. What was found is added, the rest stays out.
  func stopReading() {
    _ = queue.stop()
    task?.cancel()
    guard !project.waiting.isEmpty else { return }
    for track in project.waiting { project.settle(track.id, .failed(.cancelled)) }
    changed(TrackChange(), leads: false)
  }

  private func read(_ batch: Batch) {
    if queue.add(batch) { begin() }
  }

  private func begin() {
    reading = Reading()
    onProgress()
    task = Task { await readAll() }
  }

  private func readAll() async {
    while let batch = queue.next() {
      switch batch {
      case .tracks: while !Task.isCancelled, !project.waiting.isEmpty { await measureWaiting() }
      case .files(let paths, let anchor): await read(paths, before: anchor)
      }
    }
    reading = nil
    task = nil
    if queue.runEnded() { begin() } else { onProgress() }
  }

  private func measureWaiting() async {
    let tracks = project.waiting
    reading?.total += tracks.count
    await measure(tracks.map(\.path)) { [self] index, file in
      project.settle(
        tracks[index].id, file.source, file.tags, isIncomplete: file.isIncomplete)
    }
    changed(TrackChange(), leads: false)
  }

  private func read(_ paths: [FilePath], before anchor: ProjectTrack.ID?) async {
    guard let scan = try? await SourceScanner().scan(paths.map { ScanSource(path: $0) })
    else { return }
    let sources = MusicSources(scan)
    reading?.total += sources.count
    var found: [MusicFile] = []
    var leftOut = sources.issues.map { AudioNote.leftOut(ErrorText.line(for: $0)) }
    for group in sources.groups {
      var files: [MusicFile] = []
      await measure(group) { _, file in files.append(file) }
      let isMusic = { (file: MusicFile) in file.source != .failed(.notAudio) }
      found += await Self.sorted(files.filter(isMusic))
      leftOut += files.filter { !isMusic($0) }.map { .noMusic($0.path) }
    }
    leftOut += sources.leftOut.map { .noMusic($0) }
    self.leftOut += leftOut
    if let text = AudioNote.notice(about: leftOut) { onNotice(text) }
    let place = anchor.flatMap { project.order.firstIndex(of: $0) }
    changed(project.add(found, at: place), leads: true)
  }

  /// No tuple: of one that a task gives, the compiler's optimizer loses what was there before the task
  /// waited (Swift 6.3, swiftlang/swift#91911).
  private struct Measured: Sendable {
    var index: Int
    var file: MusicFile
  }

  /// Measures files, two at a time, and tells of each when it is known. Those that were not reached
  /// when the task was cancelled are not told of.
  private func measure(_ paths: [FilePath], _ settle: (Int, MusicFile) -> Void) async {
    await withTaskGroup(of: Measured.self) { group in
      var next = 0
      while next < min(2, paths.count) {
        add(next, paths[next], to: &group)
        next += 1
      }
      var tick = ContinuousClock.now
      while let measured = await group.next() {
        if measured.file.source != .failed(.cancelled) { settle(measured.index, measured.file) }
        if next < paths.count, !Task.isCancelled {
          add(next, paths[next], to: &group)
          next += 1
        }
        reading?.done += 1
        guard tick.duration(to: .now) > .milliseconds(50) else { continue }
        tick = .now
        onProgress()
      }
    }
  }

  private func add(
    _ index: Int, _ path: FilePath, to group: inout TaskGroup<Measured>
  ) {
    group.addTask {
      let file = await Self.measure(path)
      return Measured(index: index, file: file)
    }
  }

  /// Comparing names takes a while with many files.
  @concurrent private nonisolated static func sorted(_ files: [MusicFile]) async -> [MusicFile] {
    TrackOrder.sorted(files)
  }

  private nonisolated static func measure(_ path: FilePath) async -> MusicFile {
    do throws(AudioDecodingError) {
      let file = try await GStreamerProbe.measure(path)
      return MusicFile(
        path: path, source: .measured(file.length),
        tags: TrackTags(
          title: file.tags.title, artist: file.tags.artist, album: file.tags.album,
          albumArtist: file.tags.albumArtist, trackNumber: file.tags.trackNumber,
          recordingCode: file.tags.recordingCode), isIncomplete: file.isIncomplete)
    } catch {
      return MusicFile(path: path, source: .failed(error.reason))
    }
  }

  // MARK: Burning

  /// What the engine is to burn; nil if there is nothing.
  func content(withText: Bool) -> AudioContent? {
    let tracks = project.burnable
    guard !tracks.isEmpty else { return nil }
    let files = tracks.map { (path: $0.path, length: $0.length ?? .zero) }
    let readAhead = ReadAhead()
    return AudioContent(
      disc: project.disc(withText: withText), paths: tracks.map(\.path),
      text: withText ? .required : .leftOut, missingCharacters: .replace
    ) { (track: Int) throws(AudioDecodingError) in
      let (path, length) = files[track]
      return PaddedDecoder.track(
        try GStreamerDecoder(path, length: length, readAhead: readAhead))
    }
  }

  // MARK: Editing

  func remove(_ tracks: [ProjectTrack.ID]) {
    changed(project.remove(tracks), leads: true)
  }

  func move(_ tracks: [ProjectTrack.ID], to position: Int) {
    changed(project.move(tracks, to: position), leads: true)
  }

  func moveUp(_ tracks: [ProjectTrack.ID]) {
    changed(project.moveUp(tracks), leads: true)
  }

  func moveDown(_ tracks: [ProjectTrack.ID]) {
    changed(project.moveDown(tracks), leads: true)
  }

  func setTitle(_ text: String, of track: ProjectTrack.ID) {
    changed(project.setTitle(text, of: track), leads: false)
  }

  func setArtist(_ text: String, of track: ProjectTrack.ID) {
    changed(project.setArtist(text, of: track), leads: false)
  }

  /// Takes a gap as it was typed; false if it is none.
  func setGap(_ text: String, of track: ProjectTrack.ID) -> Bool {
    guard let gap = GapText.blocks(text) else {
      onNotice(GapText.problem)
      return false
    }
    changed(project.setGap(gap, of: track), leads: false)
    return true
  }

  func setGapless(_ isGapless: Bool) {
    guard isGapless != project.isGapless else { return }
    changed(project.setAllGaps(isGapless ? .zero : AudioProject.usualGap), leads: false)
  }

  func setDiscTitle(_ text: String) {
    project.title = text
    changed(TrackChange(), leads: false)
  }

  func setDiscArtist(_ text: String) {
    project.artist = text
    changed(TrackChange(), leads: false)
  }

  func undo() {
    changed(project.undo(), leads: true)
  }

  func redo() {
    changed(project.redo(), leads: true)
  }

  private func changed(_ change: TrackChange?, leads: Bool) {
    guard let change else { return }
    notes = project.notes + leftOut
    usedBlocks = project.usedBlocks
    onEdit(change, leads)
  }
}
