/// Writes numbers and bytes, one after the other, into memory of a known size.
struct ByteWriter {
  private let buffer: UnsafeMutableRawBufferPointer
  /// How many bytes are written.
  private(set) var count = 0

  init(_ buffer: UnsafeMutableRawBufferPointer) {
    self.buffer = buffer
  }

  /// The place for the next `byteCount` bytes, which are then counted as written.
  @inline(__always)
  mutating func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    precondition(byteCount >= 0 && count + byteCount <= buffer.count, "no room for these bytes")
    defer { count += byteCount }
    return buffer.baseAddress.unsafelyUnwrapped + count
  }

  mutating func put(_ byte: UInt8) {
    take(1).storeBytes(of: byte, as: UInt8.self)
  }

  mutating func put(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    take(bytes.count).copyMemory(from: source, byteCount: bytes.count)
  }

  mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { put($0) }
  }

  mutating func put(_ text: StaticString) {
    put(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func put(_ byte: UInt8, times: Int) {
    take(times).initializeMemory(as: UInt8.self, repeating: byte, count: times)
  }

  mutating func putLittle<Number: FixedWidthInteger>(_ number: Number) {
    take(MemoryLayout<Number>.size).storeBytes(of: number.littleEndian, as: Number.self)
  }

  mutating func putBig<Number: FixedWidthInteger>(_ number: Number) {
    take(MemoryLayout<Number>.size).storeBytes(of: number.bigEndian, as: Number.self)
  }

  /// A number twice, least significant byte first and then most significant byte first.
  /// Source: ECMA-119, "Both-byte orders".
  mutating func putBoth<Number: FixedWidthInteger>(_ number: Number) {
    putLittle(number)
    putBig(number)
  }

  /// Fills up with zeros to a multiple of `unit` bytes.
  mutating func pad(to unit: Int) {
    let rest = count % unit
    if rest != 0 { put(0, times: unit - rest) }
  }

  /// Puts a byte at a place that was written before.
  mutating func patch(_ byte: UInt8, at place: Int) {
    precondition(place < count)
    buffer[place] = byte
  }
}
