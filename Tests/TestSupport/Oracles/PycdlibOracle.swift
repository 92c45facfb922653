public import Foundation
import Testing

/// `pycdlib`, a library in Python that reads each of the trees by itself.
public struct PycdlibOracle: ImageOracle {
  private static let python = ForeignProgram("python3", package: "Debian package python3")
  private static let script = URL(filePath: #filePath)
    .appending(path: "../../Scripts/list-image.py").standardized
  /// How the script ends where the library is missing.
  private static let missingStatus: Int32 = 3
  private let tree: ImageTree

  /// An oracle of one of the trees.
  public init(_ tree: ImageTree) {
    self.tree = tree
  }

  /// The library's name, and the tree.
  public var testDescription: String { "pycdlib, \(tree)" }

  /// What the program finds.
  public func manifest(of image: URL) throws -> FileManifest {
    let output = try Self.run(["list", tree.rawValue, image.path])
    let decoder = JSONDecoder()
    var manifest = FileManifest()
    for line in output.standardOutput.split(separator: 0x0A) {
      let record = try decoder.decode(Record.self, from: Data(line))
      manifest.entries[.init(record.path)] = record.entry
    }
    return manifest
  }

  /// Writes the contents of one file of the image to `output`.
  public func extract(_ path: String, of image: URL, to output: URL) throws {
    try Self.run(["extract", tree.rawValue, image.path, path], output: output)
  }

  @discardableResult
  private static func run(
    _ arguments: [String], output: URL? = nil
  ) throws -> ForeignProgram.Output {
    let result = try python.run(
      [script.path] + arguments, output: output, accepts: { [0, missingStatus].contains($0) })
    guard result.status != missingStatus else {
      throw ForeignProgram.Failure.missing(program: "pycdlib", package: "PyPI package pycdlib")
    }
    return result
  }

  /// A line of the script's output.
  private struct Record: Decodable {
    var path: String
    var kind: String
    var size: UInt64?
    var sha256: String?
    var mode: UInt16?
    var time: Int64?
    var target: String?

    var entry: FileManifest.Entry {
      var entry = FileManifest.Entry(
        kind == "folder" ? .folder : kind == "link" ? .symbolicLink : .file)
      entry.byteCount = size
      entry.digest = sha256
      entry.permissions = mode
      entry.modificationTime = time
      // Of a link to "/" it shows nothing.
      entry.linkTarget = target == "" ? nil : target
      return entry
    }
  }
}
