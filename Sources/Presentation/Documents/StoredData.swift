internal import DiscImage
internal import FoundationEssentials
internal import SystemPackage

/// A data disc in a project file.
struct StoredData: Codable {
  var discName: String?
  var entries: [StoredEntry]

  init(_ content: ProjectFile.DataContent, in folder: FilePath) {
    discName = content.discName.isEmpty ? nil : content.discName
    let all = content.listing.entries
    entries = all.map { entry in
      StoredEntry(entry, above: entry.folder.flatMap { all[$0].source }, in: folder)
    }
  }

  /// The content, with every place as it is today.
  func content(in folder: FilePath) throws(ProjectFile.Fault) -> ProjectFile.DataContent {
    var all: [SourceListing.Entry] = []
    all.reserveCapacity(entries.count)
    for (place, entry) in entries.enumerated() {
      if let above = entry.in {
        guard (0..<place).contains(above), all[above].kind == .folder else {
          throw ProjectFile.Fault(text: "entry \(place) lies in \(above)")
        }
      }
      all.append(try entry.entry(above: entry.in.flatMap { all[$0].source }, in: folder))
    }
    return .init(discName: discName ?? "", listing: SourceListing(all))
  }
}

/// A file, folder or link in a project file.
///
///     name     on the disc
///     kind     "folder", "link", or "newFolder" for a folder that is only on the disc; missing
///              for a file
///     in       the place in the list of the folder it lies in, from 0; missing for the disc's root
///     source   where it lies on the computer, see ``StoredPlace``; missing where that is the
///              folder's own source and the name
struct StoredEntry: Codable {
  private enum Kind: String, Codable {
    case folder, link, newFolder
  }

  private var name: String
  private var kind: Kind?
  fileprivate var `in`: Int?
  private var source: StoredPlace?

  fileprivate init(_ entry: SourceListing.Entry, above: FilePath?, in folder: FilePath) {
    name = entry.name
    `in` = entry.folder
    switch entry.kind {
    case .file: kind = nil
    case .symbolicLink: kind = .link
    case .folder: kind = entry.source == nil ? .newFolder : .folder
    }
    if entry.source != above.flatMap({ Self.join($0, entry.name) }) {
      source = entry.source.map { StoredPlace($0, in: folder) }
    }
  }

  fileprivate func entry(
    above: FilePath?, in folder: FilePath
  ) throws(ProjectFile.Fault) -> SourceListing.Entry {
    guard !name.isEmpty, name != ".", name != "..", name.utf8.count <= 255,
      !name.utf8.contains(0), !name.utf8.contains(UInt8(ascii: "/"))
    else { throw ProjectFile.Fault(text: "name \(name)") }
    if kind == .newFolder { return .init(name: name, kind: .folder, source: nil, folder: `in`) }
    let path = try source?.path(in: folder) ?? above.flatMap { Self.join($0, name) }
    guard let path else { throw ProjectFile.Fault(text: "\(name) comes from nowhere") }
    let kind: StagingTree.Kind =
      switch kind {
      case .folder: .folder
      case .link: .symbolicLink
      case .newFolder, nil: .file
      }
    return .init(name: name, kind: kind, source: path, folder: `in`)
  }

  private static func join(_ folder: FilePath, _ name: String) -> FilePath? {
    FilePath.Component(name).map { folder.appending($0) }
  }
}
