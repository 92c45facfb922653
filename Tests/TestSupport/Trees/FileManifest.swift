/// What a tree of files holds, as far as one reader of it can tell, for comparing with another's.
public struct FileManifest: Sendable {
  /// What an entry is.
  public enum Kind: Hashable, Sendable {
    case folder, file, symbolicLink
  }

  /// What of an entry can be compared.
  public enum Field: Hashable, Sendable, CaseIterable {
    case kind, byteCount, digest, permissions, modificationTime, linkTarget
  }

  /// A path from the tree's root, by its bytes: what Unicode holds equivalent differs here.
  public struct Path: Hashable, Sendable, CustomStringConvertible {
    /// The bytes, without a slash at the front.
    public var bytes: [UInt8]

    /// The path of these bytes.
    public init(bytes: some Sequence<UInt8>) {
      self.bytes = Array(bytes)
    }

    /// The path `text`; slashes at the front are left away.
    public init(_ text: String) {
      self.init(bytes: text.utf8.drop { $0 == UInt8(ascii: "/") })
    }

    /// The path as text.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// One file, folder or link.
  ///
  /// What a reader cannot tell is nil and not compared.
  public struct Entry: Hashable, Sendable {
    /// What it is.
    public var kind: Kind
    /// The bytes of a file.
    public var byteCount: UInt64?
    /// The SHA-256 of a file's contents, in lower-case hexadecimal digits.
    public var digest: String?
    /// The twelve permission bits.
    public var permissions: UInt16?
    /// In whole seconds since 1970.
    public var modificationTime: Int64?
    /// What a link points at.
    public var linkTarget: String?
    /// A number that hard links of one file share.
    public var serial: UInt64?

    /// An entry of which nothing but its kind is known.
    public init(_ kind: Kind) {
      self.kind = kind
    }

    func differs(from other: Self, in field: Field) -> Bool {
      switch field {
      case .kind: kind != other.kind
      case .byteCount: Self.differ(byteCount, other.byteCount)
      case .digest: Self.differ(digest, other.digest)
      case .permissions: kind != .symbolicLink && Self.differ(permissions, other.permissions)
      case .modificationTime: Self.differ(modificationTime, other.modificationTime)
      case .linkTarget:
        Self.differ(linkTarget.map { Array($0.utf8) }, other.linkTarget.map { Array($0.utf8) })
      }
    }

    private static func differ<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
      guard let left, let right else { return false }
      return left != right
    }
  }

  /// Everything below the root, which itself is not listed.
  public var entries: [Path: Entry]

  /// The manifest of these entries.
  public init(entries: [Path: Entry] = [:]) {
    self.entries = entries
  }

  /// The groups of files that are hard links of each other, as far as that is known.
  public var hardLinks: Set<Set<Path>> {
    let files = entries.filter { $0.value.kind == .file && $0.value.serial != nil }
    let groups = Dictionary(grouping: files.keys) { files[$0]?.serial }
    return Set(groups.values.filter { $0.count > 1 }.map { Set($0) })
  }

  /// How many entries are of this kind.
  public func count(of kind: Kind) -> Int {
    entries.values.count { $0.kind == kind }
  }

  /// The manifest without the entries for which `isLeftOut` holds.
  public func removing(_ isLeftOut: (Path, Entry) -> Bool) -> Self {
    Self(entries: entries.filter { !isLeftOut($0.key, $0.value) })
  }

  /// In words how this one differs from `expected`; empty if it does not.
  public func differences(
    from expected: Self, in fields: Set<Field> = Set(Field.allCases)
  ) -> [String] {
    var differences: [String] = []
    for (path, entry) in expected.entries {
      guard let found = entries[path] else {
        differences.append("\(path): missing")
        continue
      }
      for field in fields where found.differs(from: entry, in: field) {
        differences.append("\(path): \(field) is in \(found), not as in \(entry)")
      }
    }
    for path in entries.keys where expected.entries[path] == nil {
      differences.append("\(path): extra")
    }
    return differences.sorted()
  }
}
