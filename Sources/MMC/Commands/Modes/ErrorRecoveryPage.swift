/// How hard the drive tries: mode page 01h.
///
///     byte 2       bit 7 replaces bad blocks when writing, bit 6 when reading, bit 5 transfers bad
///                  blocks, bit 4 reads on whatever happens, bit 2 tells what it mended, bit 1 stops
///                  at what it mended, bit 0 does not correct
///     byte 3       how often a read is tried again      byte 8   how often a write is
///     byte 7       bits 0–1 what is done with defects of media that are managed
///     byte 10…11   the time for it in milliseconds
///
/// Source: MMC-6, "Read/Write Error Recovery Parameters Mode Page (Page Code 01h)".
public struct ErrorRecoveryPage: SelectableModePage, Hashable {
  public static let pageCode: UInt8 = 0x01
  /// Twelve.
  public static let maximumByteCount = 12

  private var fields: ModePageBytes
  public var bytes: [UInt8] { fields.bytes }

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than four bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    fields = try ModePageBytes(parsing: page, minimum: 4)
  }

  public var replacesWhenWriting: Bool {
    get { fields[2, bit: 7] }
    set { fields[2, bit: 7] = newValue }
  }

  public var replacesWhenReading: Bool {
    get { fields[2, bit: 6] }
    set { fields[2, bit: 6] = newValue }
  }

  /// Whether a block that cannot be corrected comes to the host before the error does.
  public var transfersBadBlocks: Bool {
    get { fields[2, bit: 5] }
    set { fields[2, bit: 5] = newValue }
  }

  /// Whether reading goes on at full speed with whatever comes.
  public var readsContinuously: Bool {
    get { fields[2, bit: 4] }
    set { fields[2, bit: 4] = newValue }
  }

  /// Whether errors that were mended are told (1/…).
  public var tellsRecoveredErrors: Bool {
    get { fields[2, bit: 2] }
    set { fields[2, bit: 2] = newValue }
  }

  /// Whether the transfer ends at an error that was mended.
  public var stopsAtRecoveredErrors: Bool {
    get { fields[2, bit: 1] }
    set { fields[2, bit: 1] = newValue }
  }

  /// Whether error correction is left out.
  public var leavesOutCorrection: Bool {
    get { fields[2, bit: 0] }
    set { fields[2, bit: 0] = newValue }
  }

  public var readRetries: UInt8 {
    get { fields[3] }
    set { fields[3] = newValue }
  }

  /// Bits 0 and 1 of byte 7.
  public var managedDefectRecovery: UInt8 {
    get { fields[7, mask: 0x03] }
    set { fields[7, mask: 0x03] = newValue }
  }

  public var writeRetries: UInt8 {
    get { fields[8] }
    set { fields[8] = newValue }
  }

  /// Zero for no limit.
  public var timeLimit: Duration {
    .milliseconds(fields.integer(at: 10, byteCount: 2))
  }
}
