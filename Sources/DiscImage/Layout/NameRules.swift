/// How a name on disc becomes an identifier of one of the file systems whose names are limited.
enum NameRules: Sendable {
  case iso9660, joliet

  /// An identifier as it was written to memory, without the version number of files.
  struct Written: Hashable {
    var byteCount: Int
    /// Whether a user would see a difference to the name: more than the case of letters.
    var isChanged: Bool
  }

  /// Room that every identifier fits, its version number included.
  static let longestIdentifier = 160

  /// Writes the identifier of a name.
  ///
  /// - Parameters:
  ///   - name: UTF-8, not empty.
  ///   - number: put behind the name and before the extension, to tell it from others; 0 for none.
  ///   - place: room for ``longestIdentifier`` bytes.
  func write(
    _ name: UnsafeBufferPointer<UInt8>, isFolder: Bool, number: UInt32,
    to place: UnsafeMutablePointer<UInt8>
  ) -> Written {
    switch self {
    case .iso9660:
      ISOIdentifier.write(name, isFolder: isFolder, number: number, to: place)
    case .joliet:
      JolietIdentifier.write(name, isFolder: isFolder, number: number, to: place)
    }
  }

  /// Adds what stands behind the name of a file: separator and version number 1.
  ///
  /// - Returns: the length of the whole.
  func addVersion(to place: UnsafeMutablePointer<UInt8>, byteCount: Int) -> Int {
    switch self {
    case .iso9660: ISOIdentifier.addVersion(to: place, byteCount: byteCount)
    case .joliet: JolietIdentifier.addVersion(to: place, byteCount: byteCount)
    }
  }

  /// The length of what ``addVersion(to:byteCount:)`` adds.
  func versionByteCount(of identifier: UnsafeBufferPointer<UInt8>) -> Int {
    switch self {
    case .iso9660: identifier.contains(UInt8(ascii: ".")) ? 2 : 3
    case .joliet: 4
    }
  }

  /// Makes of an identifier what puts records into the order of ECMA-119, "Order of Directory
  /// Records", when bytes are compared: the dot before the extension comes before all else.
  func makeSortKey(_ place: UnsafeMutablePointer<UInt8>, byteCount: Int) {
    guard self == .joliet else { return }
    var unit = 0
    while unit < byteCount {
      if place[unit] == 0, place[unit + 1] == UInt8(ascii: ".") { place[unit + 1] = 0 }
      unit += 2
    }
  }

  /// What tells an identifier from the others of its directory, by its sort key: Joliet's readers take
  /// small letters for capitals.
  func identity(_ key: UnsafeBufferPointer<UInt8>) -> [UInt16] {
    switch self {
    case .iso9660: key.map(UInt16.init)
    case .joliet: JolietIdentifier.folded(key)
    }
  }
}
