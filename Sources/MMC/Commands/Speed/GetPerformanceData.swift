public import DiscModel

/// Asks how fast the drive is in which part of the medium: GET PERFORMANCE (ACh), type 0.
///
///     CDB byte 1     bits 3–4 tolerance, 2; bit 2 of writing; bits 0–1 which: 0 nominal, 1 all,
///                    2 exceptions
///     CDB byte 2…5   first address       CDB byte 8…9   how many descriptors may come
///     CDB byte 10    0
///
///     byte 0…3   how many bytes follow this field
///     byte 4     bit 1 of writing, bit 0 exceptions
///     byte 8…    nominal: descriptors of 16 bytes: byte 0…3 first address, byte 4…7 speed there,
///                byte 8…11 last address, byte 12…15 speed there, in thousands of bytes per second
///     byte 8…    exceptions: of 6 bytes: byte 0…3 address, byte 4…5 delay in units of 10 ms
///
/// Source: MMC-6, "GET PERFORMANCE Command", performance.
public struct GetNominalPerformance: MMCCommand {
  /// Which descriptors are wanted: bits 0–1 of CDB byte 1.
  public enum Scope: UInt8, Hashable, Sendable {
    case nominal = 0
    case all = 1
    case exceptions = 2
  }

  /// The speed over a part of the medium.
  public struct Segment: Hashable, Sendable {
    /// The first address; nil if that is none a medium can have.
    public var firstAddress: LogicalBlockAddress?
    public var firstRate: TransferRate
    /// The last address; nil if that is none a medium can have.
    public var lastAddress: LogicalBlockAddress?
    public var lastRate: TransferRate
  }

  /// A place where the drive is slower.
  public struct Slowdown: Hashable, Sendable {
    public var address: LogicalBlockAddress?
    public var delay: Duration
  }

  /// What the drive is capable of; one of the lists is empty.
  public struct Response: Hashable, Sendable {
    public var isForWriting: Bool
    public var segments: [Segment]
    public var slowdowns: [Slowdown]
  }

  /// Which descriptors are wanted.
  public var scope: Scope
  /// Whether writing is meant, and not reading.
  public var isForWriting: Bool
  /// Where to begin.
  public var firstAddress: LogicalBlockAddress
  /// How many descriptors may come.
  public var descriptorLimit: UInt16

  /// Makes the question.
  public init(
    _ scope: Scope = .nominal, isForWriting: Bool, from firstAddress: LogicalBlockAddress = .zero,
    descriptorLimit: UInt16 = 64
  ) {
    self.scope = scope
    self.isForWriting = isForWriting
    self.firstAddress = firstAddress
    self.descriptorLimit = descriptorLimit
  }

  /// The header and 16 bytes for each descriptor.
  public var replyByteCount: Int { 8 + 16 * Int(descriptorLimit) }

  /// `AC 14 00 00 00 00 00 00 00 40 00 00` of writing.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xAC, byteCount: 12)
    block[1] = 0x10 | (isForWriting ? 0x04 : 0) | scope.rawValue
    block.store(firstAddress.rawValue, at: 2)
    block.store(descriptorLimit, at: 8)
    return block
  }

  /// Every descriptor that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let end = try reply.performanceByteCount()
    let flags = try reply.byte(at: 4)
    var response = Response(isForWriting: flags & 2 != 0, segments: [], slowdowns: [])
    guard flags & 1 == 0 else {
      for offset in stride(from: 8, through: end - 6, by: 6) {
        let units = Int(try reply.bigEndian(at: offset + 4, as: UInt16.self))
        response.slowdowns.append(
          Slowdown(
            address: try reply.mediumAddress(at: offset), delay: .milliseconds(10 * units)))
      }
      return response
    }
    for offset in stride(from: 8, through: end - 16, by: 16) {
      response.segments.append(
        Segment(
          firstAddress: try reply.mediumAddress(at: offset),
          firstRate: try reply.rate(at: offset + 4),
          lastAddress: try reply.mediumAddress(at: offset + 8),
          lastRate: try reply.rate(at: offset + 12)))
    }
    return response
  }
}

extension RawSpan {
  /// How much of a reply to GET PERFORMANCE counts: what its length announces, or all that came if
  /// that is less. Drives announce lengths that change from one question to the next.
  func performanceByteCount() throws(ReplyError) -> Int {
    min(Int(try bigEndian(at: 0, as: UInt32.self)) + 4, byteCount)
  }

  /// An address of the medium; nil if that is none a medium can have.
  func mediumAddress(at offset: Int) throws(ReplyError) -> LogicalBlockAddress? {
    Int32(exactly: try bigEndian(at: offset, as: UInt32.self)).map { LogicalBlockAddress($0) }
  }

  /// A speed in thousands of bytes per second.
  func rate(at offset: Int) throws(ReplyError) -> TransferRate {
    TransferRate(kilobytesPerSecond: Int(try bigEndian(at: offset, as: UInt32.self)))
  }
}
