internal import FoundationEssentials
internal import Glibc
internal import SystemPackage

/// A value that is kept in a JSON file with a format's name and a version.
protocol Description: Codable {
  static var formatName: String { get }
  static var currentVersion: Int { get }
  var format: String { get }
  var version: Int { get }
  /// What no drive can work with, where somebody else changed the file; nil if all is well.
  var fault: String? { get }
}

extension MediumRecord: Description {}

/// The fields every description has, read before the others are looked at.
private struct DescriptionHead: Codable {
  var format: String
  var version: Int
}

extension Description {
  /// Reads the description at `path`.
  ///
  /// - Throws: ``VirtualDriveError/damagedDescription(path:detail:)``,
  ///   ``VirtualDriveError/newerVersion(path:version:)``, or
  ///   ``VirtualDriveError/system(path:errorNumber:)``, also if there is none.
  static func read(_ path: FilePath) throws(VirtualDriveError) -> Self {
    let data = Data(try WholeFile.read(path))
    do {
      let head = try JSONDecoder().decode(DescriptionHead.self, from: data)
      guard head.format == formatName else {
        throw VirtualDriveError.damagedDescription(path: path.string, detail: head.format)
      }
      guard head.version > 0 else {
        throw VirtualDriveError.damagedDescription(path: path.string, detail: "version")
      }
      guard head.version <= currentVersion else {
        throw VirtualDriveError.newerVersion(path: path.string, version: head.version)
      }
      let description = try JSONDecoder().decode(Self.self, from: data)
      if let fault = description.fault {
        throw VirtualDriveError.damagedDescription(path: path.string, detail: fault)
      }
      return description
    } catch let error as VirtualDriveError {
      throw error
    } catch {
      throw .damagedDescription(path: path.string, detail: "\(error)")
    }
  }

  /// Replaces the file at `path`: after a crash there is the old or the new one, whole.
  ///
  /// - Parameter isLasting: whether the new one must be there after a loss of power.
  func write(_ path: FilePath, isLasting: Bool = false) throws(VirtualDriveError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data: Data
    do {
      data = try encoder.encode(self)
    } catch {
      throw .damagedDescription(path: path.string, detail: "\(error)")
    }
    try WholeFile.replace(path, with: Array(data) + [0x0A])
    if isLasting {
      try OpenFile(path.removingLastComponent(), .readOnly, options: .directory).synchronize()
    }
  }
}

/// Reading and replacing small files.
enum WholeFile {
  /// No description is nearly as long.
  private static let byteCountLimit: Int64 = 16 << 20

  static func read(_ path: FilePath) throws(VirtualDriveError) -> [UInt8] {
    let file = try OpenFile(path, .readOnly)
    guard file.byteCount <= byteCountLimit else {
      throw .damagedDescription(path: path.string, detail: "\(file.byteCount) bytes")
    }
    var bytes = [UInt8](repeating: 0, count: Int(file.byteCount))
    var offset = 0
    while offset < bytes.count {
      let count = try file.check { number in
        bytes.withUnsafeMutableBytes { buffer in
          Glibc.read(number, buffer.baseAddress! + offset, buffer.count - offset)
        }
      }
      if count == 0 { break }
      offset += count
    }
    return Array(bytes[..<offset])
  }

  /// Writes a temporary file beside `path`, brings it to the disk, and gives it the name.
  static func replace(_ path: FilePath, with bytes: [UInt8]) throws(VirtualDriveError) {
    try TemporaryFile.make(for: path) { (file) throws(VirtualDriveError) in
      var offset = 0
      while offset < bytes.count {
        offset += try file.check { number in
          bytes.withUnsafeBytes { buffer in
            Glibc.write(number, buffer.baseAddress! + offset, buffer.count - offset)
          }
        }
      }
    }
  }
}
