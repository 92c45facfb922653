/// Asks how many tracks the disc can have: READ DISC INFORMATION (51h), data type 1.
///
///     CDB byte 1   bits 0–2 data type, 1        CDB byte 7…8   allocation length, 12
///
///     byte 2       bits 5–7 data type
///     byte 4…5     tracks that can be open     byte 6…7    tracks that are
///     byte 8…9     tracks that can be appended byte 10…11  tracks that are
///
/// BD-R. Source: MMC-6, "READ DISC INFORMATION Command", track resources information.
public struct ReadTrackResources: MMCCommand {
  /// How many tracks the disc can have, and has.
  public struct Response: Hashable, Sendable {
    public var maximumTracks: Int
    public var assignedTracks: Int
    public var maximumAppendableTracks: Int
    public var appendableTracks: Int
  }

  /// Makes the question.
  public init() {}

  /// Twelve.
  public var replyByteCount: Int { 12 }

  /// `51 01 00 00 00 00 00 00 0C 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x51, byteCount: 10)
    block[1] = 1
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The four numbers.
  ///
  /// - Throws: ``ReplyError/invalid(field:)`` if another kind of information came.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    guard try reply.byte(at: 2) >> 5 == 1 else {
      throw .invalid(field: "disc information data type")
    }
    func number(at offset: Int) throws(ReplyError) -> Int {
      Int(try reply.bigEndian(at: offset, as: UInt16.self))
    }
    return Response(
      maximumTracks: try number(at: 4), assignedTracks: try number(at: 6),
      maximumAppendableTracks: try number(at: 8), appendableTracks: try number(at: 10))
  }
}

/// Asks how often blocks of a BD-R can still be replaced: READ DISC INFORMATION (51h), data type 2.
///
///     CDB byte 1   bits 0–2 data type, 2        CDB byte 7…8   allocation length, 16
///
///     byte 2       bits 5–7 data type
///     byte 4…7     replacements left       byte 8…11   entries left in the reallocation map
///     byte 12…15   updates left
///
/// Source: MMC-6, "READ DISC INFORMATION Command", POW resources information.
public struct ReadPseudoOverwriteResources: MMCCommand {
  /// What is left for replacing blocks.
  public struct Response: Hashable, Sendable {
    public var replacements: UInt32
    public var mapEntries: UInt32
    public var updates: UInt32
  }

  /// Makes the question.
  public init() {}

  /// Sixteen.
  public var replyByteCount: Int { 16 }

  /// `51 02 00 00 00 00 00 00 10 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x51, byteCount: 10)
    block[1] = 2
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The three numbers.
  ///
  /// - Throws: ``ReplyError/invalid(field:)`` if another kind of information came.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    guard try reply.byte(at: 2) >> 5 == 2 else {
      throw .invalid(field: "disc information data type")
    }
    return Response(
      replacements: try reply.bigEndian(at: 4), mapEntries: try reply.bigEndian(at: 8),
      updates: try reply.bigEndian(at: 12))
  }
}
