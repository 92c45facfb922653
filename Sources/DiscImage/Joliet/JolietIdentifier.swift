/// Identifiers of the Joliet tree: UCS-2, most significant byte first, up to 64 characters; files
/// have ";1" behind them.
///
/// Not allowed are control characters, what is not in UCS-2 (above U+FFFF), and * / : ; ? and the
/// backslash; "_" stands for each. Source: Joliet Specification, "Allowed Character Set", "File and
/// Directory Name Length".
///
/// It stands for dots at the end, too: Windows and Linux leave them out, and would not find the file,
/// or another. Source: Linux, `fs/isofs/joliet.c`; Windows, "Naming Files, Paths, and Namespaces".
enum JolietIdentifier {
  static let longest = 64
  /// The longest extension, its dot included, that is kept when a name is cut.
  static let longestExtension = 16

  /// See ``NameRules/write(_:isFolder:number:to:)``.
  static func write(
    _ name: UnsafeBufferPointer<UInt8>, isFolder: Bool, number: UInt32,
    to place: UnsafeMutablePointer<UInt8>
  ) -> NameRules.Written {
    let suffix = ISOIdentifier.Suffix(number)
    let total = length(of: name[...])
    let dot = isFolder ? nil : ISOIdentifier.extensionDot(of: name)
    var split = name.count
    var ending = 0
    if let dot, total + suffix.count > longest || suffix.count > 0 {
      ending = length(of: name[dot...])
      if ending > longestExtension { ending = 0 } else { split = dot }
    }
    var writer = Writer(place: place)
    writer.isChanged = suffix.count > 0
    writer.copy(name[..<split], room: longest - ending - suffix.count)
    suffix.write(to: place + writer.byteCount)
    writer.widen(suffix.count)
    writer.copy(name[split...], room: ending)
    writer.replaceFinalDots()
    return NameRules.Written(byteCount: writer.byteCount, isChanged: writer.isChanged)
  }

  /// See ``NameRules/addVersion(to:byteCount:)``.
  static func addVersion(to place: UnsafeMutablePointer<UInt8>, byteCount: Int) -> Int {
    place[byteCount] = 0
    place[byteCount + 1] = UInt8(ascii: ";")
    place[byteCount + 2] = 0
    place[byteCount + 3] = UInt8(ascii: "1")
    return byteCount + 4
  }

  /// Characters; one above U+FFFF counts as one, for "_" stands for it.
  private static func length(of part: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    part.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// Whether a character may stand in an identifier.
  static func isAllowed(_ unit: UInt16) -> Bool {
    guard unit < 0x80 else { return true }
    switch UInt8(unit) {
    case 0..<0x20, UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ";"),
      UInt8(ascii: "?"), UInt8(ascii: "\\"):
      return false
    default:
      return true
    }
  }

  /// An identifier with capitals for small letters, as Windows and Linux compare them.
  static func folded(_ identifier: UnsafeBufferPointer<UInt8>) -> [UInt16] {
    stride(from: 0, to: identifier.count, by: 2).map {
      capital(of: UInt16(identifier[$0]) << 8 | UInt16(identifier[$0 + 1]))
    }
  }

  /// The capital of a letter, if it has one that is a single character of UCS-2.
  private static func capital(of unit: UInt16) -> UInt16 {
    if unit < 0x80 {
      return (UInt16(UInt8(ascii: "a"))...UInt16(UInt8(ascii: "z"))).contains(unit)
        ? unit - 0x20 : unit
    }
    guard let mapping = Unicode.Scalar(unit)?.properties.uppercaseMapping.utf16,
      mapping.count == 1, let capital = mapping.first
    else { return unit }
    return capital
  }

  private struct Writer {
    let place: UnsafeMutablePointer<UInt8>
    var byteCount = 0
    var isChanged = false

    mutating func copy(_ part: Slice<UnsafeBufferPointer<UInt8>>, room: Int) {
      var left = room
      var index = part.startIndex
      while index < part.endIndex {
        guard left > 0 else {
          isChanged = true
          return
        }
        let (unit, length) = Self.unit(at: index, of: part)
        put(unit)
        index += length
        left -= 1
      }
    }

    private mutating func put(_ unit: UInt16?) {
      let allowed = unit.flatMap { JolietIdentifier.isAllowed($0) ? $0 : nil }
      if allowed == nil { isChanged = true }
      let kept = allowed ?? UInt16(UInt8(ascii: "_"))
      place[byteCount] = UInt8(kept >> 8)
      place[byteCount + 1] = UInt8(truncatingIfNeeded: kept)
      byteCount += 2
    }

    mutating func replaceFinalDots() {
      var end = byteCount
      while end > 0, place[end - 2] == 0, place[end - 1] == UInt8(ascii: ".") {
        end -= 2
        place[end + 1] = UInt8(ascii: "_")
        isChanged = true
      }
    }

    /// Makes two-byte characters of `count` bytes of ASCII behind what is written.
    mutating func widen(_ count: Int) {
      let start = place + byteCount
      for index in (0..<count).reversed() {
        start[2 * index + 1] = start[index]
        start[2 * index] = 0
      }
      byteCount += 2 * count
    }

    /// The character at a place of valid UTF-8 and its length; nil for one above U+FFFF.
    private static func unit(
      at index: Int, of part: Slice<UnsafeBufferPointer<UInt8>>
    ) -> (UInt16?, length: Int) {
      let first = part[index]
      if first < 0x80 { return (UInt16(first), 1) }
      func low(_ offset: Int) -> UInt16 { UInt16(part[index + offset] & 0x3F) }
      if first < 0xE0 { return (UInt16(first & 0x1F) << 6 | low(1), 2) }
      if first < 0xF0 { return (UInt16(first & 0x0F) << 12 | low(1) << 6 | low(2), 3) }
      return (nil, 4)
    }
  }
}
