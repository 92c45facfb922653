import MMC

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withReply(start, count) { reply in
    _ = try? Inquiry.parse(reply)
    _ = try? UnitSerialNumber.parse(reply)
    _ = try? RequestSense.parse(reply).kind
    _ = try? GetEventStatusNotification.parse(reply)
    _ = try? MechanismStatus.parse(reply)
    _ = try? ReadBuffer.parse(reply)
    _ = try? ReadBufferDescriptor.parse(reply)
    _ = UnitSerialNumber.replyLength.declaredByteCount(in: reply)
  }
}
