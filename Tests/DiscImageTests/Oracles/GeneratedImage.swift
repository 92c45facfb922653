import DiscImage
import DiscModel
import Foundation
import SystemPackage
import TestSupport

/// The tree of 2,000 files as our image, made once for all tests of a run.
struct GeneratedImage: Sendable {
  let source: GeneratedTree
  let tree: StagingTree
  let layout: ImageLayout
  let url: URL

  private static let task = Task {
    let source = try GeneratedTree.shared()
    let url = source.folder.url.appending(path: "image.iso")
    let (tree, layout) = try await Self.write(contentsOf: source.url, to: url)
    return Self(source: source, tree: tree, layout: layout, url: url)
  }

  static func shared() async throws -> Self {
    try await task.value
  }

  /// Makes an image of what is in a folder.
  @discardableResult
  static func write(
    contentsOf folder: URL, to url: URL, fileSystems: FileSystemSet = .standard
  ) async throws -> (StagingTree, ImageLayout) {
    let (tree, layout) = try await layoutAndTree(ofContentsOf: folder, fileSystems)
    _ = try ImageFile.write(layout, to: .file(FilePath(url.path)))
    return (tree, layout)
  }

  static func layout(ofContentsOf folder: URL) async throws -> ImageLayout {
    try await layoutAndTree(ofContentsOf: folder, .standard).1
  }

  private static func layoutAndTree(
    ofContentsOf folder: URL, _ fileSystems: FileSystemSet
  ) async throws -> (StagingTree, ImageLayout) {
    let scan = try await SourceScanner().scan([
      ScanSource(path: FilePath(folder.path), placement: .contents)
    ])
    var tree = StagingTree()
    _ = tree.graft(scan, onto: tree.root)
    let options = ImageOptions(volumeName: "Oracles", fileSystems: fileSystems)
    return (tree, try ImagePlanner(options).plan(tree))
  }

  /// What a reader of one of the trees must find, its names changed as the layout's issues say.
  func manifest(in image: ImageTree) -> FileManifest {
    if image == .rockRidge { return source.manifest }
    let fileSystem: FileSystemSet = image == .joliet ? .joliet : .iso9660
    var names: [FileManifest.Path: String] = [:]
    for issue in layout.issues {
      if case .renamed(in: fileSystem, let name) = issue.kind { names[.init(issue.path)] = name }
    }
    var manifest = FileManifest()
    for (path, entry) in source.manifest.entries {
      var entry = entry.withoutPermissions
      if entry.kind == .symbolicLink {
        // Joliet leaves links out; the plain tree has an empty file in their place.
        if image == .joliet { continue }
        let time = entry.modificationTime
        entry = FileManifest.Entry(.file)
        entry.byteCount = 0
        entry.modificationTime = time
      }
      manifest.entries[renamed(path, names, image)] = entry
    }
    return manifest
  }

  private func renamed(
    _ path: FileManifest.Path, _ names: [FileManifest.Path: String], _ image: ImageTree
  ) -> FileManifest.Path {
    let parts = path.bytes.split(separator: UInt8(ascii: "/"))
    let shown = parts.indices.map { index in
      let original = parts[...index].joined(separator: [UInt8(ascii: "/")])
      let name = names[.init(bytes: original)] ?? String(decoding: parts[index], as: UTF8.self)
      // That small letters become capitals is not worth an issue.
      return image == .plain ? name.uppercased() : name
    }
    return FileManifest.Path(shown.joined(separator: "/"))
  }
}
