/// What a sector of a compact disc is, as READ CD tells sectors apart.
enum SectorType: UInt8, Hashable, Sendable {
  case audio = 1
  case mode1 = 2
  /// Mode 2 without sub-headers.
  case formless = 3
  /// Mode 2 XA with 2,048 bytes of user data and error correction.
  case form1 = 4
  /// Mode 2 XA with 2,324 bytes of user data and at most an EDC.
  case form2 = 5

  var isData: Bool { self != .audio }

  /// Where the user's 2,048 bytes begin in the whole sector; nil if there are none.
  var userDataOffset: Int? {
    switch self {
    case .mode1: 16
    case .form1: 24
    case .audio, .formless, .form2: nil
    }
  }
}

/// Sectors with all their 2,352 bytes.
///
///     all data   0…11  synchronisation   12…14  minute, second, frame in BCD   15  mode
///     mode 1     16…2063  data   2064…2067  EDC   2068…2075  zero   2076…2351  parity
///     form 1     16…23  sub-header, twice   24…2071  data   2072…2075  EDC   2076…2351  parity
///     form 2     16…23  sub-header, twice   24…2347  data   2348…2351  EDC or zero
///     formless   16…2351  data
///
/// Source: ECMA-130, "Sectors of a digital data track"; CD-ROM XA, "Sector layout".
enum WholeSector {
  static let byteCount = 2352
  static let synchronization: [UInt8] = [0] + [UInt8](repeating: 0xFF, count: 10) + [0]
  /// The sub-header of plain data in form 1: file and channel 0, the data bit.
  static let plainSubheader: [UInt8] = [0, 0, 0x08, 0]

  /// A sector of mode 1 with 2,048 bytes of user data.
  static func mode1(_ data: some Collection<UInt8>, at address: Int64) -> [UInt8] {
    var sector = start(of: 1, at: address)
    sector += data
    sector.appendLittleEndian(SectorCode.errorDetection(sector[0..<2064]))
    sector += [UInt8](repeating: 0, count: byteCount - sector.count)
    SectorCode.fillParity(in: &sector)
    return sector
  }

  /// A sector of mode 2 form 1 with 2,048 bytes. Its parity does not cover the header, so that
  /// sectors can be moved.
  static func form1(
    subheader: some Collection<UInt8>, _ data: some Collection<UInt8>, at address: Int64
  ) -> [UInt8] {
    var sector = start(of: 2, at: address)
    let header = Array(sector[12..<16])
    sector += subheader
    sector += subheader
    sector += data
    sector.appendLittleEndian(SectorCode.errorDetection(sector[16..<2072]))
    sector += [UInt8](repeating: 0, count: byteCount - sector.count)
    sector.replaceSubrange(12..<16, with: [0, 0, 0, 0])
    SectorCode.fillParity(in: &sector)
    sector.replaceSubrange(12..<16, with: header)
    return sector
  }

  /// A sector of mode 2 form 2 with 2,324 bytes.
  static func form2(
    subheader: some Collection<UInt8>, _ data: some Collection<UInt8>, at address: Int64
  ) -> [UInt8] {
    var sector = start(of: 2, at: address)
    sector += subheader
    sector += subheader
    sector += data
    sector.appendLittleEndian(SectorCode.errorDetection(sector[16..<2348]))
    return sector
  }

  /// A sector of mode 2 without sub-headers, with 2,336 bytes.
  static func formless(_ data: some Collection<UInt8>, at address: Int64) -> [UInt8] {
    start(of: 2, at: address) + data
  }

  /// A sector of mode 2 XA from its 2,336 bytes behind the header, of which the sub-header decides
  /// the form; EDC and parity are made.
  static func extended(_ bytes: ArraySlice<UInt8>, at address: Int64) -> [UInt8] {
    let start = bytes.startIndex
    let subheader = bytes[start..<start + 4]
    return bytes[start + 2] & 0x20 == 0
      ? form1(subheader: subheader, bytes[start + 8..<start + 2056], at: address)
      : form2(subheader: subheader, bytes[start + 8..<start + 2332], at: address)
  }

  /// What a whole data sector says it is; nil if it is none that has a header.
  ///
  /// - Parameter isExtended: whether sectors of mode 2 have sub-headers.
  static func type(of sector: ArraySlice<UInt8>, isExtended: Bool) -> SectorType? {
    guard sector.count == byteCount, sector.prefix(12).elementsEqual(synchronization) else {
      return nil
    }
    switch sector[sector.startIndex + 15] {
    case 1: return .mode1
    case 2 where !isExtended: return .formless
    case 2: return sector[sector.startIndex + 18] & 0x20 == 0 ? .form1 : .form2
    default: return nil
    }
  }

  private static func start(of mode: UInt8, at address: Int64) -> [UInt8] {
    var sector: [UInt8] = []
    sector.reserveCapacity(byteCount)
    sector += synchronization
    sector += CompactDiscTime.codedDecimal(of: address)
    sector.append(mode)
    return sector
  }
}

extension [UInt8] {
  fileprivate mutating func appendLittleEndian(_ value: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}

extension WholeSector {
  /// A sector of a data track with nothing but zeros in it.
  static func empty(_ content: TrackLayout.Content, at address: Int64) -> [UInt8] {
    let zeros = [UInt8](repeating: 0, count: 2336)
    return switch content {
    case .audio: [UInt8](repeating: 0, count: byteCount)
    case .mode1: mode1(zeros.prefix(2048), at: address)
    case .formless: formless(zeros, at: address)
    case .extended: form1(subheader: plainSubheader, zeros.prefix(2048), at: address)
    }
  }
}
