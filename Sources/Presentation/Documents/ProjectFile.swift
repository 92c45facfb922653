public import DiscImage
internal import FoundationEssentials
public import SystemPackage

/// A project as it is kept in a file, to be opened and burned another day.
///
/// The file is JSON:
///
///     format    "spindle-project"
///     version   1; a program refuses what is newer than itself
///     kind      "data" or "audio"; the content stands under a key of this name
///     data      discName   as typed; missing for the suggestion
///               entries    files, folders and links as they stand on the disc, see ``StoredEntry``
///     audio     see ``StoredAudio``
///
/// It holds places, never contents: what is there is read when the project is opened.
public struct ProjectFile: Hashable, Sendable {
  /// What the project makes.
  public enum Content: Hashable, Sendable {
    case data(DataContent)
    case audio(AudioContent)
  }

  /// A data disc.
  public struct DataContent: Hashable, Sendable {
    /// As typed; empty for the suggestion.
    public var discName: String
    public var listing: SourceListing

    public init(discName: String, listing: SourceListing) {
      self.discName = discName
      self.listing = listing
    }
  }

  /// How the files' names end.
  public static let fileExtension = "spindle"
  /// What the desktop calls the files' type.
  public static let mediaType = "application/x-spindle-project"
  static let formatName = "spindle-project"
  static let currentVersion = 1

  public var content: Content

  public init(_ content: Content) {
    self.content = content
  }
}

// MARK: - Text

extension ProjectFile {
  /// What every version of the file has; looked at before the rest.
  private struct Head: Codable {
    var format: String
    var version: Int
  }

  private struct Document: Codable {
    var format: String
    var version: Int
    var kind: String
    var data: StoredData?
    var audio: StoredAudio?
  }

  /// Understands the bytes of a file.
  ///
  /// - Parameter path: where the file lies, for what is told relative to it.
  /// - Throws: ``ProjectFileError/notAProject(path:)``, ``ProjectFileError/newer(path:version:)``,
  ///   ``ProjectFileError/damaged(path:detail:)``
  init(bytes: [UInt8], at path: FilePath) throws(ProjectFileError) {
    let (decoder, data) = (JSONDecoder(), Data(bytes))
    guard let head = try? decoder.decode(Head.self, from: data), head.format == Self.formatName
    else { throw .notAProject(path: path.string) }
    guard head.version <= Self.currentVersion else {
      throw .newer(path: path.string, version: head.version)
    }
    do {
      let document = try decoder.decode(Document.self, from: data)
      switch document.kind {
      case "data":
        guard let stored = document.data else { throw Fault(text: "no data") }
        content = .data(try stored.content(in: path.removingLastComponent()))
      case "audio":
        guard let stored = document.audio else { throw Fault(text: "no audio") }
        content = .audio(try stored.content(in: path.removingLastComponent()))
      default: throw Fault(text: "kind \(document.kind)")
      }
    } catch let fault as Fault {
      throw .damaged(path: path.string, detail: fault.text)
    } catch {
      throw .damaged(path: path.string, detail: "\(error)")
    }
  }

  /// The bytes of the file that will lie at `path`.
  func bytes(for path: FilePath) throws -> [UInt8] {
    let folder = path.removingLastComponent()
    var document = Document(
      format: Self.formatName, version: Self.currentVersion, kind: content.kind)
    switch content {
    case .data(let content): document.data = StoredData(content, in: folder)
    case .audio(let content): document.audio = StoredAudio(content, in: folder)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
  }

  /// What is wrong with a file that is JSON, for the log.
  struct Fault: Error {
    var text: String
  }
}

/// Why a project cannot be opened or saved.
public enum ProjectFileError: Error, Hashable, Sendable {
  case unreadable(path: String, errorNumber: Int32)
  /// It is something else than a project.
  case notAProject(path: String)
  /// A newer Spindle made it.
  case newer(path: String, version: Int)
  case damaged(path: String, detail: String)
  /// The file that was there before is as it was.
  case notWritable(path: String, errorNumber: Int32)
}
