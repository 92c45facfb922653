/// Identifiers of the plain ISO 9660 tree: capital letters, digits and "_".
///
/// Files have up to 30 characters in name and extension together, then ";1"; folders up to 31.
/// Source: ECMA-119, "File Identifier", "Directory Identifier", interchange level 3.
enum ISOIdentifier {
  static let longestFile = 30
  static let longestFolder = 31
  static let longestExtension = 15

  /// See ``NameRules/write(_:isFolder:number:to:)``.
  static func write(
    _ name: UnsafeBufferPointer<UInt8>, isFolder: Bool, number: UInt32,
    to place: UnsafeMutablePointer<UInt8>
  ) -> NameRules.Written {
    let dot = isFolder ? nil : extensionDot(of: name)
    let suffix = Suffix(number)
    var isChanged = number != 0
    let extensionCount = dot.map { length(of: name[($0 + 1)...]) } ?? 0
    let keptExtension = min(extensionCount, longestExtension)
    let room = (isFolder ? longestFolder : longestFile) - keptExtension - suffix.count
    var count = 0
    func copy(_ part: Slice<UnsafeBufferPointer<UInt8>>, room: Int) {
      var left = room
      for byte in part where byte & 0xC0 != 0x80 {
        guard left > 0 else {
          isChanged = true
          return
        }
        place[count] = character(for: byte)
        if place[count] == UInt8(ascii: "_"), byte != UInt8(ascii: "_") { isChanged = true }
        count += 1
        left -= 1
      }
    }
    copy(name[..<(dot ?? name.count)], room: room)
    suffix.write(to: place + count)
    count += suffix.count
    if let dot, extensionCount > 0 {
      place[count] = UInt8(ascii: ".")
      count += 1
      copy(name[(dot + 1)...], room: keptExtension)
    }
    return NameRules.Written(byteCount: count, isChanged: isChanged)
  }

  /// See ``NameRules/addVersion(to:byteCount:)``. A file without extension keeps its dot.
  static func addVersion(to place: UnsafeMutablePointer<UInt8>, byteCount: Int) -> Int {
    var count = byteCount
    if !(0..<byteCount).contains(where: { place[$0] == UInt8(ascii: ".") }) {
      place[count] = UInt8(ascii: ".")
      count += 1
    }
    place[count] = UInt8(ascii: ";")
    place[count + 1] = UInt8(ascii: "1")
    return count + 2
  }

  /// The last dot, unless the name begins with it.
  static func extensionDot(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = name.count - 1
    while place > 0 {
      if name[place] == UInt8(ascii: ".") { return place }
      place -= 1
    }
    return nil
  }

  /// A character outside ASCII counts as one.
  private static func length(of part: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    part.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  private static func character(for byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 0x20
    default: UInt8(ascii: "_")
    }
  }

  /// "_" and a number; nothing for 0.
  struct Suffix {
    private let number: UInt32
    let count: Int

    init(_ number: UInt32) {
      self.number = number
      var digits = 0
      var rest = number
      while rest > 0 {
        digits += 1
        rest /= 10
      }
      count = digits == 0 ? 0 : digits + 1
    }

    func write(to place: UnsafeMutablePointer<UInt8>) {
      guard count > 0 else { return }
      place[0] = UInt8(ascii: "_")
      var rest = number
      for digit in (1..<count).reversed() {
        place[digit] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
    }
  }
}
