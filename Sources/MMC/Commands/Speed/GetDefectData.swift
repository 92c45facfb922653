public import DiscModel

/// Asks for what the drive keeps of bad or unusable places: GET PERFORMANCE (ACh), types 1, 2, 4, 5.
///
///     CDB byte 2…5   first address       CDB byte 8…9   how many descriptors may come
///     CDB byte 10    type
///
///     byte 0…3   how many bytes follow this field          byte 8…    descriptors
///
/// Source: MMC-6, "GET PERFORMANCE Command".
public struct GetDefectData: MMCCommand {
  /// What is asked for: CDB byte 10.
  public enum Kind: UInt8, Hashable, Sendable {
    case unusableAreas = 1
    case defectStatus = 2
    case defectiveBlocks = 4
    case defectCache = 5

    /// How many bytes a descriptor has.
    public var descriptorByteCount: Int { self == .defectStatus ? 2048 : 8 }
  }

  /// The descriptors, one after the other, as far as they came. Which they are, the question tells.
  public struct Response: Hashable, Sendable {
    public var data: [UInt8]
  }

  /// What is asked for.
  public var kind: Kind
  /// Where to begin.
  public var firstAddress: LogicalBlockAddress
  /// How many descriptors may come.
  public var descriptorLimit: UInt16

  /// Makes the question.
  public init(
    _ kind: Kind, from firstAddress: LogicalBlockAddress = .zero, descriptorLimit: UInt16 = 16
  ) {
    self.kind = kind
    self.firstAddress = firstAddress
    self.descriptorLimit = descriptorLimit
  }

  /// The header and the descriptors.
  public var replyByteCount: Int { 8 + kind.descriptorByteCount * Int(descriptorLimit) }

  /// `AC 00 00 00 00 00 00 00 00 10 01 00` for unusable areas.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xAC, byteCount: 12)
    block.store(firstAddress.rawValue, at: 2)
    block.store(descriptorLimit, at: 8)
    block[10] = kind.rawValue
    return block
  }

  /// All that came behind the header.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let end = try reply.performanceByteCount()
    return Response(data: end <= 8 ? [] : try reply.bytes(at: 8, byteCount: end - 8))
  }
}

extension GetDefectData {
  /// Blocks that cannot be used.
  public struct UnusableArea: Hashable, Sendable {
    /// The first of them; nil if that is none a medium can have.
    public var firstAddress: LogicalBlockAddress?
    public var blocks: BlockCount
  }

  /// Which blocks of a part of the medium are bad.
  public struct DefectStatus: Hashable, Sendable {
    /// The first block of the part; nil if that is none a medium can have.
    public var firstAddress: LogicalBlockAddress?
    /// The last block of the part; nil if that is none a medium can have.
    public var lastAddress: LogicalBlockAddress?
    /// How many blocks one bit is about.
    public var blocksPerBit: BlockCount
    /// The bits behind the fields, from the highest of the first byte on.
    fileprivate var bits: [Bool]

    /// The bad blocks, in order, as far as they lie within the part.
    public var defects: [Range<LogicalBlockAddress>] {
      guard let first = firstAddress?.rawValue, let last = lastAddress?.rawValue, first <= last,
        blocksPerBit.rawValue > 0
      else { return [] }
      let end = Int64(last) + 1
      return bits.indices.filter { bits[$0] }.compactMap { index in
        let start = Int64(first) + Int64(index) * blocksPerBit.rawValue
        guard start < end, let upper = Int32(exactly: min(start + blocksPerBit.rawValue, end))
        else {
          return nil
        }
        return LogicalBlockAddress(Int32(start))..<LogicalBlockAddress(upper)
      }
    }
  }

  /// What the drive found out about a block, or keeps of a zone of its list of such blocks.
  public struct DefectEntry: Hashable, Sendable {
    /// The block, or the first of the zone; nil if that is none a medium can have.
    public var address: LogicalBlockAddress?
    /// The four bytes behind it, as the drive sent them.
    public var detail: [UInt8]
  }
}

extension GetDefectData.Response {
  /// The descriptors that came completely.
  public func descriptors(of kind: GetDefectData.Kind) -> [ArraySlice<UInt8>] {
    let size = kind.descriptorByteCount
    return stride(from: 0, through: data.count - size, by: size).map { data[$0..<$0 + size] }
  }

  /// Type 1.
  ///
  ///     byte 0…3   first address          byte 4…7   how many blocks
  public var unusableAreas: [GetDefectData.UnusableArea] {
    descriptors(of: .unusableAreas).map {
      GetDefectData.UnusableArea(
        firstAddress: Self.address($0), blocks: BlockCount(Int64(Self.number($0.dropFirst(4)))))
    }
  }

  /// Type 2.
  ///
  ///     byte 0…3   first address          byte 4…7   last address
  ///     byte 8     blocks to a bit        byte 9     bits 0–2 which bit of byte 10 is the first
  ///     byte 10…   a bit is set where the blocks are bad
  public var defectStatuses: [GetDefectData.DefectStatus] {
    descriptors(of: .defectStatus).map { descriptor in
      let bytes = Array(descriptor)
      let bits = bytes[10...].flatMap { byte in
        stride(from: 7, through: 0, by: -1).map { byte >> $0 & 1 != 0 }
      }
      return GetDefectData.DefectStatus(
        firstAddress: Self.address(descriptor), lastAddress: Self.address(descriptor.dropFirst(4)),
        blocksPerBit: BlockCount(Int64(bytes[8])),
        bits: Array(bits.dropFirst(7 - Int(bytes[9] & 0x07))))
    }
  }

  /// Types 4 and 5.
  ///
  ///     byte 0…3   address          byte 4…7   what is known of it
  public var entries: [GetDefectData.DefectEntry] {
    descriptors(of: .defectiveBlocks).map {
      GetDefectData.DefectEntry(address: Self.address($0), detail: Array($0.dropFirst(4)))
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func address(_ bytes: ArraySlice<UInt8>) -> LogicalBlockAddress? {
    Int32(exactly: number(bytes)).map { LogicalBlockAddress($0) }
  }
}
