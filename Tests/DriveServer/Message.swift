import MMC

/// What `Tests/Bridge/wire.h` lays out: a request of 64 bytes.
struct Request {
  /// What is wanted; the numbers are those of `enum wire_kind`.
  enum Kind: UInt32 {
    case command = 0
    case claim = 1
    case words = 2
  }

  /// Where the data goes; the numbers are those of `enum wire_direction`.
  enum Direction: UInt32 {
    case none = 0
    case fromDrive = 1
    case toDrive = 2
  }

  /// Why a message makes no sense.
  enum Fault: Error, Hashable {
    case magic
    case kind
    case commandByteCount
    case direction
    case dataByteCount
  }

  static let byteCount = 64
  /// What one message may carry at most.
  static let dataLimit = 4 << 20

  let kind: Kind
  /// The bytes of the command; empty if it is none.
  let command: [UInt8]
  let direction: Direction
  /// The bytes that follow, or may come back.
  let dataByteCount: Int
  let timeout: Duration

  /// Reads the 64 bytes of a request.
  init(_ bytes: [UInt8]) throws(Fault) {
    guard bytes.count == Self.byteCount, bytes.number(at: 0) == 0x3151_4753 else { throw .magic }
    guard let kind = Kind(rawValue: bytes.number(at: 36)) else { throw .kind }
    guard let direction = Direction(rawValue: bytes.number(at: 8)) else { throw .direction }
    let commandByteCount = Int(bytes.number(at: 4))
    let allowed = kind == .command ? 6...16 : 0...0
    guard allowed.contains(commandByteCount) else { throw .commandByteCount }
    let dataByteCount = Int(bytes.number(at: 12))
    guard dataByteCount <= (direction == .none ? 0 : Self.dataLimit) else { throw .dataByteCount }
    self.kind = kind
    self.direction = direction
    self.dataByteCount = dataByteCount
    command = Array(bytes[20..<20 + commandByteCount])
    timeout = .milliseconds(Int(bytes.number(at: 16)))
  }

  /// The bytes of a request that tells the server a line of words.
  static func words(byteCount: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    bytes.store(0x3151_4753, at: 0)
    bytes.store(Direction.toDrive.rawValue, at: 8)
    bytes.store(UInt32(clamping: byteCount), at: 12)
    bytes.store(Kind.words.rawValue, at: 36)
    return bytes
  }
}

/// A reply of 96 bytes, and the data behind it.
struct Reply {
  static let byteCount = 96

  var status: UInt8 = 0
  var hostStatus: UInt16 = 0
  /// The `errno` that the request ends with; 0 if it was carried out.
  var errorNumber: Int32 = 0
  var sense: [UInt8] = []
  var residual = 0
  var data: [UInt8] = []
  var duration = Duration.zero

  /// The reply's bytes, followed by its data.
  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    let sense = sense.prefix(64)
    bytes.store(0x3152_4753, at: 0)
    bytes.store(UInt32(status), at: 4)
    bytes.store(UInt32(hostStatus), at: 8)
    bytes.store(UInt32(bitPattern: errorNumber), at: 12)
    bytes.store(UInt32(sense.count), at: 16)
    bytes.store(UInt32(bitPattern: Int32(clamping: residual)), at: 20)
    bytes.store(UInt32(data.count), at: 24)
    bytes.store(UInt32(clamping: Int64(duration / .milliseconds(1))), at: 28)
    bytes.replaceSubrange(32..<32 + sense.count, with: sense)
    return bytes + data
  }
}

extension [UInt8] {
  /// The little-endian number of 32 bits at `offset`.
  func number(at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(self[offset + $1]) << (8 * UInt32($1)) }
  }

  /// Stores a number of 32 bits in little-endian order.
  mutating func store(_ number: UInt32, at offset: Int) {
    for index in 0..<4 { self[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
  }
}
