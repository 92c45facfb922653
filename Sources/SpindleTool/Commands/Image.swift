internal import ArgumentParser
internal import DiscImage
internal import DiscModel
internal import Glibc
internal import Presentation
internal import SystemPackage

/// `spindlectl image OUT.iso|- PATH…`
struct Image: ToolCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the image of a disc to a file or to standard output.")

  @Argument(help: "The image's file, or - for standard output.")
  var out: String
  @OptionGroup var sources: SourceArguments
  @Option(help: "The disc's name.")
  var volume: String?
  @Option(help: "A list of iso, rockridge, joliet; iso is always there.")
  var filesystems = FileSystemList(value: .standard)
  @Flag(help: "Fill up or cut files that change meanwhile, and name them, instead of stopping.")
  var padChangedFiles = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try VolumeOption.validate(volume)
  }

  /// Standard output may carry the image.
  var reporter: Reporter { Reporter(isJSON: output.json, outputIsTaken: out == "-") }

  func run() async throws {
    let tree = try await sources.scan(reporter)
    let options = VolumeOption.options(volume, for: tree, fileSystems: filesystems.value)
    let layout = try await tree.plan(options, reporter)
    let outcome = try await write(layout)
    reporter.showProgress("")
    reporter.report(outcome, path: out.shown)
  }

  private func write(_ layout: ImageLayout) async throws(ToolFailure) -> ImageFile.Outcome {
    let destination: ImageDestination =
      out == "-" ? .descriptor(.standardOutput) : .file(FilePath(word: out).absolute)
    let policy: ChangedFilePolicy = padChangedFiles ? .padAndReport : .stop
    let reporter = reporter
    do throws(ImageFileError) {
      return try await BlockingWork.run(named: "spindle-image") {
        (cancellation) throws(ImageFileError) in
        var line = ProgressLine(reporter)
        return try ImageFile.write(
          layout, to: destination, changedFiles: policy,
          progress: { done in line.show { ToolText.writingImage(done, of: layout.blockCount) } },
          isCancelled: { cancellation.isCancelled })
      }
    } catch {
      reporter.showProgress("")
      throw ToolFailure(error)
    }
  }
}

/// The list behind `--filesystems`.
struct FileSystemList: ExpressibleByArgument {
  var value: FileSystemSet

  private static let all: [(word: String, value: FileSystemSet)] = [
    ("iso", .iso9660), ("rockridge", .rockRidge), ("joliet", .joliet),
  ]

  init(value: FileSystemSet) {
    self.value = value
  }

  init?(argument: String) {
    value = .iso9660
    for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let system = Self.all.first(where: { $0.word == word }) else { return nil }
      value.insert(system.value)
    }
  }

  /// The words that stand for the file systems in the list.
  var words: [String] {
    Self.all.filter { value.contains($0.value) }.map(\.word)
  }

  var defaultValueDescription: String { words.joined(separator: ",") }
}

/// A progress line that is written at most ten times a second.
private struct ProgressLine {
  private let reporter: Reporter
  private var next = ContinuousClock.now

  init(_ reporter: Reporter) {
    self.reporter = reporter
  }

  mutating func show(_ text: () -> String) {
    guard reporter.showsProgressLine, ContinuousClock.now >= next else { return }
    next = .now + .milliseconds(100)
    reporter.showProgress(text())
  }
}

extension Reporter {
  fileprivate func report(_ outcome: ImageFile.Outcome, path: String) {
    emit(
      ImageEvent(
        path: path, blocks: outcome.blocks.rawValue,
        changedFiles: outcome.changedFiles.map(\.path)))
    say(ToolText.imageWritten(path, outcome.blocks))
    for file in outcome.changedFiles { note(ErrorText.line(for: file)) }
  }
}

extension ToolFailure {
  fileprivate init(_ error: ImageFileError) {
    let code =
      switch error {
      case .cancelled: "cancelled"
      case .source: "sourceFailed"
      case .cannotCreate: "cannotCreate"
      case .cannotWrite: "cannotWrite"
      }
    let isReaderGone = error == .cannotWrite(errorNumber: EPIPE)
    self.init(
      error == .cancelled ? .cancelled : .failed, code: code,
      isReaderGone ? ToolText.readerGone : ErrorText.message(for: error))
  }
}
