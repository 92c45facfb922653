public import DiscModel

/// Asks what the groove of a recordable CD says: READ TOC/PMA/ATIP (43h), format 4.
///
///     CDB byte 1   bit 1 times in minutes, seconds, frames      CDB byte 2   4
///     CDB byte 7…8 allocation length, 32
///
///     byte 4       bits 4–6 target writing power, bits 0–2 reference speed
///     byte 5       bit 6 unrestricted use
///     byte 6       bit 6 CD-RW, bits 3–5 sub-type, bits 2, 1, 0 A1, A2, A3 are valid
///     byte 8…10    start of the lead-in            byte 12…14   last start of the lead-out
///     byte 16…18   A1     byte 20…22   A2     byte 24…26   A3     byte 28…30   S4
///
/// CD-R and CD-RW only; pressed discs are refused, or answered with rubbish by some drives.
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", ATIP.
public struct ReadATIP: MMCCommand {
  /// What the groove says.
  public struct Response: Hashable, Sendable {
    /// Whether the disc can be erased.
    public var isRewritable: Bool
    /// The maker's sub-type: on CD-RW 0 normal, 1 high speed, 2 ultra speed, 3 ultra speed plus.
    public var subtype: UInt8
    /// Whether the disc may be used for everything; recorders for audio take the others alone.
    public var isUnrestricted: Bool
    /// The target writing power, as the book of the disc counts it.
    public var writingPower: UInt8
    /// The reference speed, as the book of the disc counts it.
    public var referenceSpeed: UInt8
    /// Where the lead-in begins; it names the manufacturer. Nil if it is no time.
    public var leadIn: MinuteSecondFrame?
    /// Where the lead-out must begin at the latest. Nil if it is no time.
    public var leadOut: MinuteSecondFrame?
    /// The additional values of three bytes each, nil where they are not valid.
    public var a1, a2, a3: [UInt8]?

    /// How many blocks the disc holds. A lead-out is never taken for a lead-in here, however late
    /// it is.
    public var capacity: BlockCount? {
      leadOut.map { time in
        BlockCount((Int64(time.minute) * 60 + Int64(time.second)) * 75 + Int64(time.frame) - 150)
      }
    }
  }

  /// Makes the question.
  public init() {}

  /// 32: up to the last additional value.
  public var replyByteCount: Int { 32 }

  /// `43 02 04 00 00 00 00 00 20 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
    block[1] = 0x02
    block[2] = 4
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// What the groove says. Times of zero or with more than 59 seconds or 74 frames count as not
  /// told: there are drives that send zeros or decimal digits.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    func time(at offset: Int) throws(ReplyError) -> MinuteSecondFrame? {
      let time = try reply.timeIfValid(at: offset)
      return time.flatMap { $0.minute > 0 ? $0 : nil }
    }
    let kind = try reply.byte(at: 6)
    func value(at offset: Int, validBit: Int) -> [UInt8]? {
      kind >> validBit & 1 == 1 ? try? reply.bytes(at: offset, byteCount: 3) : nil
    }
    let power = try reply.byte(at: 4)
    return Response(
      isRewritable: kind & 0x40 != 0, subtype: kind >> 3 & 0x07,
      isUnrestricted: try reply.bit(6, at: 5), writingPower: power >> 4 & 0x07,
      referenceSpeed: power & 0x07, leadIn: try time(at: 8), leadOut: try time(at: 12),
      a1: value(at: 16, validBit: 2), a2: value(at: 20, validBit: 1),
      a3: value(at: 24, validBit: 0))
  }
}

extension ReadATIP.Response {
  /// The fastest that a CD-RW may be written, where the groove says so.
  ///
  /// The number stands in bits 0–3 of A1 for normal and high speed discs, and of A2 for the others.
  /// Source: Orange Book part III, "Additional information 1" and "2".
  public var maximumWriteRate: TransferRate? {
    guard isRewritable else { return nil }
    let field = subtype < 2 ? a1 : a2
    guard let number = field?.first.map({ $0 & 0x0F }) else { return nil }
    let factors: [UInt8: Double] =
      switch subtype {
      case 0: [1: 2, 2: 4, 3: 6, 4: 8]
      case 1: [1: 2, 2: 4, 3: 6, 4: 10]
      default: [1: 2, 2: 4, 3: 8, 6: 16, 8: 24, 9: 32, 10: 40, 11: 48]
      }
    return factors[number].map { TransferRate.cd($0) }
  }
}
