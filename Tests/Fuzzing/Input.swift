/// Lends what libFuzzer made up to `body`, as the bytes of a reply.
///
/// The bytes are copied, so that the address sanitizer sees every read past their end.
func withReply(_ start: UnsafePointer<UInt8>?, _ count: Int, _ body: (RawSpan) -> Void) -> CInt {
  let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
  defer { bytes.deallocate() }
  if let start { bytes.copyMemory(from: UnsafeRawBufferPointer(start: start, count: count)) }
  body(UnsafeRawBufferPointer(bytes).bytes)
  return 0
}
