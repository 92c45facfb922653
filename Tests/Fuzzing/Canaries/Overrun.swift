/// A parser with a mistake, which reads one byte past the end of some replies: the address sanitizer
/// must see it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withReply(start, count) { reply in
    reply.withUnsafeBytes { bytes in
      guard let first = bytes.baseAddress, bytes.first == 0xC5 else { return }
      let past = first.load(fromByteOffset: bytes.count, as: UInt8.self)
      // What it read must matter, or the compiler leaves the reading out.
      precondition(past != 0x7E)
    }
  }
}
