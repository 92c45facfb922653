public import Foundation
public import Testing

/// The trees of an ISO 9660 image.
public enum ImageTree: String, Hashable, Sendable, CaseIterable {
  case rockRidge, joliet, plain
}

/// A program nobody here wrote that lists what an image holds.
public protocol ImageOracle: Sendable, CustomTestStringConvertible {
  /// What the program finds in the image's tree.
  func manifest(of image: URL) throws -> FileManifest

  /// What it shows of a tree that holds `expected`, by limits that are its own and not the image's.
  func shown(_ expected: FileManifest) -> FileManifest
}

extension ImageOracle {
  /// Everything as it is.
  public func shown(_ expected: FileManifest) -> FileManifest { expected }
}

/// `osirrox`, which takes the files out as Rock Ridge has them.
public struct XorrisoOracle: ImageOracle {
  private static let program = ForeignProgram("osirrox", package: "Debian package xorriso")

  /// An oracle of the Rock Ridge tree.
  public init() {}

  /// The program's name.
  public var testDescription: String { "xorriso" }

  /// What the program finds.
  public func manifest(of image: URL) throws -> FileManifest {
    let folder = try TemporaryFolder()
    let target = folder.url.appending(path: "out")
    try Self.program.run([
      "-report_about", "WARNING", "-hardlinks", "on", "-osirrox", "on:auto_chmod_on",
      "-indev", image.path, "-extract", "/", target.path,
    ])
    var manifest = try FileManifest(folder: target)
    // It leaves the links that it makes with the time at which it makes them.
    for (path, entry) in manifest.entries where entry.kind == .symbolicLink {
      manifest.entries[path]?.modificationTime = nil
    }
    return manifest
  }
}

/// `bsdtar` of libarchive, which can be told what of an image to look at.
public struct BsdtarOracle: ImageOracle {
  /// The program itself, for tests that stream single files.
  public static let program = ForeignProgram("bsdtar", package: "Debian package libarchive-tools")
  private let tree: ImageTree

  /// An oracle of one of the trees.
  public init(_ tree: ImageTree) {
    self.tree = tree
  }

  /// The program's name, and the tree.
  public var testDescription: String { "bsdtar, \(tree)" }

  /// What the program finds.
  public func manifest(of image: URL) throws -> FileManifest {
    let folder = try TemporaryFolder()
    try Self.program.run(["-xpf", image.path, "-C", folder.url.path] + options)
    var manifest = try FileManifest(folder: folder.url)
    if tree != .rockRidge {
      // These trees have no permissions; what is found was made up.
      manifest.entries = manifest.entries.mapValues { $0.withoutPermissions }
    }
    return manifest
  }

  private var options: [String] {
    switch tree {
    case .rockRidge: []
    case .joliet: ["--options", "iso9660:!rockridge"]
    case .plain: ["--options", "iso9660:!rockridge,iso9660:!joliet"]
    }
  }
}

/// `7z`, which reads Joliet where it can.
public struct SevenZipOracle: ImageOracle {
  /// The program itself, for tests that stream single files.
  public static let program = ForeignProgram("7z", package: "Debian package p7zip-full or 7zip")

  /// An oracle of the Joliet tree.
  public init() {}

  /// It takes a dot at the end of a name for an empty extension, and calls nothing `..`.
  public func shown(_ expected: FileManifest) -> FileManifest {
    var shown = FileManifest()
    for (path, entry) in expected.entries {
      var bytes = path.bytes
      if bytes.last == UInt8(ascii: ".") {
        bytes.removeLast()
        if bytes.suffix(3) == Array("/..".utf8) {
          bytes[(bytes.count - 2)...] = [UInt8(ascii: "_")]
        }
      }
      shown.entries[.init(bytes: bytes)] = entry
    }
    return shown
  }

  /// The program's name.
  public var testDescription: String { "7z, Joliet" }

  /// What the program finds.
  public func manifest(of image: URL) throws -> FileManifest {
    let folder = try TemporaryFolder()
    try Self.program.run(["x", "-y", "-bd", "-o\(folder.url.path)", image.path])
    var manifest = try FileManifest(folder: folder.url)
    manifest.entries = manifest.entries.mapValues { $0.withoutPermissions }
    return manifest
  }
}

extension FileManifest.Entry {
  /// The entry of a reader that has to make permissions up.
  public var withoutPermissions: Self {
    var entry = self
    entry.permissions = nil
    return entry
  }
}
