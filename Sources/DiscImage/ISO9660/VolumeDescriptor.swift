/// The descriptors at the beginning of a volume, a sector each.
///
/// Source: ECMA-119, "Volume Descriptors"; Joliet Specification, "SVD Field Definitions".
enum VolumeDescriptor {
  /// Sixteen sectors before are left to the system: they are zeros.
  static let firstBlock = 16
  static let byteCount = 2048
  /// UCS-2 level 3, as recorded in the escape sequences field: %/E.
  static let jolietEscape: StaticString = "%/E"

  /// What the descriptor of one tree says.
  struct Contents {
    var rules: NameRules
    var volumeName: String
    /// The blocks of the whole image.
    var blockCount: UInt32
    var pathTableByteCount: UInt32
    /// The addresses of both path tables, little-endian first.
    var pathTables: (UInt32, UInt32)
    var root: DirectoryRecord.Head
    var creationTime: CivilTime
  }
}

extension ByteWriter {
  /// The primary descriptor, or Joliet's supplementary one.
  ///
  ///     byte 0    type: 1, 2             byte 140  path tables and their copies
  ///     byte 1    "CD001", version 1     byte 156  the root's directory record
  ///     byte 8    system                 byte 190  volume set, publisher, preparer, application
  ///     byte 40   volume                 byte 702  names of three files: none
  ///     byte 80   blocks                 byte 813  creation, modification, expiration, effective
  ///     byte 88   escape sequences       byte 881  structure version 1
  ///     byte 120  set size, number, block size, path table size
  mutating func putVolumeDescriptor(_ contents: VolumeDescriptor.Contents) {
    let end = count + VolumeDescriptor.byteCount
    let isJoliet = contents.rules == .joliet
    put(isJoliet ? 2 : 1)
    put("CD001")
    put(1)
    put(0)
    putField("LINUX", byteCount: 32, contents.rules)
    put(VolumeName.bytes(of: contents.volumeName, contents.rules))
    put(0, times: 8)
    putBoth(contents.blockCount)
    if isJoliet { put(VolumeDescriptor.jolietEscape) }
    put(0, times: isJoliet ? 29 : 32)
    putBoth(UInt16(1))
    putBoth(UInt16(1))
    putBoth(UInt16(VolumeDescriptor.byteCount))
    putBoth(contents.pathTableByteCount)
    putLittle(contents.pathTables.0)
    putLittle(UInt32(0))
    putBig(contents.pathTables.1)
    putBig(UInt32(0))
    putRootRecord(contents.root)
    putTexts(contents.rules)
    putDigitsDate(contents.creationTime)
    putDigitsDate(contents.creationTime)
    putNoDate()
    putNoDate()
    put(1)
    put(0, times: end - count)
  }

  private mutating func putRootRecord(_ root: DirectoryRecord.Head) {
    let name: UInt8 = 0
    withUnsafeBytes(of: name) { putRecordHead(root, identifier: $0) }
  }

  /// Volume set, publisher, preparer, application, and the three file names.
  private mutating func putTexts(_ rules: NameRules) {
    putField("", byteCount: 128, rules)
    putField("", byteCount: 128, rules)
    putField("", byteCount: 128, rules)
    putField("SPINDLE", byteCount: 128, rules)
    for _ in 0..<3 { putField("", byteCount: 37, rules) }
  }

  /// A text filled with spaces; a byte that is left over in UCS-2 is zero.
  private mutating func putField(_ text: StaticString, byteCount: Int, _ rules: NameRules) {
    let length = text.utf8CodeUnitCount
    switch rules {
    case .iso9660:
      put(text)
      put(UInt8(ascii: " "), times: byteCount - length)
    case .joliet:
      for place in 0..<byteCount / 2 {
        put(0)
        put(place < length ? text.utf8Start[place] : UInt8(ascii: " "))
      }
      put(0, times: byteCount % 2)
    }
  }

  /// The descriptor that ends the list.
  mutating func putTerminator() {
    let end = count + VolumeDescriptor.byteCount
    put(0xFF)
    put("CD001")
    put(1)
    put(0, times: end - count)
  }
}

/// The name of the disc in a volume descriptor's 32 bytes.
enum VolumeName {
  /// The field, filled with spaces.
  static func bytes(of name: String, _ rules: NameRules) -> [UInt8] {
    switch rules {
    case .iso9660:
      let kept = Array(iso(name).utf8)
      return kept + Array(repeating: UInt8(ascii: " "), count: 32 - kept.count)
    case .joliet:
      let units = Array(joliet(name).utf16)
      let filled = units + Array(repeating: UInt16(UInt8(ascii: " ")), count: 16 - units.count)
      return filled.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
  }

  /// 32 capital letters, digits and "_".
  static func iso(_ name: String) -> String {
    let characters = name.unicodeScalars.prefix(32).map { scalar -> Character in
      let isKept = scalar.isASCII && (Character(scalar).isLetter || Character(scalar).isNumber)
      return isKept ? Character(scalar.properties.uppercaseMapping) : "_"
    }
    return String(characters)
  }

  /// 16 characters of UCS-2.
  static func joliet(_ name: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in name.unicodeScalars.prefix(16) {
      let isKept = UInt16(exactly: scalar.value).map(JolietIdentifier.isAllowed) ?? false
      kept.append(isKept ? scalar : "_")
    }
    return String(kept)
  }

  /// What a file system's readers show where that is not the name itself; capitals do not count.
  static func change(of name: String, _ rules: NameRules) -> String? {
    switch rules {
    case .iso9660:
      let kept = iso(name)
      return kept == name.uppercased() ? nil : kept
    case .joliet:
      let kept = joliet(name)
      return kept == name ? nil : kept
    }
  }
}
