import MMC
import VirtualDrive

extension FaultScript.Rule {
  /// Reads a rule from words: conditions, and what happens.
  ///
  ///     operation=2A,AA        these operation codes           address=320-335   these addresses
  ///     after=320              above so many written blocks    call=3            from the third time on
  ///     calls=2, calls=all     so many times; once by default
  ///
  ///     sense=3/0C/00   deferred=3/0C/00   status=08   delay=1500 (milliseconds)
  ///     timeout   vanish   reset   corruption
  ///
  /// For example `operation=2A call=6 sense=3/0C/00`: the sixth WRITE(10) fails with a write error.
  init(words: String) throws(UsageError) {
    self.init(.vanish)
    var isActionKnown = false
    for word in words.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let value = parts.count == 2 ? parts[1] : ""
      if let action = Self.action(parts[0], value) {
        self.action = action
        isActionKnown = true
      } else if !takeCondition(parts[0], value) {
        throw UsageError("a fault is not told by \(word)")
      }
    }
    guard isActionKnown else { throw UsageError("a fault must say what happens: \(words)") }
  }

  private static func action(_ name: String, _ value: String) -> FaultScript.Action? {
    switch (name, value) {
    case ("timeout", ""): .timeout
    case ("vanish", ""): .vanish
    case ("reset", ""): .reset
    case ("corruption", ""): .corruption
    case ("sense", _): sense(value).map { .sense($0) }
    case ("deferred", _): sense(value).map { .deferred($0) }
    case ("status", _): UInt8(value, radix: 16).map { .status(SCSIStatus(rawValue: $0)) }
    case ("delay", _): UInt32(value).map { .delay(.milliseconds(Int($0))) }
    default: nil
    }
  }

  /// A key, a code and a qualifier.
  private static func sense(_ text: String) -> VirtualSense? {
    let numbers = text.split(separator: "/").map { UInt8($0, radix: 16) }
    guard numbers.count == 3, let key = numbers[0], key < 16, let code = numbers[1],
      let qualifier = numbers[2]
    else { return nil }
    return VirtualSense(key, code, qualifier)
  }

  private mutating func takeCondition(_ name: String, _ value: String) -> Bool {
    switch name {
    case "operation":
      let codes = value.split(separator: ",").map { UInt8($0, radix: 16) }
      operations = Set(codes.compactMap(\.self))
      return !codes.isEmpty && !codes.contains(nil)
    case "address":
      let bounds = value.split(separator: "-").map { Int64($0) }
      guard bounds.count == 2, let first = bounds[0], let last = bounds[1], first <= last,
        last < .max
      else { return false }
      addresses = first..<last + 1
      return true
    case "after":
      blocks = Int64(value)
      return blocks != nil
    case "call":
      firstCall = Int(value) ?? 0
      return firstCall > 0
    case "calls":
      calls = Int(value)
      return calls != nil || value == "all"
    default: return false
    }
  }
}
