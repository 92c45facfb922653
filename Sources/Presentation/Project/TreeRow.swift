public import DiscImage

/// What a row of the file list shows.
public struct TreeRow: Hashable, Sendable {
  public let node: StagingTree.Node
  public let name: String
  /// The size of a file, or of all files in a folder; empty for a link.
  public let sizeText: String
  /// "Folder", "Picture", "Link to ../a.txt".
  public let kindText: String
  /// The name of a symbolic icon.
  public let iconName: String
  public let isFolder: Bool
  /// Something was said about this file, see ``DataProject/issues``.
  public let hasIssue: Bool
}

extension DataProject {
  /// The row of a node.
  public func row(for node: StagingTree.Node) -> TreeRow {
    let name = tree.name(of: node)
    let kind = FileKind(tree.kind(of: node), name: name)
    let target = tree.linkTarget(of: node)
    return TreeRow(
      node: node, name: name,
      sizeText: target == nil ? Format.size(tree.byteCount(of: node)) : "",
      kindText: target.map { tr("Link to %s", $0) } ?? kind.text, iconName: kind.iconName,
      isFolder: kind == .folder, hasIssue: findings.concern(node))
  }

  /// How many rows a folder has.
  public func rowCount(in folder: StagingTree.Node) -> Int {
    tree.childCount(of: folder)
  }

  /// The node of a folder's row, without making a list of them all.
  public func node(at position: Int, in folder: StagingTree.Node) -> StagingTree.Node {
    tree.child(of: folder, at: position)
  }
}

/// What a file is to the user, told by the ending of its name.
enum FileKind: Hashable, Sendable, CaseIterable {
  case folder, link, picture, audio, video, document, archive, other

  init(_ kind: StagingTree.Kind, name: String) {
    switch kind {
    case .folder: self = .folder
    case .symbolicLink: self = .link
    case .file:
      let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
      let ending = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
      self = Self.byEnding[ending] ?? .other
    }
  }

  var text: String {
    switch self {
    case .folder: tr("Folder")
    case .link: tr("Link")
    case .picture: tr("Picture")
    case .audio: tr("Audio")
    case .video: tr("Video")
    case .document: tr("Document")
    case .archive: tr("Archive")
    case .other: tr("File")
    }
  }

  var iconName: String {
    switch self {
    case .folder: "folder-symbolic"
    case .link: "emblem-symbolic-link"
    case .picture: "image-x-generic-symbolic"
    case .audio: "audio-x-generic-symbolic"
    case .video: "video-x-generic-symbolic"
    case .document: "x-office-document-symbolic"
    case .archive: "package-x-generic-symbolic"
    case .other: "text-x-generic-symbolic"
    }
  }

  private static let byEnding: [String: FileKind] = {
    let endings: [(FileKind, String)] = [
      (.picture, "jpg jpeg png gif webp tif tiff bmp svg heic avif raw cr2 cr3 nef arw dng xcf"),
      (.audio, "mp3 flac ogg oga opus wav m4a aac wma aif aiff mid"),
      (.video, "mp4 mkv webm avi mov mpg mpeg m4v ts m2ts vob wmv flv"),
      (.document, "pdf odt ods odp doc docx xls xlsx ppt pptx rtf epub"),
      (.archive, "zip tar gz tgz bz2 xz zst 7z rar deb rpm iso img"),
    ]
    var kinds: [String: FileKind] = [:]
    for (kind, list) in endings {
      for ending in list.split(separator: " ") { kinds[String(ending)] = kind }
    }
    return kinds
  }()
}
