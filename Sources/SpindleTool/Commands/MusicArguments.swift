internal import ArgumentParser
internal import Burning
internal import CompactDisc
internal import DiscImage
internal import GStreamerAudio
internal import Presentation
internal import SystemPackage

/// The audio files of a disc, as the command line names them.
struct MusicArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("Audio files, and folders of them.", valueName: "file"))
  var paths: [String]

  func validate() throws {
    guard !paths.isEmpty else { throw ValidationError("Name at least one audio file or folder.") }
  }

  /// Measures every file: those named by themselves in their order, those of folders sorted.
  ///
  /// - Throws: a failure that tells of every file that cannot be decoded.
  func read(_ reporter: Reporter) async throws(ToolFailure) -> [MusicFile] {
    let groups = try await findFiles(reporter)
    let paths = groups.flatMap(\.paths)
    var measured = try await Self.measure(paths) { done in
      reporter.showProgress(AudioNote.progress(done: done, of: paths.count))
    }[...]
    var files: [MusicFile] = []
    for group in groups {
      let found = Array(measured.prefix(group.paths.count))
      measured = measured.dropFirst(group.paths.count)
      files += group.isSorted ? TrackOrder.sorted(found) : found
    }
    reporter.showProgress("")
    guard !files.isEmpty else {
      throw ToolFailure(
        .failed, code: "nothingToWrite", ErrorText.message(for: PlanProblem.nothingToWrite))
    }
    try Self.refuseFailed(files)
    return files
  }

  private typealias Group = (paths: [FilePath], isSorted: Bool)

  private func findFiles(_ reporter: Reporter) async throws(ToolFailure) -> [Group] {
    var groups: [Group] = []
    for word in paths {
      let path = FilePath(word: word).absolute
      guard path.exists else {
        throw ToolFailure(.failed, code: "sourceNotFound", ToolText.sourceNotFound(word.shown))
      }
      let scan: SourceScan
      do throws(CancellationError) {
        scan = try await SourceScanner().scan([ScanSource(path: path, placement: .itself)]) {
          reporter.showProgress(ToolText.scanning($0))
        }
      } catch {
        throw .cancelled
      }
      let sources = MusicSources(scan)
      groups += sources.groups.map { ($0, $0 != [path]) }
      reporter.report(leftOut: sources)
    }
    return groups
  }

  /// Two files at a time, as there are two cores nearly everywhere.
  ///
  /// - Returns: as many files as paths, in their order.
  private static func measure(
    _ paths: [FilePath], progress: (Int) -> Void
  ) async throws(ToolFailure) -> [MusicFile] {
    let measured = await withTaskGroup(of: Measured.self) { group in
      var found: [Measured] = []
      for (index, path) in paths.enumerated() {
        if index >= 2, let next = await group.next() { found.append(next) }
        progress(found.count)
        group.addTask {
          let file = await measure(path)
          return Measured(index: index, file: file)
        }
      }
      for await next in group { found.append(next) }
      return found
    }
    guard !measured.contains(where: { $0.file == nil }) else { throw .cancelled }
    return measured.sorted { $0.index < $1.index }.compactMap(\.file)
  }

  /// No tuple: of one that a task gives, the compiler's optimizer loses what was there before the task
  /// waited (Swift 6.3, swiftlang/swift#91911).
  private struct Measured: Sendable {
    var index: Int
    /// Nil if the user cancelled.
    var file: MusicFile?
  }

  /// - Returns: nil if the user cancelled.
  private static func measure(_ path: FilePath) async -> MusicFile? {
    do throws(AudioDecodingError) {
      let file = try await GStreamerProbe.measure(path)
      return MusicFile(
        path: path, source: .measured(file.length), tags: TrackTags(file.tags),
        isIncomplete: file.isIncomplete)
    } catch {
      return error.reason == .cancelled
        ? nil : MusicFile(path: path, source: .failed(error.reason))
    }
  }

  private static func refuseFailed(_ files: [MusicFile]) throws(ToolFailure) {
    let failed = files.compactMap { file -> (FilePath, AudioDecodingError.Reason)? in
      if case .failed(let reason) = file.source { (file.path, reason) } else { nil }
    }
    guard let first = failed.first else { return }
    let lines = failed.map { ErrorText.line(for: $1, of: $0.string) }
    let isCodec = if case .missingCodec = first.1 { true } else { false }
    throw ToolFailure(
      .failed, code: isCodec ? "missingCodec" : "notDecodable",
      UserMessage(
        title: ToolText.notDecodable(failed.count), explanation: lines.joined(separator: " "),
        details: failed.map { "\($0): \($1)" }))
  }

  /// What is burnt of a project whose files were all measured.
  static func content(of project: AudioProject, withText: Bool) -> AudioContent {
    let tracks = project.burnable
    let readAhead = ReadAhead()
    return AudioContent(disc: project.disc(withText: withText), paths: tracks.map(\.path)) {
      index throws(AudioDecodingError) in
      let track = tracks[index]
      return PaddedDecoder.track(
        try GStreamerDecoder(track.path, length: track.length ?? .zero, readAhead: readAhead))
    }
  }
}

extension TrackTags {
  fileprivate init(_ tags: AudioTags) {
    self.init(
      title: tags.title, artist: tags.artist, album: tags.album, albumArtist: tags.albumArtist,
      trackNumber: tags.trackNumber, recordingCode: tags.recordingCode)
  }
}

extension Reporter {
  /// What lay in folders and does not come onto the disc.
  fileprivate func report(leftOut sources: MusicSources) {
    for issue in sources.issues { emit(IssueEvent(issue)) }
    let notes =
      sources.leftOut.map { AudioNote.noMusic($0) }
      + sources.issues.map { .leftOut(ErrorText.line(for: $0)) }
    for text in notes.map(\.text) {
      emit(NoteEvent(text: text))
      note(text)
    }
  }
}
