/// Reading sense bytes.
///
///     fixed (70h, 71h)        byte 0  bit 7 INFORMATION valid, bits 0–6 response code
///                             byte 2  bits 0–3 key          byte 3…6   INFORMATION
///                             byte 12 ASC, 13 ASCQ          byte 15…17 sense-key specific
///     descriptor (72h, 73h)   byte 1  bits 0–3 key, byte 2 ASC, byte 3 ASCQ, byte 7 length of the
///                             descriptors from byte 8 on, each: type, length of the rest, the rest
///                             type 00h: byte 2 bit 7 valid, byte 4…11 INFORMATION
///                             type 02h: byte 4…6 sense-key specific
///     sense-key specific      byte 0  bit 7 valid; with key 0 or 2 bytes 1–2 are the progress in
///                             1/65536
///
/// 71h and 73h are deferred errors. Source: SPC-4, "Sense data".
extension SenseData {
  /// What `bytes` say, or nil if they are no sense data. Fields that lie past the end count as zero:
  /// drives send as few bytes as they like.
  public init?(decoding bytes: [UInt8]) {
    guard let code = bytes.first.map({ $0 & 0x7F }) else { return nil }
    switch code {
    case 0x70, 0x71: self.init(fixed: bytes, isDeferred: code == 0x71)
    case 0x72, 0x73: self.init(descriptors: bytes, isDeferred: code == 0x73)
    default: return nil
    }
  }

  private init?(fixed bytes: [UInt8], isDeferred: Bool) {
    guard bytes.count > 2 else { return nil }
    let isValid = bytes[0] & 0x80 != 0 && bytes.count >= 7
    self.init(
      key: Key(rawValue: bytes[2] & 0x0F), asc: bytes.value(at: 12), ascq: bytes.value(at: 13),
      isDeferred: isDeferred,
      information: isValid ? bytes[3..<7].reduce(0) { $0 << 8 | UInt64($1) } : nil)
    progress = key.progress(from: bytes.dropFirst(15))
  }

  private init?(descriptors bytes: [UInt8], isDeferred: Bool) {
    guard bytes.count > 3 else { return nil }
    self.init(
      key: Key(rawValue: bytes[1] & 0x0F), asc: bytes[2], ascq: bytes[3], isDeferred: isDeferred)
    var rest = bytes.dropFirst(8).prefix(Int(bytes.value(at: 7)))
    while let type = rest.first, let length = rest.dropFirst().first {
      read(descriptor: rest.prefix(2 + Int(length)), type: type)
      rest = rest.dropFirst(2 + Int(length))
    }
  }

  private mutating func read(descriptor: ArraySlice<UInt8>, type: UInt8) {
    let bytes = Array(descriptor)
    switch type {
    case 0x00 where bytes.count >= 12 && bytes[2] & 0x80 != 0:
      information = bytes[4..<12].reduce(0) { $0 << 8 | UInt64($1) }
    case 0x02:
      progress = key.progress(from: bytes.dropFirst(4))
    default: break
    }
  }
}

extension SenseData.Key {
  /// The progress in three sense-key specific bytes, where this key has one and it is valid.
  fileprivate func progress(from bytes: ArraySlice<UInt8>) -> Double? {
    let bytes = Array(bytes.prefix(3))
    guard self == .noSense || self == .notReady, bytes.count == 3, bytes[0] & 0x80 != 0 else {
      return nil
    }
    return Double(UInt16(bytes[1]) << 8 | UInt16(bytes[2])) / 65_536
  }
}

extension [UInt8] {
  /// The byte at `offset`, or zero past the end.
  fileprivate func value(at offset: Int) -> UInt8 {
    offset < count ? self[offset] : 0
  }
}
