/// What the virtual drive says when it refuses or fails, before it is put into bytes.
public struct VirtualSense: Error, Hashable, Sendable {
  /// Where the offending byte lies.
  public enum Field: Hashable, Sendable {
    /// A byte of the command, and the highest bit at fault where that says more.
    case command(byte: Int, bit: Int? = nil)
    /// A byte of the parameters that came with the command.
    case parameter(byte: Int, bit: Int? = nil)
  }

  /// The sense key, 0…15.
  public var key: UInt8
  /// Additional sense code.
  public var asc: UInt8
  /// Additional sense code qualifier.
  public var ascq: UInt8
  /// It belongs to an earlier command.
  public var isDeferred = false
  /// Often the address of the failing block.
  public var information: UInt32?
  /// How far a long operation is, 0…1.
  public var progress: Double?
  /// Which field is wrong.
  public var field: Field?

  public init(_ key: UInt8, _ asc: UInt8, _ ascq: UInt8) {
    self.key = key
    self.asc = asc
    self.ascq = ascq
  }
}

extension VirtualSense {
  /// Write error.
  public static let mediumError = Self(0x3, 0x0C, 0x00)
  /// Unrecovered read error: the error correction failed.
  public static let readError = Self(0x3, 0x11, 0x05)
  /// Logical unit is in process of becoming ready.
  public static let becomingReady = Self(0x2, 0x04, 0x01)
  /// Operation in progress.
  public static let operationInProgress = Self(0x2, 0x04, 0x07)
  /// Long write in progress.
  public static let longWriteInProgress = Self(0x2, 0x04, 0x08)
  /// Session fixation error.
  public static let sessionFixationError = Self(0x3, 0x72, 0x00)
  /// Power calibration area error.
  public static let calibrationError = Self(0x3, 0x73, 0x03)
  /// Mechanical positioning or changer error, of a drive that breaks.
  public static let hardwareError = Self(0x4, 0x15, 0x01)
  /// The medium may have changed.
  public static let mediumChanged = Self(0x6, 0x28, 0x00)
  /// Power on, reset, or bus device reset occurred.
  public static let powerOn = Self(0x6, 0x29, 0x00)
}

extension VirtualSense {
  static let noSense = Self(0, 0, 0)
  static let formatInProgress = Self(0x2, 0x04, 0x04)
  static let noMediumTrayClosed = Self(0x2, 0x3A, 0x01)
  static let noMediumTrayOpen = Self(0x2, 0x3A, 0x02)
  static let unreadableMedium = Self(0x2, 0x30, 0x01)
  static let parameterListLength = Self(0x5, 0x1A, 0x00)
  static let unknownOperation = Self(0x5, 0x20, 0x00)
  static let formatFailed = Self(0x3, 0x31, 0x01)
  static let noSpareLeft = Self(0x3, 0x32, 0x00)
  static let eraseFailed = Self(0x3, 0x51, 0x00)
  static let addressOutOfRange = Self(0x5, 0x21, 0x00)
  static let invalidWriteAddress = Self(0x5, 0x21, 0x02)
  static let crossesLayerJump = Self(0x5, 0x21, 0x03)
  static let programAreaNotEmpty = Self(0x5, 0x2C, 0x03)
  static let programAreaEmpty = Self(0x5, 0x2C, 0x04)
  static let commandSequence = Self(0x5, 0x2C, 0x00)
  static let incompatibleMedium = Self(0x5, 0x30, 0x02)
  static let cannotWriteFormat = Self(0x5, 0x30, 0x05)
  static let cannotFormat = Self(0x5, 0x30, 0x06)
  static let savingNotSupported = Self(0x5, 0x39, 0x00)
  static let removalPrevented = Self(0x5, 0x53, 0x02)
  static let illegalModeForTrack = Self(0x5, 0x64, 0x00)
  static let invalidPacketSize = Self(0x5, 0x64, 0x01)
  static let incompleteTrackInSession = Self(0x5, 0x72, 0x03)
  static let reservedTrackIncomplete = Self(0x5, 0x72, 0x04)
  static let leadInFailed = Self(0x3, 0x72, 0x01)
  static let sessionIncomplete = Self(0x3, 0x72, 0x03)
  static let noMoreTracks = Self(0x5, 0x72, 0x05)
  static let writeProtected = Self(0x7, 0x27, 0x00)
  /// A blank block was read, or one written to that was not blank.
  static let blankCheck = Self(0x8, 0x00, 0x00)
  static let persistentlyProtected = Self(0x7, 0x27, 0x04)

  /// Invalid field in the command.
  static func field(_ byte: Int, bit: Int? = nil) -> Self {
    var sense = Self(0x5, 0x24, 0x00)
    sense.field = .command(byte: byte, bit: bit)
    return sense
  }

  /// Invalid field in the parameter list.
  static func parameter(_ byte: Int, bit: Int? = nil) -> Self {
    var sense = Self(0x5, 0x26, 0x00)
    sense.field = .parameter(byte: byte, bit: bit)
    return sense
  }

  func at(_ address: Int64) -> Self {
    var sense = self
    sense.information = UInt32(truncatingIfNeeded: address)
    return sense
  }

  /// The sense in fixed format, 18 bytes.
  ///
  ///     byte 0       bit 7 INFORMATION is valid, 70h or 71h (deferred)
  ///     byte 2       key
  ///     byte 3…6     INFORMATION             byte 7   additional length, 10
  ///     byte 12, 13  code and qualifier
  ///     byte 15      bit 7 the next are valid; key 5: bit 6 in the command, bit 3 bits 2…0 valid
  ///     byte 16, 17  key 5: offset of the byte; key 0 and 2: progress in 1/65536
  ///
  /// Source: SPC-4, "Fixed format sense data" and "Sense key specific sense data".
  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 18)
    bytes[0] = isDeferred ? 0x71 : 0x70
    bytes[2] = key
    bytes[7] = 10
    bytes[12] = asc
    bytes[13] = ascq
    if let information {
      bytes[0] |= 0x80
      bytes.store(information, at: 3)
    }
    switch field {
    case .command(let byte, let bit): bytes.storeField(0xC0, byte, bit)
    case .parameter(let byte, let bit): bytes.storeField(0x80, byte, bit)
    case nil: break
    }
    if let progress, key == 0 || key == 2 {
      bytes[15] = 0x80
      bytes.store(UInt16(min(max(progress, 0), 0.9999) * 65536), at: 16)
    }
    return bytes
  }
}

extension [UInt8] {
  /// Stores `value` in big-endian order from `offset` on.
  mutating func store<Integer: FixedWidthInteger>(_ value: Integer, at offset: Int) {
    let size = Integer.bitWidth / 8
    for index in 0..<size {
      self[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * (size - 1 - index)))
    }
  }

  /// Appends `value` in big-endian order.
  mutating func append<Integer: FixedWidthInteger>(bigEndian value: Integer) {
    let size = Integer.bitWidth / 8
    for index in 0..<size {
      append(UInt8(truncatingIfNeeded: value >> (8 * (size - 1 - index))))
    }
  }

  fileprivate mutating func storeField(_ flags: UInt8, _ byte: Int, _ bit: Int?) {
    self[15] = flags | (bit.map { 0x08 | UInt8($0 & 7) } ?? 0)
    store(UInt16(truncatingIfNeeded: byte), at: 16)
  }
}
