/// How a drive counts the times of a CD, and when it rests: mode page 0Dh, of older drives.
///
///     byte 3     bits 0–3 the time until the drive rests, as a number of a list
///     byte 4…5   seconds in a minute, 60      byte 6…7   frames in a second, 75
///
/// Source: MMC-1, "CD-ROM Device Parameters Page (Page Code 0Dh)"; SFF-8020i, "CD-ROM Parameters Page".
public struct CDDeviceParametersPage: SelectableModePage, Hashable {
  public static let pageCode: UInt8 = 0x0D
  /// Eight.
  public static let maximumByteCount = 8

  private var fields: ModePageBytes
  public var bytes: [UInt8] { fields.bytes }

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than eight bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    fields = try ModePageBytes(parsing: page, minimum: 8)
  }

  /// How long the pickup stays where it is after the last command; nil where that is up to the drive.
  public var inactivityTime: Duration? {
    Self.inactivityTimes[Int(fields[3, mask: 0x0F])]
  }

  public var secondsPerMinute: Int { fields.integer(at: 4, byteCount: 2) }
  public var framesPerSecond: Int { fields.integer(at: 6, byteCount: 2) }

  /// By the number in byte 3: 125 ms doubled seven times over, then minutes.
  private static let inactivityTimes: [Duration?] = [
    nil, .milliseconds(125), .milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2),
    .seconds(4), .seconds(8), .seconds(16), .seconds(32), .seconds(60), .seconds(120),
    .seconds(240), .seconds(480), .seconds(960), .seconds(1920),
  ]
}

/// How a drive plays audio by itself: mode page 0Eh.
///
///     byte 2      bit 2 a command that plays ends at once, bit 1 playing stops at the end of a track
///     byte 8…15   four outputs of two bytes: byte 0 bits 0–3 the channels that it plays, bit n being
///                 channel n; byte 1 volume
///
/// Source: MMC-3, "CD Audio Control Page (Page Code 0Eh)".
public struct AudioControlPage: SelectableModePage, Hashable {
  /// One of the drive's outputs.
  public struct Port: Hashable, Sendable {
    /// The channels that are heard on it, 0 to 3; none where it is silent.
    public var channels: Set<UInt8>
    /// 0 is silent, 255 as loud as it gets.
    public var volume: UInt8
  }

  public static let pageCode: UInt8 = 0x0E
  /// Sixteen.
  public static let maximumByteCount = 16

  private var fields: ModePageBytes
  public var bytes: [UInt8] { fields.bytes }

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than sixteen bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    fields = try ModePageBytes(parsing: page, minimum: 16)
  }

  public var endsAtOnce: Bool {
    get { fields[2, bit: 2] }
    set { fields[2, bit: 2] = newValue }
  }

  public var stopsAtTrackEnd: Bool {
    get { fields[2, bit: 1] }
    set { fields[2, bit: 1] = newValue }
  }

  /// The four outputs.
  public var ports: [Port] {
    stride(from: 8, to: 16, by: 2).map { offset in
      let bits = fields[offset, mask: 0x0F]
      return Port(
        channels: Set((0..<4).filter { bits >> $0 & 1 == 1 }), volume: fields[offset + 1])
    }
  }
}
