public import DiscModel

/// What the drive can do, in an older form than features: mode page 2Ah.
///
///     byte 2       bits 0–5 reads: CD-R, CD-RW, method 2, DVD-ROM, DVD-R, DVD-RAM
///     byte 3       bits 0, 1 writes CD-R, CD-RW; bit 2 test write; bits 4, 5 DVD-R, DVD-RAM
///     byte 4       bit 7 underrun protection
///     byte 6       bits 5–7 loading mechanism, bit 3 ejects, bit 1 is locked, bit 0 locks
///     byte 12…13   size of the buffer in units of 1,024 bytes
///     byte 30…31   number of write speeds, then four bytes each: byte 2…3 in thousands of bytes
///                  per second
///
/// Older drives end earlier; what they do not say is nil or empty here.
/// Source: MMC-3, "CD/DVD Capabilities and Mechanical Status Mode Page (Page Code 2Ah)".
public struct CapabilitiesPage: ModePage, Hashable {
  /// 2Ah.
  public static let pageCode: UInt8 = 0x2A
  /// 256, more than a length byte can say.
  public static let maximumByteCount = 256

  /// Whether the drive writes CD-R.
  public var writesCDR: Bool
  /// Whether the drive writes CD-RW.
  public var writesCDRW: Bool
  /// Whether the drive can pretend to write.
  public var supportsTestWrite: Bool
  /// Whether the drive can open the tray.
  public var canEject: Bool
  /// Whether the drive can lock the tray.
  public var canLock: Bool
  /// The size of the buffer in bytes; nil if it is not told.
  public var bufferByteCount: Int?
  /// The write speeds for the present medium, in the drive's order.
  public var writeRates: [TransferRate]

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than seven bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    writesCDR = try page.bit(0, at: 3)
    writesCDRW = try page.bit(1, at: 3)
    supportsTestWrite = try page.bit(2, at: 3)
    canEject = try page.bit(3, at: 6)
    canLock = try page.bit(0, at: 6)
    let kibibytes = page.byteCount >= 14 ? Int(try page.bigEndian(at: 12, as: UInt16.self)) : 0
    bufferByteCount = kibibytes == 0 ? nil : kibibytes * 1024
    writeRates = []
    guard page.byteCount >= 32 else { return }
    let count = Int(try page.bigEndian(at: 30, as: UInt16.self))
    for offset in stride(from: 32, through: page.byteCount - 4, by: 4).prefix(count) {
      let rate = Int(try page.bigEndian(at: offset + 2, as: UInt16.self))
      writeRates.append(TransferRate(kilobytesPerSecond: rate))
    }
  }
}
