internal import Glibc
internal import SystemPackage

/// Where something lies on the computer, as a project file tells it.
///
/// What lies beside the project, in its folder or below, is told relative to that folder too: a
/// folder that was moved or copied with everything in it still works. That place comes first where
/// there is something; else it is the absolute one.
///
///     path     absolute: text, or a list of bytes where the path is none
///     beside   relative to the project's folder; missing for what lies elsewhere
struct StoredPlace: Codable {
  private var path: StoredPath
  private var beside: StoredPath?

  init(_ path: FilePath, in folder: FilePath) {
    self.path = StoredPath(path)
    var rest = path
    if rest.removePrefix(folder), !rest.isEmpty { beside = StoredPath(rest) }
  }

  /// The place as it is today for a project in `folder`.
  func path(in folder: FilePath) throws(ProjectFile.Fault) -> FilePath {
    guard path.value.isAbsolute else { throw ProjectFile.Fault(text: "path \(path.value)") }
    guard let beside = beside?.value, beside.isRelative else { return path.value }
    let near = folder.pushing(beside).lexicallyNormalized()
    return near.withPlatformString { access($0, F_OK) } == 0 ? near : path.value
  }
}

/// A path: text, or bytes where it is no valid text.
private struct StoredPath: Codable {
  let value: FilePath

  init(_ value: FilePath) {
    self.value = value
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self), !text.utf8.contains(0) {
      value = FilePath(text)
      return
    }
    let bytes = try container.decode([UInt8].self).filter { $0 != 0 } + [0]
    value = bytes.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { FilePath(platformString: $0) } ?? FilePath()
      }
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let text = String(validating: value) {
      try container.encode(text)
    } else {
      try container.encode(
        value.withPlatformString { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) })
    }
  }
}
