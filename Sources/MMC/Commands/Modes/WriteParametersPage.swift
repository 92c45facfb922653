/// How the next track is written: mode page 05h.
///
///     byte 0       bits 0–5 page, 05h          byte 1   length of the rest, 32h
///     byte 2       bit 6 underrun protection, bit 5 link size valid, bit 4 test write,
///                  bits 0–3 write type: 1 track at once
///     byte 3       bits 6–7 later sessions: 0 none, 3 allowed; bit 5 fixed packets, bit 4 copy,
///                  bits 0–3 control: 4 data
///     byte 4       bits 0–3 data block type: 8 is mode 1, 2,048 bytes
///     byte 5       link size                   byte 7   application code
///     byte 8       session format: 0 is CD-DA and CD-ROM
///     byte 10…13   packet size                 byte 14…15   audio pause, 150
///     byte 16…51   catalogue number, recording code, sub-header
///
/// For CD and DVD-R; DVD+R and BD have no use for it.
/// Source: MMC-6, "Write Parameters Mode Page (Page Code 05h)".
public struct WriteParametersPage: ModePage, Hashable {
  /// Five.
  public static let pageCode: UInt8 = 0x05
  /// 56: some drives add four bytes to the usual 52.
  public static let maximumByteCount = 56

  /// The page as it goes to the drive; its first bit, which says that it can be saved, is clear.
  public private(set) var bytes: [UInt8]

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than 52 bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    guard page.byteCount >= 52 else {
      throw .truncated(needed: 52, available: page.byteCount)
    }
    bytes = try page.bytes(at: 0, byteCount: page.byteCount)
    bytes[0] &= 0x3F
    bytes[1] = UInt8(truncatingIfNeeded: page.byteCount - 2)
  }

  /// A page of 52 bytes with nothing set, for drives that do not tell theirs.
  public init() {
    bytes = [0x05, 0x32] + [UInt8](repeating: 0, count: 50)
  }

  /// Sets every field for one track of data, written at once.
  ///
  /// Fields are set and not kept, because drives keep test writing and odd pauses from before.
  /// - Parameters:
  ///   - allowsMoreSessions: whether closing the session leaves the disc appendable.
  ///   - protectsAgainstUnderrun: whether the drive may pause the laser when data come late; only
  ///     where ``DriveCapabilities/hasUnderrunProtection`` says that it can.
  public mutating func setTrackAtOnceData(
    allowsMoreSessions: Bool, protectsAgainstUnderrun: Bool = true
  ) {
    bytes[2] = (protectsAgainstUnderrun ? 0x40 : 0) | 0x01
    bytes[3] = (allowsMoreSessions ? 0xC0 : 0) | 0x04
    bytes[4] = 0x08
    for index in 5..<52 { bytes[index] = 0 }
    bytes[15] = 150
  }

  /// Whether the drive only pretends to write.
  public var isTestWrite: Bool { bytes[2] & 0x10 != 0 }
  /// How the track is written; 1 is track at once.
  public var writeType: UInt8 { bytes[2] & 0x0F }
  /// Whether closing the session leaves the disc appendable.
  public var allowsMoreSessions: Bool { bytes[3] >> 6 == 3 }
}
