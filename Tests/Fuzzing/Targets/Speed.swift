import MMC

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withReply(start, count) { reply in
    _ = try? GetPerformance.parse(reply)
    _ = try? GetNominalPerformance.parse(reply)
    if let defects = try? GetDefectData.parse(reply) {
      _ = (defects.unusableAreas, defects.entries, defects.defectStatuses.map(\.defects))
    }
    _ = try? ReadBufferCapacity.parse(reply).freeByteCount
  }
}
