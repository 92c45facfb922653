public import DiscModel

/// Reads sectors of a CD with all that belongs to them: READ CD (BEh).
///
///     CDB byte 1     bits 2–4 expected type       CDB byte 2…5   address, signed
///     CDB byte 6…8   number of sectors            CDB byte 9     what of the main channel
///     CDB byte 10    bits 0–2 sub-channels
///
/// Another type of sector is refused with 5/64/00, a combination that the drive does not have with
/// 5/24/00. The sectors come with ``ExclusiveDrive/read(_:into:)``.
/// Source: MMC-6, "READ CD Command".
public struct ReadCD: MMCCommand {
  /// Nothing: the sectors go straight into the caller's buffer.
  public typealias Response = Void

  /// The first sector.
  public var address: LogicalBlockAddress
  /// How many sectors there are, at most 16,777,215.
  public var sectors: UInt32
  /// What of each is wanted.
  public var content: CDSectorContent

  /// Makes the command.
  public init(at address: LogicalBlockAddress, sectors: UInt32, _ content: CDSectorContent) {
    self.address = address
    self.sectors = sectors
    self.content = content
  }

  /// A minute: the drive tries bad places many times.
  public var timeout: Duration { .seconds(60) }

  /// `BE 04 00 00 00 00 00 00 1B 10 00 00` for 27 sectors of audio.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xBE, byteCount: 12)
    let count = min(sectors, 0xFF_FFFF)
    block[1] = content.typeByte
    block.store(address.rawValue, at: 2)
    block[6] = UInt8(count >> 16)
    block.store(UInt16(truncatingIfNeeded: count), at: 7)
    block[9] = content.selectionByte
    block[10] = content.subchannels.rawValue
    return block
  }
}

/// Reads sectors of a CD between two times: READ CD MSF (B9h).
///
///     CDB byte 1     bits 2–4 expected type
///     CDB byte 3…5   the first time               CDB byte 6…8   the time after the last sector
///     CDB byte 9     what of the main channel     CDB byte 10    bits 0–2 sub-channels
///
/// Source: MMC-6, "READ CD MSF Command".
public struct ReadCDMSF: MMCCommand {
  /// Nothing: the sectors go straight into the caller's buffer.
  public typealias Response = Void

  /// The time of the first sector.
  public var start: MinuteSecondFrame
  /// The time after the last sector.
  public var end: MinuteSecondFrame
  /// What of each sector is wanted.
  public var content: CDSectorContent

  /// Makes the command.
  public init(from start: MinuteSecondFrame, to end: MinuteSecondFrame, _ content: CDSectorContent)
  {
    self.start = start
    self.end = end
    self.content = content
  }

  /// A minute: the drive tries bad places many times.
  public var timeout: Duration { .seconds(60) }

  /// `B9 00 00 00 02 00 00 02 10 F8 00 00` for whole sectors of 16 frames from the start on.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xB9, byteCount: 12)
    block[1] = content.typeByte
    for (offset, time) in [(3, start), (6, end)] {
      block[offset] = time.minute
      block[offset + 1] = time.second
      block[offset + 2] = time.frame
    }
    block[9] = content.selectionByte
    block[10] = content.subchannels.rawValue
    return block
  }
}
