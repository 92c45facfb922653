public import DiscModel

/// Asks for the state of one track: READ TRACK INFORMATION (52h).
///
///     CDB byte 1     bits 0–1 what bytes 2…5 name: 0 an address, 1 a track, 2 a session; bit 2 the
///                    open track from there on
///     CDB byte 7…8   allocation length, 48
///
///     byte 0…1     how many bytes follow this field
///     byte 2, 32   track number, low and high byte; short replies lack the high one
///     byte 3, 33   session number, likewise
///     byte 5       bits 6–7 layer jump state, bit 5 damaged, bit 4 copy, bits 0–3 control, of which
///                  bit 2 is a data track
///     byte 6       bit 7 reserved, bit 6 blank, bit 5 packets, bit 4 fixed ones, bits 0–3 data mode
///     byte 7       bit 1 the last recorded address is valid, bit 0 the next writable one is
///     byte 8…11    start address           byte 12…15  next writable address
///     byte 16…19   free blocks             byte 20…23  packet size
///     byte 24…27   track size              byte 28…31  last recorded address
///     byte 36…39   read compatibility      byte 40…43  next layer jump
///     byte 44…47   last layer jump
///
/// - Throws: ``ReplyError/truncated(needed:available:)`` if a field lies past the end of the reply.
///   A blank disc is an ordinary answer, not an error.
/// Source: MMC-6, "READ TRACK INFORMATION Command", track information block.
public struct ReadTrackInformation: MMCCommand {
  /// Which track is meant.
  public enum Target: Hashable, Sendable {
    /// The track that holds this block.
    case blockAddress(LogicalBlockAddress)
    case track(UInt16)
    /// The first track of this session.
    case session(UInt16)

    /// The track that is open for writing (number FFh). Not for DVD-R and DVD-RW.
    public static let openTrack = Self.track(0xFF)
  }

  /// Which track is meant.
  public var target: Target
  /// Whether the open track from there on is meant, not the track itself.
  public var findsOpenTrack: Bool

  /// Makes the question.
  public init(_ target: Target, findsOpenTrack: Bool = false) {
    self.target = target
    self.findsOpenTrack = findsOpenTrack
  }

  /// The state of a track.
  public struct Response: Hashable, Sendable {
    /// The number of the track, from 1.
    public var trackNumber: Int
    /// The number of its session, from 1.
    public var sessionNumber: Int
    /// Whether it holds data and not audio.
    public var isData: Bool
    /// Whether writing it broke off.
    public var isDamaged: Bool
    /// Whether its size was set before it was written.
    public var isReserved: Bool
    /// Whether nothing is written in it.
    public var isBlank: Bool
    /// The Q sub-channel's control bits; bit 2 is a data track.
    public var control: UInt8
    /// Whether it is marked as a copy.
    public var isCopy: Bool
    /// Whether it is written in packets; nil where it is not.
    public var packets: Packets?
    /// What its blocks are: mode 1, mode 2, or not known.
    public var dataMode: DataMode
    /// 0 none, 1 to 3 how far the layer jumps of a DVD-R DL are.
    public var layerJumpState: UInt8
    /// Where it begins.
    public var startAddress: LogicalBlockAddress
    /// Where the next write must begin; nil when the drive marks the field invalid.
    public var nextWritableAddress: LogicalBlockAddress?
    /// How many blocks can still be written into it, never more than have an address.
    public var freeBlocks: BlockCount
    /// How long it is; for the open track how long it may become.
    public var blocks: BlockCount
    /// The last block that holds data; nil when the drive marks the field invalid.
    public var lastRecordedAddress: LogicalBlockAddress?
    /// The size of a fixed packet, or of what is written at once; nil if it is not told.
    public var packetBlocks: BlockCount?
    /// Up to where players must be able to read the disc; nil in short replies.
    public var readCompatibilityAddress: LogicalBlockAddress?
    /// Where the next layer jump goes; nil in short replies.
    public var nextLayerJumpAddress: LogicalBlockAddress?
    /// Where the last layer jump was; nil in short replies.
    public var lastLayerJumpAddress: LogicalBlockAddress?
  }

  /// How the packets of a track are.
  public enum Packets: Hashable, Sendable {
    case fixed, variable
  }

  /// What the blocks of a track are: bits 0–3 of byte 6.
  public enum DataMode: Hashable, Sendable {
    case mode1, mode2
    /// Audio, or nothing is written yet.
    case unknown
  }

  /// 48: all fields.
  public var replyByteCount: Int { 48 }
  /// A minute: fresh media take long.
  public var timeout: Duration { .seconds(60) }

  /// The kind of target in byte 1, its number in bytes 2 to 5.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x52, byteCount: 10)
    switch target {
    case .blockAddress(let address):
      block.store(address.rawValue, at: 2)
    case .track(let number):
      block[1] = 1
      block.store(UInt32(number), at: 2)
    case .session(let number):
      block[1] = 2
      block.store(UInt32(number), at: 2)
    }
    if findsOpenTrack { block[1] |= 0x04 }
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The state of the track.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let reply = reply.extracting(0..<(try reply.announcedByteCount()))
    func number(low: Int, high: Int) throws(ReplyError) -> Int {
      Int(reply.ifPresent(at: high, as: UInt8.self) ?? 0) << 8 | Int(try reply.byte(at: low))
    }
    func furtherAddress(at offset: Int) -> LogicalBlockAddress? {
      reply.ifPresent(at: offset).map { LogicalBlockAddress(rawValue: $0) }
    }
    let flags = try reply.byte(at: 5)
    let mode = try reply.byte(at: 6)
    let start = try reply.address(at: 8)
    let next = try reply.bit(0, at: 7) ? try reply.address(at: 12) : nil
    let addressable = Int64(Int32.max) - Int64(max(start, next ?? start, .zero).rawValue)
    let packet = reply.ifPresent(at: 20, as: UInt32.self) ?? 0
    return Response(
      trackNumber: try number(low: 2, high: 32), sessionNumber: try number(low: 3, high: 33),
      isData: flags & 0x04 != 0, isDamaged: flags & 0x20 != 0,
      isReserved: mode & 0x80 != 0, isBlank: mode & 0x40 != 0,
      control: flags & 0x0F, isCopy: flags & 0x10 != 0,
      packets: mode & 0x20 == 0 ? nil : mode & 0x10 == 0 ? .variable : .fixed,
      dataMode: DataMode(number: mode & 0x0F), layerJumpState: flags >> 6,
      startAddress: start, nextWritableAddress: next,
      freeBlocks: min(try reply.blocks(at: 16), BlockCount(addressable)),
      blocks: try reply.blocks(at: 24),
      lastRecordedAddress: try reply.bit(1, at: 7) ? try reply.address(at: 28) : nil,
      packetBlocks: packet == 0 ? nil : BlockCount(Int64(packet)),
      readCompatibilityAddress: furtherAddress(at: 36),
      nextLayerJumpAddress: furtherAddress(at: 40), lastLayerJumpAddress: furtherAddress(at: 44))
  }
}

extension ReadTrackInformation.DataMode {
  fileprivate init(number: UInt8) {
    switch number {
    case 1: self = .mode1
    case 2: self = .mode2
    default: self = .unknown
    }
  }
}
