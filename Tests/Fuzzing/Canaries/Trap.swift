/// A parser with a mistake, which believes that a reply is as long as it says.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withReply(start, count) { reply in
    guard reply.byteCount > 0 else { return }
    let length = Int(reply.unsafeLoad(fromByteOffset: 0, as: UInt8.self))
    precondition(length <= reply.byteCount)
  }
}
