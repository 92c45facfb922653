internal import CGtk
internal import CGtkShim

extension Window {
  /// What a file dialog is to bring.
  public enum Choice: Hashable {
    case files, folders, oneFolder
    /// A file that is there.
    case oneFile(FileType)
    /// A file that is to be written; the user has agreed if one of that name is there.
    case newFile(FileType, name: String)

    fileprivate var native: ShimChoose {
      switch self {
      case .files: SHIM_CHOOSE_FILES
      case .folders: SHIM_CHOOSE_FOLDERS
      case .oneFolder: SHIM_CHOOSE_FOLDER
      case .oneFile: SHIM_CHOOSE_FILE
      case .newFile: SHIM_CHOOSE_NEW_FILE
      }
    }

    fileprivate var type: FileType? {
      switch self {
      case .files, .folders, .oneFolder: nil
      case .oneFile(let type), .newFile(let type, _): type
      }
    }
  }

  /// Files of one type: what the user calls them, and how their names end, without the dot.
  public struct FileType: Hashable {
    public var name: String
    public var suffix: String

    public init(name: String, suffix: String) {
      self.name = name
      self.suffix = suffix
    }
  }

  /// Lets the user choose files or folders; empty when nothing was chosen.
  public func choose(_ what: Choice, title: String, accept: String) async -> [PlatformPath] {
    await withCheckedContinuation { continuation in
      let box = Unmanaged.passRetained(Continuation(continuation)).toOpaque()
      var name = ""
      if case .newFile(_, let given) = what { name = given }
      let texts = [title, accept, name, what.type?.name ?? "", what.type?.suffix ?? ""]
      withCStrings(texts) { texts in
        var question = ShimPathsQuestion()
        question.what = what.native
        question.title = texts?[0]
        question.accept = texts?[1]
        question.name = name.isEmpty ? nil : texts?[2]
        question.filter_name = texts?[3]
        question.filter_suffix = what.type == nil ? nil : texts?[4]
        shim_choose_paths(
          handle(), &question,
          { box, paths in
            nonisolated(unsafe) let box = box
            nonisolated(unsafe) let paths = paths
            MainActor.assumeIsolated {
              Continuation<[PlatformPath]>.resume(box, returning: copies(of: paths))
            }
          }, box)
      }
    }
  }

  /// Asks a question; the answer is the number of the button, 0 also when the question was dismissed
  /// or went with the window.
  ///
  /// The first button changes nothing. In the labels an underscore marks the access key.
  public func ask(
    _ heading: String, detail: String, buttons: [String], destructive: Int? = nil,
    suggested: Int? = nil
  ) async -> Int {
    await withCheckedContinuation { continuation in
      let box = Unmanaged.passRetained(Continuation(continuation)).toOpaque()
      withCStrings(buttons) { labels in
        shim_ask(
          handle(), heading, detail, labels, Int32(destructive ?? -1), Int32(suggested ?? -1),
          { box, button in
            nonisolated(unsafe) let box = box
            MainActor.assumeIsolated { Continuation.resume(box, returning: max(0, Int(button))) }
          }, box)
      }
    }
  }

  /// Takes back the question that was asked last, if nobody has answered it: its answer is 0.
  public func withdrawQuestion() {
    shim_withdraw_question(handle())
  }

  /// Shows what program this is.
  public func showAbout(
    name: String, icon: String, version: String, developer: String, comments: String
  ) {
    shim_show_about(handle(), name, icon, version, developer, comments)
  }
}

/// A waiting caller that C holds by pointer, and answers exactly once.
private final class Continuation<Value: Sendable> {
  private let continuation: CheckedContinuation<Value, Never>

  init(_ continuation: CheckedContinuation<Value, Never>) {
    self.continuation = continuation
  }

  static func resume(_ box: UnsafeMutableRawPointer?, returning value: Value) {
    guard let box else { return }
    Unmanaged<Continuation<Value>>.fromOpaque(box).takeRetainedValue()
      .continuation.resume(returning: value)
  }
}

@MainActor private func copies(
  of paths: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> [PlatformPath] {
  var result: [PlatformPath] = []
  var next = paths
  while let path = next?.pointee {
    result.append(PlatformPath(copying: path))
    next = next?.advanced(by: 1)
  }
  return result
}
