import MMC

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = start.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
  if let sense = SenseData(decoding: bytes) {
    _ = (sense.meaning, sense.kind, sense.progress, sense.information)
  }
  _ = CommandDescriptorBlock(bytes: bytes)?.array
  return 0
}
