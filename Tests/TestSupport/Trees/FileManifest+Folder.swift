public import Foundation

extension FileManifest {
  private static let find = ForeignProgram("find", package: "Debian package findutils")

  /// Lists a folder of this computer, by `find` and `sha256sum` and so without any of our code.
  public init(folder: URL) throws {
    let listing = try Self.find.run(
      [".", "-mindepth", "1", "-printf", #"%P\0%y\0%s\0%m\0%T@\0%l\0%i\0"#], in: folder)
    let words = listing.standardOutput.split(separator: 0, omittingEmptySubsequences: false)
      .map { Array($0) }
    entries = [:]
    for first in stride(from: 0, to: words.count - 6, by: 7) {
      let texts = words[first..<first + 7].map { String(decoding: $0, as: UTF8.self) }
      entries[Path(bytes: words[first])] = Self.entry(texts)
    }
    let sums = try Self.find.run(
      [".", "-type", "f", "-exec", "sha256sum", "--zero", "{}", "+"], in: folder)
    for line in sums.standardOutput.split(separator: 0) {
      // 64 digits, two blanks, "./"
      entries[Path(bytes: line.dropFirst(68))]?.digest = String(
        decoding: line.prefix(64), as: UTF8.self)
    }
  }

  private static func entry(_ words: [String]) -> Entry {
    var entry = Entry(words[1] == "d" ? .folder : words[1] == "l" ? .symbolicLink : .file)
    if entry.kind == .file { entry.byteCount = UInt64(words[2]) }
    if entry.kind == .symbolicLink { entry.linkTarget = words[5] }
    entry.permissions = UInt16(words[3], radix: 8)
    entry.modificationTime = Int64(words[4].prefix { $0 != "." })
    entry.serial = UInt64(words[6])
    return entry
  }
}
