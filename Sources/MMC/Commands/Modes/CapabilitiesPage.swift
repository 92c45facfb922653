public import DiscModel

/// What the drive can do, in an older form than features: mode page 2Ah.
///
///     byte 2       bits 0–5 reads: CD-R, CD-RW, method 2, DVD-ROM, DVD-R, DVD-RAM
///     byte 3       bits 0, 1 writes CD-R, CD-RW; bit 2 test write; bits 4, 5 DVD-R, DVD-RAM
///     byte 4       bit 7 underrun protection, bit 6 multi-session, bits 5, 4 mode 2 form 2, form 1,
///                  bits 3, 2 digital outputs 2, 1, bit 1 composite output, bit 0 plays audio
///     byte 5       bit 7 bar code, bit 6 catalogue number, bit 5 recording code, bit 4 error flags,
///                  bits 3, 2 R–W corrected, raw, bit 1 accurate audio, bit 0 audio
///     byte 6       bits 5–7 loading mechanism, bit 3 ejects, bit 2 prevent jumper, bit 1 is locked,
///                  bit 0 locks
///     byte 7       bit 5 R–W in the lead-in, bit 4 changes sides, bit 3 slots are chosen by software,
///                  bit 2 tells whether a slot holds a disc, bit 1 channels are muted and bit 0 their
///                  volume is set one by one
///     byte 8…9     fastest reading (obsolete)  byte 14…15  present reading
///     byte 10…11   levels of volume
///     byte 12…13   size of the buffer in units of 1,024 bytes
///     byte 17      digital output: bits 4–5 length, bit 3 lowest bit first, bit 2 left/right clock,
///                  bit 1 data are valid at the falling edge
///     byte 18…19   fastest writing (obsolete)  byte 20…21  present writing (obsolete)
///     byte 22…23   copy protection, 1 is CSS
///     byte 27      bits 0–1 rotation, 0 constant linear, 1 constant angular velocity
///     byte 28…29   present writing
///     byte 30…31   number of write speeds, then four bytes each: byte 1 bits 0–1 rotation,
///                  byte 2…3 in thousands of bytes per second
///
/// What the drive tells of its present speed is in bytes 20 and 21 where it ends before byte 28. Older
/// drives end earlier; what they do not say is nil or empty here. DVD+ and BD are not in it:
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
    /// CD-R whose tracks were written in packets of one size, with addresses by method 2; only read.
    public static let method2 = Self(rawValue: 0x04)
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
    /// Audio and video come out together.
    public static let compositeOutput = Self(rawValue: 0x0200)
    public static let digitalOutput1 = Self(rawValue: 0x0400)
    public static let digitalOutput2 = Self(rawValue: 0x0800)
    public static let mode2Form1 = Self(rawValue: 0x1000)
    public static let mode2Form2 = Self(rawValue: 0x2000)
    public static let multiSession = Self(rawValue: 0x4000)
    public static let underrunProtection = Self(rawValue: 0x8000)
  }

  /// What a drive for several discs or with outputs of its own can do: byte 7.
  public struct Handling: OptionSet, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let separateVolumes = Self(rawValue: 0x01)
    public static let separateMuting = Self(rawValue: 0x02)
    public static let tellsDiscInSlot = Self(rawValue: 0x04)
    public static let choosesSlotBySoftware = Self(rawValue: 0x08)
    public static let changesSides = Self(rawValue: 0x10)
    public static let subchannelsInLeadIn = Self(rawValue: 0x20)
  }

  /// The form of audio at the digital output: byte 17.
  public struct DigitalOutput: Hashable, Sendable {
    /// Clocks for a sample: 32, 16 or 24; with 24 in the form of I²S or not.
    public var clocks: Int
    public var isI2S: Bool
    public var sendsLowestBitFirst: Bool
    /// The clock is high for the left channel.
    public var isHighForLeft: Bool
    public var isValidAtFallingEdge: Bool

    init(_ byte: UInt8) {
      clocks = [32, 16, 24, 24][Int(byte >> 4 & 0x03)]
      isI2S = byte >> 4 & 0x03 == 3
      sendsLowestBitFirst = byte & 0x08 != 0
      isHighForLeft = byte & 0x04 != 0
      isValidAtFallingEdge = byte & 0x02 != 0
    }
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
  /// The state of the jumper that decides whether the drive begins with a locked tray.
  public var preventJumperBit: Bool
  /// What else can be done; nothing where it is not told.
  public var handling: Handling
  /// How many levels of volume there are; nil if it is not told.
  public var volumeLevels: Int?
  /// The form of audio at the digital output; nil if it is not told.
  public var digitalOutput: DigitalOutput?
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
  /// How the disc turns now while it is written; nil if it is not told, or by a number that this version
  /// does not know.
  public var currentRotation: RotationControl?
  /// The write speeds for the present medium, in the drive's order.
  public var writeSpeeds: [WriteSpeed]

  /// The write speeds, however the disc turns.
  public var writeRates: [TransferRate] { writeSpeeds.map(\.rate) }

  /// Whether the drive writes CD-R.
  public var writesCDR: Bool { writableMedia.contains(.cdR) }
  /// Whether the drive writes CD-RW.
  public var writesCDRW: Bool { writableMedia.contains(.cdRW) }

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than seven bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    readableMedia = MediaKinds(rawValue: try page.byte(at: 2) & 0x3F)
    writableMedia = MediaKinds(rawValue: try page.byte(at: 3) & 0x33)
    supportsTestWrite = try page.bit(2, at: 3)
    cdAbilities = CDAbilities(rawValue: try page.bigEndian(at: 4))
    mechanism = RemovableMediumFeature.Mechanism(rawValue: try page.byte(at: 6) >> 5)
    canEject = try page.bit(3, at: 6)
    isLocked = try page.bit(1, at: 6)
    preventJumperBit = try page.bit(2, at: 6)
    canLock = try page.bit(0, at: 6)
    handling = Handling(rawValue: (page.ifPresent(at: 7) ?? UInt8(0)) & 0x3F)
    volumeLevels = Self.number(page, at: 10)
    digitalOutput = page.ifPresent(at: 17, as: UInt8.self).map(DigitalOutput.init)
    bufferByteCount = Self.number(page, at: 12).map { $0 * 1024 }
    maximumReadRate = Self.rate(page, at: 8)
    currentReadRate = Self.rate(page, at: 14)
    maximumWriteRate = Self.rate(page, at: 18)
    currentWriteRate = Self.rate(page, at: 28) ?? Self.rate(page, at: 20)
    copyManagementVersion = page.ifPresent(at: 22, as: UInt16.self).map(Int.init)
    currentRotation = page.ifPresent(at: 27, as: UInt8.self)
      .flatMap { RotationControl(rawValue: $0 & 0x03) }
    writeSpeeds = []
    guard let count = Self.number(page, at: 30) else { return }
    for offset in stride(from: 32, through: page.byteCount - 4, by: 4).prefix(count) {
      let rate = Int(try page.bigEndian(at: offset + 2, as: UInt16.self))
      writeSpeeds.append(
        WriteSpeed(
          rate: TransferRate(kilobytesPerSecond: rate),
          rotation: RotationControl(rawValue: try page.byte(at: offset + 1) & 0x03)))
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
