public import DiscImage

/// What an opened project lists and what was not there. It stays in the project, for the day on
/// which the disk it lies on is there again.
struct MissingSources: Sendable {
  /// Entries of a listing of their own; one without a folder there lies in ``parents``.
  var entries: [SourceListing.Entry] = []
  /// The folder on the disc of each entry that has none in ``entries``.
  var parents: [Int: StagingTree.Node] = [:]

  init() {}

  init(of listing: SourceListing, missing: [Int], in tree: StagingTree) {
    var places: [Int: Int] = [:]
    for place in missing {
      var entry = listing.entries[place]
      if let folder = entry.folder, let missingFolder = places[folder] {
        entry.folder = missingFolder
      } else {
        let path = entry.folder.map { Self.path(of: $0, in: listing) } ?? "/"
        parents[entries.count] = tree.node(at: path) ?? tree.root
        entry.folder = nil
      }
      places[place] = entries.count
      entries.append(entry)
    }
  }

  private static func path(of place: Int, in listing: SourceListing) -> String {
    var names: [String] = []
    var current: Int? = place
    while let entry = current.map({ listing.entries[$0] }) {
      names.append(entry.name)
      current = entry.folder
    }
    return "/" + names.reversed().joined(separator: "/")
  }

  /// Adds to a listing of the tree what is missing in folders that are still on the disc.
  func add(to listing: inout SourceListing, of tree: StagingTree) {
    guard !entries.isEmpty else { return }
    var folders: [String: Int] = [:]
    for (place, entry) in listing.entries.enumerated() where entry.kind == .folder {
      folders[Self.path(of: place, in: listing)] = place
    }
    var places: [Int: Int] = [:]
    for (number, entry) in entries.enumerated() {
      var entry = entry
      if let parent = parents[number] {
        let path = tree.path(of: parent)
        guard parent == tree.root || tree.node(at: path) == parent else { continue }
        entry.folder = folders[path]
      } else {
        guard let folder = entry.folder.flatMap({ places[$0] }) else { continue }
        entry.folder = folder
      }
      places[number] = listing.entries.count
      listing.entries.append(entry)
    }
  }
}

extension DataProject {
  /// A project as it was opened: nothing to undo, and what is missing among ``issues``.
  public init(_ content: ProjectFile.DataContent, found: ListingScan) {
    self.init()
    volumeName = VolumeName(content.discName)
    open(found)
    missing = MissingSources(of: content.listing, missing: found.missing, in: tree)
  }

  /// What a list that showed nothing has to take over after the project was opened.
  public var openingChanges: [TreeChange] {
    let count = tree.childCount(of: tree.root)
    return [.list(of: tree.root, [ListSplice(position: 0, removed: 0, inserted: count)])]
  }

  /// What is saved of the project.
  public var content: ProjectFile.DataContent {
    var listing = tree.listing
    missing.add(to: &listing, of: tree)
    return .init(discName: volumeName.text, listing: listing)
  }
}
