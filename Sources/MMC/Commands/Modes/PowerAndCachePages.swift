/// The drive's cache: mode page 08h.
///
///     byte 2   bit 2 writes are cached, bit 0 reads are not
///
/// Source: MMC-6, "Caching Mode Page (Page Code 08h)".
public struct CachingPage: SelectableModePage, Hashable {
  public static let pageCode: UInt8 = 0x08
  /// Twenty.
  public static let maximumByteCount = 20

  private var fields: ModePageBytes
  public var bytes: [UInt8] { fields.bytes }

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than three bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    fields = try ModePageBytes(parsing: page, minimum: 3)
  }

  public var cachesWrites: Bool {
    get { fields[2, bit: 2] }
    set { fields[2, bit: 2] = newValue }
  }

  public var disablesReadCache: Bool {
    get { fields[2, bit: 0] }
    set { fields[2, bit: 0] = newValue }
  }
}

/// When the drive falls asleep: mode page 1Ah.
///
///     byte 3     bit 1 falls idle by itself, bit 0 goes to standby by itself
///     byte 4…7   the time until idle, and byte 8…11 until standby, in 100 ms
///
/// Source: SPC-4, "Power Condition mode page".
public struct PowerConditionPage: SelectableModePage, Hashable {
  public static let pageCode: UInt8 = 0x1A
  /// Forty, as newer drives have it; older ones have twelve.
  public static let maximumByteCount = 40

  private var fields: ModePageBytes
  public var bytes: [UInt8] { fields.bytes }

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than twelve bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    fields = try ModePageBytes(parsing: page, minimum: 12)
  }

  /// The time until the drive falls idle; nil if it does not by itself.
  public var idleTime: Duration? {
    fields[3, bit: 1] ? .milliseconds(100 * fields.integer(at: 4, byteCount: 4)) : nil
  }

  /// The time until the disc stands still; nil if it does not by itself.
  public var standbyTime: Duration? {
    fields[3, bit: 0] ? .milliseconds(100 * fields.integer(at: 8, byteCount: 4)) : nil
  }
}

/// How the drive tells that it will fail: mode page 1Ch.
///
///     byte 2     bit 7 performance counts, bit 4 warns of temperature, bit 3 does not watch,
///                bit 2 test, bit 0 logs
///     byte 3     bits 0–3 how it tells     byte 4…7   the time between two reports in 100 ms
///     byte 8…11  how many reports
///
/// Source: SPC-4, "Informational Exceptions Control mode page"; MMC-6, "Fault/Failure Reporting".
public struct FaultReportingPage: SelectableModePage, Hashable {
  public static let pageCode: UInt8 = 0x1C
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

  /// Whether the drive does not watch itself.
  public var isDisabled: Bool { fields[2, bit: 3] }
  /// Whether it warns of high temperature and the like.
  public var warns: Bool { fields[2, bit: 4] }
  /// Whether the next report is only a test.
  public var isTest: Bool { fields[2, bit: 2] }
  /// 0 not at all, 2 unit attention, 3 and 4 recovered error, 5 no sense, 6 when asked.
  public var reportingMethod: UInt8 { fields[3, mask: 0x0F] }
  /// The time between two reports; zero for once.
  public var interval: Duration { .milliseconds(100 * fields.integer(at: 4, byteCount: 4)) }
  /// How often it is told at most; zero for no limit.
  public var reportLimit: Int { fields.integer(at: 8, byteCount: 4) }
}

/// The drive's own time limits and write protection: mode page 1Dh.
///
///     byte 4     bit 3 the third group has a limit, bit 2 there are limits, bit 1 out of use until
///                it is switched off, bit 0 software write protection
///     byte 6…7   group 1, byte 8…9 group 2, byte 10…11 group 3, in seconds
///
/// Source: MMC-6, "Timeout and Protect Mode Page (Page Code 1Dh)".
public struct TimeoutAndProtectPage: SelectableModePage, Hashable {
  public static let pageCode: UInt8 = 0x1D
  /// Twelve.
  public static let maximumByteCount = 12

  private var fields: ModePageBytes
  public var bytes: [UInt8] { fields.bytes }

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than ten bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    fields = try ModePageBytes(parsing: page, minimum: 10)
  }

  public var hasThirdGroup: Bool { fields[4, bit: 3] }
  public var hasTimeLimits: Bool { fields[4, bit: 2] }
  /// Whether the drive is out of use until it is switched off.
  public var isOutOfUse: Bool { fields[4, bit: 1] }

  /// Whether the drive refuses to write until it is switched off.
  public var isWriteProtected: Bool {
    get { fields[4, bit: 0] }
    set { fields[4, bit: 0] = newValue }
  }

  /// The shortest time that commands of the groups 1, 2 and 3 may be given.
  public var groupTimeouts: [Duration] {
    [6, 8, 10].map { .seconds(fields.integer(at: $0, byteCount: 2)) }
  }
}
