/// What Rock Ridge says about one directory record, beside its name.
struct RockRidgeAttributes {
  /// The kind of file and its permissions, as `st_mode` has them.
  var mode: UInt32
  var linkCount: UInt32
  var userID: UInt32
  var groupID: UInt32
  /// The same for all names of one file.
  var serialNumber: UInt32
  var modificationTime: CivilTime
}

/// The entries of system use fields. Each begins with two letters, its length and its version, 1.
///
/// Source: System Use Sharing Protocol 1.12, "System Use Entries"; Rock Ridge Interchange Protocol
/// 1.12, "Rock Ridge Extensions".
extension ByteWriter {
  private mutating func putHeader(_ signature: StaticString, byteCount: Int) {
    put(signature)
    put(UInt8(byteCount))
    put(1)
  }

  /// SP: the system use fields of this tree follow the protocol, and begin at once.
  mutating func putSharingIndicator() {
    putHeader("SP", byteCount: SystemUse.sharingIndicatorByteCount)
    put(0xBE)
    put(0xEF)
    put(0)
  }

  /// ER: which extension of the protocol is used.
  mutating func putExtensionReference() {
    putHeader("ER", byteCount: SystemUse.extensionReferenceByteCount)
    put(UInt8(SystemUse.extensionIdentifier.utf8CodeUnitCount))
    put(UInt8(SystemUse.extensionDescriptor.utf8CodeUnitCount))
    put(UInt8(SystemUse.extensionSource.utf8CodeUnitCount))
    put(1)
    put(SystemUse.extensionIdentifier)
    put(SystemUse.extensionDescriptor)
    put(SystemUse.extensionSource)
  }

  /// CE: where the field goes on.
  ///
  ///     byte 4   block address    byte 12   offset in the block    byte 20   length
  ///
  /// Each number is recorded in both byte orders.
  mutating func putContinuation(block: UInt32, offset: UInt32, byteCount: UInt32) {
    putHeader("CE", byteCount: SystemUse.continuationByteCount)
    putBoth(block)
    putBoth(offset)
    putBoth(byteCount)
  }

  /// PX: mode, number of links, user, group and serial number, each in both byte orders.
  mutating func putAttributes(_ attributes: RockRidgeAttributes) {
    putHeader("PX", byteCount: SystemUse.attributesByteCount)
    putBoth(attributes.mode)
    putBoth(attributes.linkCount)
    putBoth(attributes.userID)
    putBoth(attributes.groupID)
    putBoth(attributes.serialNumber)
  }

  /// TF: the time of modification, in seven bytes, or in seventeen where those are not enough.
  ///
  ///     byte 4   flags: bit 1 modification, bit 7 the long form    byte 5…   the time
  mutating func putTimes(_ time: CivilTime) {
    putHeader("TF", byteCount: SystemUse.timesByteCount(isShort: time.fitsRecord))
    if time.fitsRecord {
      put(0x02)
      putRecordDate(time)
    } else {
      put(0x82)
      putDigitsDate(time)
    }
  }

  /// NM: the name, or a piece of it.
  ///
  ///     byte 4   flags: bit 0 the name goes on in the next NM    byte 5…   bytes of the name
  mutating func putName(_ name: UnsafeRawBufferPointer, goesOn: Bool) {
    putHeader("NM", byteCount: SystemUse.nameHeaderByteCount + name.count)
    put(goesOn ? 1 : 0)
    put(name)
  }

  /// SL: the target of a symbolic link, or a piece of it.
  ///
  ///     byte 4   flags: bit 0 the target goes on in the next SL    byte 5…   component records
  mutating func putLink(_ components: [UInt8], goesOn: Bool) {
    putHeader("SL", byteCount: SystemUse.linkHeaderByteCount + components.count)
    put(goesOn ? 1 : 0)
    put(components)
  }
}

/// The sizes and fixed texts of system use entries.
enum SystemUse {
  static let sharingIndicatorByteCount = 7
  static let continuationByteCount = 28
  static let attributesByteCount = 44
  static let nameHeaderByteCount = 5
  static let linkHeaderByteCount = 5
  /// The length of an entry is one byte.
  static let longestEntry = 255
  /// The bytes of a name that one entry holds.
  static let longestNamePiece = longestEntry - nameHeaderByteCount
  /// The longest name that Linux shows whole: it drops the piece that would make 254 bytes or more.
  /// Source: Linux, `fs/isofs/rock.c`, `get_rock_ridge_filename`.
  static let longestNameOfLinux = 253

  static let extensionIdentifier: StaticString = "IEEE_P1282"
  static let extensionDescriptor: StaticString =
    "THE IEEE P1282 PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS"
  static let extensionSource: StaticString = """
    PLEASE CONTACT THE IEEE STANDARDS DEPARTMENT, PISCATAWAY, NJ, USA FOR THE P1282 SPECIFICATION
    """

  static var extensionReferenceByteCount: Int {
    8 + extensionIdentifier.utf8CodeUnitCount + extensionDescriptor.utf8CodeUnitCount
      + extensionSource.utf8CodeUnitCount
  }

  static func timesByteCount(isShort: Bool) -> Int {
    isShort ? 5 + 7 : 5 + 17
  }
}
