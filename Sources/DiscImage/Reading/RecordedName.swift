/// The names of entries as the trees record them.
enum RecordedName {
  /// The name in a directory record of the plain tree, without version and empty extension.
  static func plain(_ identifier: [UInt8]) -> String {
    var name = withoutVersion(String(decoding: identifier, as: UTF8.self))
    if name.last == ".", name.count > 1 { name.removeLast() }
    return name
  }

  /// The name in a directory record of the Joliet tree, or another of its fields.
  ///
  /// They are UCS-2, the high byte first; half a character at the end is left away.
  static func joliet(_ identifier: [UInt8]) -> String {
    let units = stride(from: 0, to: identifier.count - 1, by: 2).map {
      UInt16(identifier[$0]) << 8 | UInt16(identifier[$0 + 1])
    }
    return withoutVersion(String(decoding: units, as: UTF16.self))
  }

  /// Whether a file can have this name.
  static func isValid(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 == 0x2F || $0 == 0 }
  }

  private static func withoutVersion(_ name: String) -> String {
    guard let semicolon = name.lastIndex(of: ";") else { return name }
    let version = name[semicolon...].dropFirst()
    let isVersion = !version.isEmpty && version.allSatisfy { $0.isASCII && $0.isNumber }
    return isVersion ? String(name[..<semicolon]) : name
  }
}
