public import Foundation

/// Builds a tree of files that is hard on file systems, the same for the same seed.
///
/// Unicode in both normal forms and beyond the first plane, names of 200 and 255 bytes, names that
/// other systems forbid or take for the same, depth 12, links of every sort, empty files and
/// folders, sizes around the block, odd permissions and times.
public struct TreeGenerator {
  /// How many files and links the tree has; folders come on top.
  public let fileCount: Int
  var random: SeededGenerator
  private let root: URL
  private var made = 0
  private var folders: [String] = []

  /// Builds the tree of `seed` in `folder`, which must be empty, and lists it.
  @discardableResult
  public static func build(
    in folder: URL, seed: UInt64 = 1, fileCount: Int = 2000
  ) throws -> FileManifest {
    var generator = Self(in: folder, seed: seed, fileCount: fileCount)
    try generator.addSpecialNames()
    try generator.addDepth()
    try generator.addLinks()
    try generator.addContents()
    try generator.addAttributes()
    try generator.fillUp()
    try generator.setFolderAttributes()
    return try FileManifest(folder: folder)
  }

  private init(in folder: URL, seed: UInt64, fileCount: Int) {
    root = folder
    random = SeededGenerator(seed: seed)
    self.fileCount = fileCount
  }

  private mutating func addSpecialNames() throws {
    for name in SpecialNames.unicode { try addFile("unicode/\(name)") }
    for name in SpecialNames.forbiddenElsewhere { try addFile("odd names/\(name)") }
    for name in SpecialNames.alike { try addFile("alike/\(name)") }
    for name in SpecialNames.long { try addFile("long names/\(name)") }
    for name in SpecialNames.long.prefix(3) { try addFile("\(name)/inside.txt") }
  }

  private mutating func addDepth() throws {
    var path = "deep"
    for level in 2...12 {
      path += "/level \(level)"
      try addFile("\(path)/file at \(level).txt")
      if level > 8 { try addLink("\(path)/up", to: "../file at \(level - 1).txt") }
    }
  }

  private mutating func addLinks() throws {
    try addFile("links/target.txt")
    for (name, target) in SpecialNames.links { try addLink("links/\(name)", to: target) }
    for number in 1...20 {
      try addFile("hard links/first \(number)", byteCount: number * 300)
      try addHardLink("hard links/second \(number)", to: "hard links/first \(number)")
      if number % 5 == 0 {
        try addHardLink("elsewhere/third \(number)", to: "hard links/first \(number)")
      }
    }
  }

  private mutating func addContents() throws {
    for number in 1...100 { try addFile("empty files/\(number)", byteCount: 0) }
    for name in ["empty folder", "empty folders/a", "empty folders/b/c", "empty folders/d"] {
      try addFolder(name)
    }
    for byteCount in [1, 2047, 2048, 2049, 4095, 4096, 4097, 65_535, 65_536, 65_537, 1_000_000] {
      try addFile("sizes/\(byteCount) bytes", byteCount: byteCount)
    }
  }

  private mutating func addAttributes() throws {
    for mode in [0o400, 0o444, 0o600, 0o640, 0o666, 0o755, 0o777, 0o4755, 0o2755, 0o1644, 0o7777] {
      let path = "modes/\(String(mode, radix: 8))"
      try addFile(path)
      chmod(file(path), mode_t(mode))
    }
    for seconds in [
      1, 86_399, 951_782_400, 946_684_799, 2_147_483_647, 2_147_483_648, 4_102_444_800,
    ] {
      let path = "times/\(seconds)"
      try addFile(path)
      setTime(of: path, seconds)
    }
  }

  private mutating func fillUp() throws {
    while made < fileCount {
      let byteCount = Int.random(in: 0...9000, using: &random)
      try addFile("many \(made % 5)/file-\(made).data", byteCount: byteCount)
    }
  }

  /// Comes last, as whatever is put in a folder changes its time.
  private mutating func setFolderAttributes() throws {
    let modes: [mode_t] = [0o755, 0o755, 0o755, 0o700, 0o555, 0o1777, 0o2755, 0o750]
    for path in folders.reversed() {
      chmod(file(path), modes.randomElement(using: &random) ?? 0o755)
      setTime(of: path, Int.random(in: 315_532_800...2_000_000_000, using: &random))
    }
  }
}

// MARK: Making files

extension TreeGenerator {
  private mutating func addFile(_ path: String, byteCount: Int? = nil) throws {
    try addFolder(above: path)
    let byteCount = byteCount ?? Int.random(in: 1...3000, using: &random)
    let descriptor = open(file(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: random.bytes(byteCount))
    try handle.close()
    finish(path)
  }

  private mutating func addLink(_ path: String, to target: String) throws {
    try addFolder(above: path)
    guard symlink(target, file(path)) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    finish(path)
  }

  private mutating func addHardLink(_ path: String, to first: String) throws {
    try addFolder(above: path)
    guard link(file(first), file(path)) == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
    finish(path)
  }

  private mutating func addFolder(above path: String) throws {
    guard let slash = path.lastIndex(of: "/") else { return }
    try addFolder(String(path[..<slash]))
  }

  private mutating func addFolder(_ path: String) throws {
    guard !folders.contains(path) else { return }
    try addFolder(above: path)
    guard mkdir(file(path), 0o755) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    folders.append(path)
  }

  private mutating func finish(_ path: String) {
    made += 1
    setTime(of: path, Int.random(in: 315_532_800...2_000_000_000, using: &random))
  }

  private mutating func setTime(of path: String, _ seconds: Int) {
    let nanoseconds = Int.random(in: 0..<1_000_000_000, using: &random)
    let time = timespec(tv_sec: seconds, tv_nsec: nanoseconds)
    utimensat(AT_FDCWD, file(path), [time, time], AT_SYMLINK_NOFOLLOW)
  }

  /// Paths are joined as text, for URLs would bring names into one normal form.
  private func file(_ path: String) -> String {
    root.path + "/" + path
  }
}
