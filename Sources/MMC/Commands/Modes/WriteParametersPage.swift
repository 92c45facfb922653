/// How the next track is written: mode page 05h.
///
///     byte 0       bits 0–5 page, 05h          byte 1   length of the rest, 32h
///     byte 2       bit 6 underrun protection, bit 5 link size valid, bit 4 test write,
///                  bits 0–3 write type
///     byte 3       bits 6–7 later sessions, bit 5 fixed packets, bit 4 copy, bits 0–3 track mode
///     byte 4       bits 0–3 data block type
///     byte 5       link size                   byte 7   bits 0–5 application code
///     byte 8       session format
///     byte 10…13   packet size                 byte 14…15   audio pause, 150
///     byte 16…31   catalogue number: byte 16 bit 7 valid, byte 17…29 digits
///     byte 32…47   recording code: byte 32 bit 7 valid, byte 33…44 characters
///     byte 48…51   sub-header
///
/// For CD and DVD-R; DVD+R, DVD-RAM and BD have no use for it.
/// Source: MMC-6, "Write Parameters Mode Page (Page Code 05h)".
public struct WriteParametersPage: SelectableModePage, Hashable {
  /// Five.
  public static let pageCode: UInt8 = 0x05
  /// 56: some drives add four bytes to the usual 52.
  public static let maximumByteCount = 56

  var fields: ModePageBytes

  /// The page as it goes to the drive; its first bit, which says that it can be saved, is clear.
  public var bytes: [UInt8] { fields.bytes }

  /// The page as the drive sent it.
  ///
  /// - Throws: ``ReplyError/truncated(needed:available:)`` if it has fewer than 52 bytes.
  public init(parsing page: RawSpan) throws(ReplyError) {
    fields = try ModePageBytes(parsing: page, minimum: 52)
  }

  /// A page of 52 bytes with nothing set, for drives that do not tell theirs.
  public init() {
    fields = ModePageBytes(pageCode: Self.pageCode, byteCount: 52)
  }

  /// Sets every field to zero but the audio pause, which is 150 blocks.
  ///
  /// Fields are set and not kept, because drives keep test writing and odd pauses from before.
  public mutating func reset() {
    for offset in 2..<52 { fields[offset] = 0 }
    audioPause = 150
  }

  /// Sets every field for one track of data, written at once.
  ///
  /// - Parameters:
  ///   - allowsMoreSessions: whether closing the session leaves the disc appendable.
  ///   - protectsAgainstUnderrun: whether the drive may pause the laser when data come late; only
  ///     where ``DriveCapabilities/hasUnderrunProtection`` says that it can.
  public mutating func setTrackAtOnceData(
    allowsMoreSessions: Bool, protectsAgainstUnderrun: Bool = true
  ) {
    reset()
    self.protectsAgainstUnderrun = protectsAgainstUnderrun
    writeType = .trackAtOnce
    multiSession = allowsMoreSessions ? .allowed : .none
    trackMode = 4
    dataBlockType = .mode1
  }

  /// Sets every field for a DVD-R or DVD-RW that is written piece by piece, in whole ECC blocks.
  public mutating func setIncremental(
    allowsMoreSessions: Bool, protectsAgainstUnderrun: Bool = true
  ) {
    reset()
    self.protectsAgainstUnderrun = protectsAgainstUnderrun
    writeType = .packet
    multiSession = allowsMoreSessions ? .allowed : .none
    hasFixedPackets = true
    trackMode = 5
    dataBlockType = .mode1
    linkBlocks = 16
    packetBlocks = 16
  }

  /// Sets every field for a DVD-R or DVD-RW that is written in one go.
  public mutating func setDiscAtOnce(protectsAgainstUnderrun: Bool = true) {
    reset()
    self.protectsAgainstUnderrun = protectsAgainstUnderrun
    writeType = .sessionAtOnce
    trackMode = 5
    dataBlockType = .mode1
  }

  /// Sets every field for a DVD-RW that can be overwritten.
  public mutating func setRestrictedOverwrite(protectsAgainstUnderrun: Bool = true) {
    reset()
    self.protectsAgainstUnderrun = protectsAgainstUnderrun
    writeType = .packet
    hasFixedPackets = true
    trackMode = 5
    dataBlockType = .mode1
  }

  /// Sets every field for a session that is written at once, by a cue sheet.
  public mutating func setSessionAtOnce(
    allowsMoreSessions: Bool, protectsAgainstUnderrun: Bool = true
  ) {
    reset()
    self.protectsAgainstUnderrun = protectsAgainstUnderrun
    writeType = .sessionAtOnce
    multiSession = allowsMoreSessions ? .allowed : .none
  }

  /// Sets every field for one track of audio, written at once.
  ///
  /// - Parameters:
  ///   - control: the Q sub-channel's control bits: 1 pre-emphasis, 2 copying allowed.
  ///   - isCopy: whether the track is marked as a copy of a copy.
  ///   - catalogueNumber: of the disc, thirteen digits.
  ///   - recordingCode: of the track, twelve characters.
  public mutating func setTrackAtOnceAudio(
    control: UInt8, isCopy: Bool, catalogueNumber: String? = nil, recordingCode: String? = nil,
    allowsMoreSessions: Bool, protectsAgainstUnderrun: Bool = true
  ) {
    reset()
    self.protectsAgainstUnderrun = protectsAgainstUnderrun
    writeType = .trackAtOnce
    multiSession = allowsMoreSessions ? .allowed : .none
    trackMode = control & 0x03
    self.isCopy = isCopy
    self.catalogueNumber = catalogueNumber
    self.recordingCode = recordingCode
  }

  /// Whether closing the session leaves the disc appendable.
  public var allowsMoreSessions: Bool { multiSession == .allowed }
}
