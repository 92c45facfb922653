internal import Glibc
internal import SystemPackage

/// Files and folders in which the kernel tells about itself: short, and gone at any moment.
enum SmallFile {
  /// The whole file; nil if it cannot be read.
  static func bytes(at path: FilePath) -> [UInt8]? {
    guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else {
      return nil
    }
    defer { try? file.close() }
    var bytes: [UInt8] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 1)
    defer { piece.deallocate() }
    while let count = try? file.read(into: piece), count > 0 {
      bytes += piece[..<count]
    }
    return bytes
  }

  /// The file's text without the line's end.
  static func line(at path: FilePath) -> String? {
    guard let bytes = bytes(at: path) else { return nil }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// The names in a folder, sorted; empty if it cannot be read.
  static func names(in folder: FilePath) -> [String] {
    guard let stream = folder.withPlatformString({ opendir($0) }) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Where a symbolic link leads; nil if it is none.
  static func target(of link: FilePath) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4097) { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let length = link.withPlatformString { readlink($0, base, 4096) }
      guard length >= 0 else { return nil }
      base[length] = 0
      return String(cString: base)
    }
  }
}
