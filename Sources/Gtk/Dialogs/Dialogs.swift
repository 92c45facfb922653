internal import CGtk
internal import CGtkShim

extension Window {
  /// What a file dialog is to bring.
  public enum Choice {
    case files, folders, oneFolder

    fileprivate var native: ShimChoose {
      switch self {
      case .files: SHIM_CHOOSE_FILES
      case .folders: SHIM_CHOOSE_FOLDERS
      case .oneFolder: SHIM_CHOOSE_FOLDER
      }
    }
  }

  /// Lets the user choose files or folders; empty when nothing was chosen.
  public func choose(_ what: Choice, title: String, accept: String) async -> [PlatformPath] {
    await withCheckedContinuation { continuation in
      let box = Unmanaged.passRetained(Continuation(continuation)).toOpaque()
      shim_choose_paths(
        handle(), title, accept, what.native,
        { box, paths in
          nonisolated(unsafe) let box = box
          nonisolated(unsafe) let paths = paths
          MainActor.assumeIsolated {
            Continuation<[PlatformPath]>.resume(box, returning: copies(of: paths))
          }
        }, box)
    }
  }

  /// Asks a question; the answer is the number of the button, 0 also when the question was dismissed.
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
