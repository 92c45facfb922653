public import DiscModel

/// What the drive can do, in an older form than features: mode page 2Ah.
///
///     byte 2       bits 0–5 reads: CD-R, CD-RW, method 2, DVD-ROM, DVD-R, DVD-RAM
///     byte 3       bits 0, 1 writes CD-R, CD-RW; bit 2 test write; bits 4, 5 DVD-R, DVD-RAM
///     byte 4       bit 7 underrun protection, bit 6 multi-session, bits 5, 4 mode 2 form 2, form 1,
///                  bit 0 plays audio
///     byte 5       bit 7 bar code, bit 6 catalogue number, bit 5 recording code, bit 4 error flags,
///                  bits 3, 2 R–W corrected, raw, bit 1 accurate audio, bit 0 audio
///     byte 6       bits 5–7 loading mechanism, bit 3 ejects, bit 1 is locked, bit 0 locks
///     byte 7       bit 5 R–W in the lead-in, bit 4 changes sides
///     byte 8…9     fastest reading (obsolete)  byte 14…15  present reading
///     byte 12…13   size of the buffer in units of 1,024 bytes
///     byte 18…19   fastest writing (obsolete)  byte 20…21  present writing (obsolete)
///     byte 22…23   copy protection, 1 is CSS
///     byte 27      bits 0–1 rotation, 0 constant linear, 1 constant angular velocity
///     byte 28…29   present writing
///     byte 30…31   number of write speeds, then four bytes each: byte 1 bits 0–1 rotation,
///                  byte 2…3 in thousands of bytes per second
///
/// Older drives end earlier; what they do not say is nil or empty here. DVD+ and BD are not in it:
/// ``GetConfiguration`` tells them.
/// Source: MMC-3, "CD/DVD Capabilities and Mechanical Status Mode Page (Page Code 2Ah)".
public struct CapabilitiesPage: ModePage, Hashable {
  /// 2Ah.
  public static let pageCode: UInt8 = 0x2A
  /// 256, more than a length byte can say.
  public static let maximumByteCount = 256

  /// The kinds of media of bytes 2 and 3.
  public struct MediaKinds: OptionSet, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let cdR = Self(rawValue: 0x01)
    public static let cdRW = Self(rawValue: 0x02)
    public static let dvdROM = Self(rawValue: 0x08)
    public static let dvdMinusR = Self(rawValue: 0x10)
    public static let dvdRAM = Self(rawValue: 0x20)
  }

  /// What can be read of CDs: byte 5, and byte 4 in the high byte.
  public struct CDAbilities: OptionSet, Hashable, Sendable {
    public var rawValue: UInt16

    public init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    public static let audio = Self(rawValue: 0x0001)
    /// Audio that is read in pieces fits together without gaps.
    public static let accurateAudio = Self(rawValue: 0x0002)
    public static let subchannels = Self(rawValue: 0x0004)
    public static let correctedSubchannels = Self(rawValue: 0x0008)
    public static let errorFlags = Self(rawValue: 0x0010)
    public static let recordingCode = Self(rawValue: 0x0020)
    public static let catalogueNumber = Self(rawValue: 0x0040)
    public static let barCode = Self(rawValue: 0x0080)
    public static let audioPlay = Self(rawValue: 0x0100)
    public static let mode2Form1 = Self(rawValue: 0x1000)
    public static let mode2Form2 = Self(rawValue: 0x2000)
    public static let multiSession = Self(rawValue: 0x4000)
    public static let underrunProtection = Self(rawValue: 0x8000)
  }

  /// The media that the drive reads.
  public var readableMedia: MediaKinds
  /// The media that the drive writes.
  public var writableMedia: MediaKinds
  /// Whether the drive can pretend to write.
  public var supportsTestWrite: Bool
  /// What can be done with CDs.
  public var cdAbilities: CDAbilities
  /// How the medium gets into the drive; nil for a number that this version does not know.
  public var mechanism: RemovableMediumFeature.Mechanism?
  /// Whether the drive can open the tray.
  public var canEject: Bool
  /// Whether the drive can lock the tray.
  public var canLock: Bool
  /// Whether the tray is locked.
  public var isLocked: Bool
  /// The size of the buffer in bytes; nil if it is not told.
  public var bufferByteCount: Int?
  /// The fastest reading; nil if it is not told.
  public var maximumReadRate: TransferRate?
  /// How fast the drive reads now; nil if it is not told.
  public var currentReadRate: TransferRate?
  /// The fastest writing; often wrong for DVD, and nil if it is not told.
  public var maximumWriteRate: TransferRate?
  /// How fast the drive writes now; nil if it is not told.
  public var currentWriteRate: TransferRate?
  /// The version of copy protection, 1 being CSS; nil if it is not told.
  public var copyManagementVersion: Int?
  /// The write speeds for the present medium, in the drive's order.
  public var writeRates: [TransferRate]

  /// Whether the drive writes CD-R.
  public var writesCDR: Bool { writableMedia.contains(.cdR) }
  /// Whether the drive writes CD-RW.
  public var writesCDRW: Bool { writableMedia.contains(.cdRW) }

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than seven bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    readableMedia = MediaKinds(rawValue: try page.byte(at: 2) & 0x3B)
    writableMedia = MediaKinds(rawValue: try page.byte(at: 3) & 0x33)
    supportsTestWrite = try page.bit(2, at: 3)
    cdAbilities = CDAbilities(rawValue: try page.bigEndian(at: 4) & 0xF1FF)
    mechanism = RemovableMediumFeature.Mechanism(rawValue: try page.byte(at: 6) >> 5)
    canEject = try page.bit(3, at: 6)
    isLocked = try page.bit(1, at: 6)
    canLock = try page.bit(0, at: 6)
    bufferByteCount = Self.number(page, at: 12).map { $0 * 1024 }
    maximumReadRate = Self.rate(page, at: 8)
    currentReadRate = Self.rate(page, at: 14)
    maximumWriteRate = Self.rate(page, at: 18)
    currentWriteRate = Self.rate(page, at: 28) ?? Self.rate(page, at: 20)
    copyManagementVersion = page.ifPresent(at: 22, as: UInt16.self).map(Int.init)
    writeRates = []
    guard let count = Self.number(page, at: 30) else { return }
    for offset in stride(from: 32, through: page.byteCount - 4, by: 4).prefix(count) {
      let rate = Int(try page.bigEndian(at: offset + 2, as: UInt16.self))
      writeRates.append(TransferRate(kilobytesPerSecond: rate))
    }
  }

  /// The number at `offset`; nil where it is zero or lies past the end.
  private static func number(_ page: RawSpan, at offset: Int) -> Int? {
    page.ifPresent(at: offset, as: UInt16.self).flatMap { $0 == 0 ? nil : Int($0) }
  }

  private static func rate(_ page: RawSpan, at offset: Int) -> TransferRate? {
    number(page, at: offset).map { TransferRate(kilobytesPerSecond: $0) }
  }
}
