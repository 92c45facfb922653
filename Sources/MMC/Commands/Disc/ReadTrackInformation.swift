public import DiscModel

/// Asks for the state of one track: READ TRACK INFORMATION (52h).
///
///     CDB byte 1     bits 0–1 what bytes 2…5 name: 0 an address, 1 a track, 2 a session
///     CDB byte 7…8   allocation length, 48
///
///     byte 0…1     how many bytes follow this field
///     byte 2, 32   track number, low and high byte; short replies lack the high one
///     byte 3, 33   session number, likewise
///     byte 5       bit 5 damaged, bits 0–3 control; bit 2 is a data track
///     byte 6       bit 7 reserved, bit 6 blank
///     byte 7       bit 1 the last recorded address is valid, bit 0 the next writable one is
///     byte 8…11    start address           byte 12…15  next writable address
///     byte 16…19   free blocks             byte 24…27  track size
///     byte 28…31   last recorded address
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

  /// Makes the question.
  public init(_ target: Target) {
    self.target = target
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
  }

  /// 48: all fields but those of layer jumps.
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
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The state of the track.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let end = min(Int(try reply.bigEndian(at: 0, as: UInt16.self)) + 2, reply.byteCount)
    let reply = reply.extracting(0..<end)
    func number(low: Int, high: Int) throws(ReplyError) -> Int {
      Int(high < end ? try reply.byte(at: high) : 0) << 8 | Int(try reply.byte(at: low))
    }
    func address(at offset: Int) throws(ReplyError) -> LogicalBlockAddress {
      LogicalBlockAddress(rawValue: try reply.bigEndian(at: offset))
    }
    func blocks(at offset: Int) throws(ReplyError) -> BlockCount {
      BlockCount(Int64(try reply.bigEndian(at: offset, as: UInt32.self)))
    }
    let start = try address(at: 8)
    let next = try reply.bit(0, at: 7) ? try address(at: 12) : nil
    let addressable = Int64(Int32.max) - Int64(max(start, next ?? start, .zero).rawValue)
    return Response(
      trackNumber: try number(low: 2, high: 32), sessionNumber: try number(low: 3, high: 33),
      isData: try reply.bit(2, at: 5), isDamaged: try reply.bit(5, at: 5),
      isReserved: try reply.bit(7, at: 6), isBlank: try reply.bit(6, at: 6),
      startAddress: start, nextWritableAddress: next,
      freeBlocks: min(try blocks(at: 16), BlockCount(addressable)), blocks: try blocks(at: 24),
      lastRecordedAddress: try reply.bit(1, at: 7) ? try address(at: 28) : nil)
  }
}
