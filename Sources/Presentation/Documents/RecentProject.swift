public import DiscImage

/// A project that was opened or saved lately, as the start page lists it.
public struct RecentProject: Hashable, Sendable {
  /// The file's name without its ending.
  public let title: String
  /// "Data disc · yesterday"; says so where the file is gone.
  public let subtitle: String
  public let isMissing: Bool

  /// - Parameters:
  ///   - fileName: the file's name with its ending.
  ///   - kind: the kind of its content, see ``ProjectFile/Content/kind``; empty if not known.
  ///   - lastUsed: when it was opened or saved.
  public init(fileName: String, kind: String, lastUsed: Timestamp, exists: Bool, now: Timestamp) {
    let ending = "." + ProjectFile.fileExtension
    title = fileName.hasSuffix(ending) ? String(fileName.dropLast(ending.count)) : fileName
    isMissing = !exists
    let day = Format.day(lastUsed, now: now)
    let name = ProjectFile.Content.name(ofKind: kind)
    let known = name.map { tr("%1$s · %2$s", $0, day) } ?? day
    subtitle = exists ? known : tr("%1$s · %2$s", known, tr("the file is not there"))
  }
}

extension ProjectFile.Content {
  /// The kind in one word, as it stands in the file.
  public var kind: String {
    switch self {
    case .data: "data"
    case .audio: "audio"
    }
  }

  /// What the user calls the kind; nil for one that is not known.
  static func name(ofKind kind: String) -> String? {
    switch kind {
    case "data": tr("Data disc")
    case "audio": tr("Audio CD")
    default: nil
    }
  }
}
