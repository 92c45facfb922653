public import Foundation
import Testing

/// `isoinfo`, which lists each tree with the places of its files; their contents are read there.
///
/// It tells the day of a time and nine of the permission bits, and no sections' order but their own.
public struct IsoinfoOracle: ImageOracle {
  private static let program = ForeignProgram("isoinfo", package: "Debian package genisoimage")
  private let tree: ImageTree

  /// An oracle of one of the trees.
  public init(_ tree: ImageTree) {
    self.tree = tree
  }

  /// The program's name, and the tree.
  public var testDescription: String { "isoinfo, \(tree)" }

  /// What the program finds.
  public func manifest(of image: URL) throws -> FileManifest {
    let listing = try Self.program.run(options + ["-l", "-i", image.path])
    var reading = IsoinfoListing(
      tree: tree, blocks: try Data(contentsOf: image, options: .alwaysMapped))
    for line in listing.standardOutput.split(separator: 0x0A) {
      try reading.take(Array(line))
    }
    return withoutUnwritable(reading.finish())
  }

  /// It writes nine of the permission bits, and of Joliet names only what is in Latin 1.
  public func shown(_ expected: FileManifest) -> FileManifest {
    var shown = withoutUnwritable(expected)
    shown.entries = shown.entries.mapValues { entry in
      var entry = entry
      entry.permissions = entry.permissions.map { $0 & 0o777 }
      return entry
    }
    return shown
  }

  /// Leaves out what might be a Joliet name outside ASCII: the underscore stands for many.
  private func withoutUnwritable(_ manifest: FileManifest) -> FileManifest {
    guard tree == .joliet else { return manifest }
    return manifest.removing { path, _ in
      path.bytes.contains { $0 >= 0x80 || $0 == UInt8(ascii: "_") }
    }
  }

  /// What `isoinfo -x` writes of one file.
  public func contents(of path: String, in image: URL) throws -> Data {
    try Self.program.run(options + ["-x", path, "-i", image.path]).standardOutput
  }

  private var options: [String] {
    switch tree {
    case .rockRidge: ["-R"]
    case .joliet: ["-J"]
    case .plain: []
    }
  }
}

/// The lines of `isoinfo -l`, taken one by one.
///
///     Directory listing of /photos/
///     -rw-r--r--   1    0    0            6 Nov 22 2026 [     35 00]  a.jpg
struct IsoinfoListing {
  let tree: ImageTree
  let blocks: Data
  private var folder: [UInt8] = []
  private var manifest = FileManifest()
  /// The contents of the files so far, a file of several sections being listed several times.
  private var extents: [FileManifest.Path: [Range<Int>]] = [:]

  /// Where a line's name begins, after two blanks behind the bracket.
  private static let heading = Array("Directory listing of /".utf8)

  init(tree: ImageTree, blocks: Data) {
    self.tree = tree
    self.blocks = blocks
  }

  mutating func take(_ line: [UInt8]) throws {
    if line.starts(with: Self.heading) {
      folder = Array(line.dropFirst(Self.heading.count))
    } else if let bracket = line.firstIndex(of: UInt8(ascii: "]")) {
      let columns = String(decoding: line[...bracket], as: UTF8.self)
        .split { $0 == " " || $0 == "[" || $0 == "]" }
      try takeEntry(columns, name: Array(line[bracket...].dropFirst(3)))
    }
  }

  private mutating func takeEntry(_ columns: [Substring], name: [UInt8]) throws {
    guard columns.count == 10, name != Array(". ".utf8), name != Array(".. ".utf8),
      let byteCount = Int(columns[4]), let block = Int(columns[8])
    else { return }
    var entry = FileManifest.Entry(kind(columns[0]))
    var name = name
    if entry.kind == .symbolicLink, let arrow = name.firstRange(of: Array(" -> ".utf8)) {
      // Of a link to "/" nothing is shown.
      let target = String(decoding: name[arrow.upperBound...], as: UTF8.self)
      entry.linkTarget = target.isEmpty ? nil : target
      name = Array(name[..<arrow.lowerBound])
    } else {
      // A blank follows all names but those of links.
      name = Array(name.dropLast())
    }
    if tree == .rockRidge { entry.permissions = Self.permissions(columns[0]) }
    let path = FileManifest.Path(bytes: folder + shown(name, entry.kind))
    if entry.kind == .file {
      let start = block * 2048
      extents[path, default: []].append(start..<start + byteCount)
    }
    manifest.entries[path] = entry
  }

  /// The manifest, with the contents of all files looked at.
  func finish() -> FileManifest {
    var manifest = manifest
    for (path, ranges) in extents {
      manifest.entries[path]?.digest = ContentDigest.of(ranges.map { blocks[$0] })
      manifest.entries[path]?.byteCount = UInt64(ranges.reduce(0) { $0 + $1.count })
    }
    return manifest
  }

  private func kind(_ mode: Substring) -> FileManifest.Kind {
    mode.hasPrefix("d") ? .folder : mode.hasPrefix("l") ? .symbolicLink : .file
  }

  /// The nine bits that are shown, of "-rwxr-xr-x".
  private static func permissions(_ mode: Substring) -> UInt16 {
    mode.dropFirst().reduce(0) { $0 << 1 | ($1 == "-" ? 0 : 1) }
  }

  /// A name without the version and the dot that only the plain tree has.
  private func shown(_ name: [UInt8], _ kind: FileManifest.Kind) -> [UInt8] {
    guard tree != .rockRidge, kind == .file, name.suffix(2) == Array(";1".utf8) else { return name }
    let name = name.dropLast(2)
    return Array(tree == .plain && name.last == UInt8(ascii: ".") ? name.dropLast() : name)
  }
}
