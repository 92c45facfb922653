import Foundation
import Synchronization
import TestSupport
import Testing

/// The tree of 2,000 files, burned with `spindlectl` onto each kind of medium, once for all tests.
struct BurnedTree: Sendable {
  static let kinds = ["cd-r", "dvd+r", "bd-r"]

  let bench: Bench
  let kind: String
  let source: FileManifest
  /// Paths in the tree, and what they are called in the other trees.
  let names: [ImageTree: [FileManifest.Path: String]]

  /// The medium's own file, which is an image as it is.
  var sectors: URL { bench.sectors(kind) }

  private static let tree = Result {
    let folder = try TemporaryFolder()
    return (folder, try TreeGenerator.build(in: folder.url))
  }

  private static let burned = Mutex<[String: Result<BurnedTree, any Error>]>([:])

  // The values outlive all tests, so that their folders would, too.
  private static let removal: Void = {
    atexit {
      try? BurnedTree.tree.get().0.remove()
      for disc in BurnedTree.burned.withLock({ $0.values }) {
        try? disc.get().bench.folder.remove()
      }
    }
  }()

  /// The disc of a kind.
  static func shared(_ kind: String) throws -> Self {
    removal
    return try burned.withLock { discs in
      let disc = discs[kind] ?? Result { try Self(kind) }
      discs[kind] = disc
      return disc
    }.get()
  }

  /// The folder that was burned.
  static var folder: URL {
    get throws { try tree.get().0.url }
  }

  private init(_ kind: String) throws {
    self.kind = kind
    bench = try Bench(medium: kind)
    source = try Self.tree.get().1
    let result = try bench.succeed(
      ["burn", bench.drive, Self.folder.path + "/", "--volume", "Tree", "--json"],
      limit: .seconds(120))
    let events = try result.events()
    #expect(events.last?["proof"] == "everyBlock")
    names = [
      .joliet: Self.names(in: events, fileSystem: "joliet"),
      .plain: Self.names(in: events, fileSystem: "iso"),
    ]
  }

  private static func names(
    in events: [ToolEvent], fileSystem: String
  ) -> [FileManifest.Path: String] {
    var names: [FileManifest.Path: String] = [:]
    for event in events where event.name == "issue" && event["fileSystems"] == [fileSystem] {
      if let path: String = event["path"], let name: String = event["newName"] {
        names[FileManifest.Path(String(path.dropFirst()))] = name
      }
    }
    return names
  }

  /// What a reader of one of the trees must find.
  func manifest(in tree: ImageTree) -> FileManifest {
    if tree == .rockRidge { return source }
    var manifest = FileManifest()
    for (path, entry) in source.entries {
      var entry = entry
      entry.permissions = nil
      if entry.kind == .symbolicLink {
        // Joliet leaves links out; the plain tree has an empty file in their place.
        if tree == .joliet { continue }
        let time = entry.modificationTime
        entry = FileManifest.Entry(.file)
        entry.byteCount = 0
        entry.modificationTime = time
      }
      manifest.entries[renamed(path, in: tree)] = entry
    }
    return manifest
  }

  private func renamed(_ path: FileManifest.Path, in tree: ImageTree) -> FileManifest.Path {
    let slash = UInt8(ascii: "/")
    let parts = path.bytes.split(separator: slash)
    let shown = parts.indices.map { index in
      let original = FileManifest.Path(bytes: Array(parts[...index].joined(separator: [slash])))
      let name = names[tree]?[original] ?? String(decoding: parts[index], as: UTF8.self)
      // That small letters become capitals is not worth an issue.
      return tree == .plain ? name.uppercased() : name
    }
    return FileManifest.Path(shown.joined(separator: "/"))
  }
}
