internal import MMC

/// The bytes of a command, read as the specification lays them out.
struct CommandBytes: Hashable, Sendable {
  private let bytes: [UInt8]
  /// How many bytes the host sent.
  let byteCount: Int

  init(_ command: CommandDescriptorBlock) {
    bytes = (0..<16).map { command.bytes[$0] }
    byteCount = command.byteCount
  }

  subscript(offset: Int) -> UInt8 { bytes[offset] }

  /// The big-endian number of 16 bits at `offset`.
  func word(_ offset: Int) -> Int {
    Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
  }

  /// The big-endian number of 32 bits at `offset`.
  func long(_ offset: Int) -> UInt32 {
    UInt32(word(offset)) << 16 | UInt32(word(offset + 2))
  }

  /// The big-endian signed address at `offset`.
  func address(_ offset: Int) -> Int64 {
    Int64(Int32(bitPattern: long(offset)))
  }

  /// The bytes as the host sent them.
  var sent: [UInt8] { Array(bytes[..<byteCount]) }

  /// Where the control byte lies: the last of the command's group.
  var controlOffset: Int {
    switch bytes[0] >> 5 {
    case 0: 5
    case 1, 2: 9
    case 5: 11
    default: 15
    }
  }
}
