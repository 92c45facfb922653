internal import DiscModel

/// What the system use fields of one record tell; they may go on in other blocks.
///
/// Every field is a two-letter name, its whole length, its version, then what it carries:
///
///     NM  flags, a part of the name             TF  flags, then the times that they announce
///     PX  mode, links, uid, gid, serial         SL  flags, then parts of a link's target
///     CE  where more fields lie                 CL  where a relocated folder lies
///     RE  the folder is relocated to here       SP  how many bytes to skip in other records
///
/// Source: SUSP 1.12, "SUSP System Use Entries Fields"; RRIP 1.12, "Rock Ridge System Use Entries".
struct RockRidgeFields {
  /// Where the fields go on.
  struct Continuation {
    var block: LogicalBlockAddress
    var range: Range<Int>
  }

  var attributes: PosixAttributes?
  var modificationTime: Timestamp?
  var relocatedTo: LogicalBlockAddress?
  var isRelocated = false
  /// The bytes before the fields in all records but the root's own; nil without an SP field.
  var skippedByteCount: Int?
  /// Set when the fields read last point at more.
  private(set) var continuation: Continuation?
  private var nameBytes: [UInt8] = []
  private var targetBytes: [UInt8]?
  private var componentGoesOn = false
  private var isFinished = false
  private var continuationCount = 0

  /// The most continuation areas of a record; the longest name and target need five.
  private static let continuationLimit = 32

  /// The name, or nil if there is none.
  var name: String? {
    nameBytes.isEmpty ? nil : String(decoding: nameBytes, as: UTF8.self)
  }

  var linkTarget: String? {
    targetBytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the fields of a root's own record announce Rock Ridge.
  var announcesRockRidge: Bool {
    skippedByteCount != nil && (attributes != nil || continuation != nil)
  }

  /// Takes the fields in `range` of `block`.
  mutating func take(_ block: RawSpan, _ range: Range<Int>) throws(VolumeFault.Reason) {
    continuation = nil
    var offset = range.lowerBound
    while !isFinished, offset + 4 <= range.upperBound, try block.byte(at: offset) != 0 {
      let byteCount = Int(try block.byte(at: offset + 2))
      guard byteCount >= 4, offset + byteCount <= range.upperBound else { throw .truncated }
      try takeField(block.extracting(offset..<offset + byteCount))
      offset += byteCount
    }
  }

  private mutating func takeField(_ field: RawSpan) throws(VolumeFault.Reason) {
    switch (try field.byte(at: 0), try field.byte(at: 1)) {
    case (0x4E, 0x4D): nameBytes += try field.bytes(in: 5..<max(5, field.byteCount))
    case (0x50, 0x58): try takeAttributes(field)
    case (0x54, 0x46): try takeTimes(field)
    case (0x53, 0x4C): try takeLink(field)
    case (0x43, 0x45): try takeContinuation(field)
    case (0x43, 0x4C): relocatedTo = try Self.address(in: field)
    case (0x52, 0x45): isRelocated = true
    case (0x53, 0x50): skippedByteCount = Int(try field.byte(at: 6))
    case (0x53, 0x54): isFinished = true
    default: break
    }
  }

  private static func address(in field: RawSpan) throws(VolumeFault.Reason) -> LogicalBlockAddress {
    guard let address = Int32(exactly: try field.littleEndian(at: 4, as: UInt32.self)) else {
      throw .beyondVolume
    }
    return LogicalBlockAddress(address)
  }

  private mutating func takeContinuation(_ field: RawSpan) throws(VolumeFault.Reason) {
    continuationCount += 1
    guard continuationCount <= Self.continuationLimit else { throw .continuationLoop }
    let offset = Int(try field.littleEndian(at: 12, as: UInt32.self))
    let byteCount = Int(try field.littleEndian(at: 20, as: UInt32.self))
    guard offset + byteCount <= SectorFormat.data.byteCount else { throw .truncated }
    continuation = Continuation(
      block: try Self.address(in: field), range: offset..<offset + byteCount)
  }

  /// PX: byte 4 mode, 12 links, 20 uid, 28 gid, 36 serial, each in both orders.
  private mutating func takeAttributes(_ field: RawSpan) throws(VolumeFault.Reason) {
    attributes = PosixAttributes(
      mode: try field.littleEndian(at: 4), linkCount: try field.littleEndian(at: 12),
      userID: try field.littleEndian(at: 20), groupID: try field.littleEndian(at: 28),
      serial: field.byteCount >= 44 ? try field.littleEndian(at: 36) : nil)
  }

  /// TF: byte 4 flags; bit 0 creation, bit 1 modification and so on; bit 7 the long form.
  private mutating func takeTimes(_ field: RawSpan) throws(VolumeFault.Reason) {
    let flags = try field.byte(at: 4)
    guard flags & 0b10 != 0 else { return }
    let isLong = flags & 0x80 != 0
    let offset = flags & 0b1 == 0 ? 5 : 5 + (isLong ? 17 : 7)
    modificationTime =
      isLong ? try RecordedTime.long(field, at: offset) : try RecordedTime.short(field, at: offset)
  }

  /// SL: byte 4 flags, then components: flags, length, text.
  ///
  /// Component flags: bit 0 goes on in the next one, bit 1 ".", bit 2 "..", bit 3 the root.
  private mutating func takeLink(_ field: RawSpan) throws(VolumeFault.Reason) {
    var target = targetBytes ?? []
    var offset = 5
    while offset < field.byteCount {
      let flags = try field.byte(at: offset)
      let end = offset + 2 + Int(try field.byte(at: offset + 1))
      let text = try field.bytes(in: offset + 2..<end)
      if !componentGoesOn, !target.isEmpty, target != [0x2F] { target.append(0x2F) }
      switch flags & 0b1110 {
      case 0b0010: target.append(0x2E)
      case 0b0100: target += [0x2E, 0x2E]
      case 0b1000: target = [0x2F]
      default: target += text
      }
      componentGoesOn = flags & 0b1 != 0
      offset = end
    }
    targetBytes = target
  }
}
