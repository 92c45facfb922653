import MMC

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withReply(start, count) { reply in
    guard let features = try? GetConfiguration.parse(reply).features else { return }
    for feature in features {
      _ = feature.name.description
      _ = ProfileListFeature(feature)
      _ = CoreFeature(feature)
      _ = RandomWritableFeature(feature)
      _ = IncrementalStreamingFeature(feature)
      _ = CDMasteringFeature(feature)
      _ = LayerJumpRecordingFeature(feature)
      _ = CDRWMediaWriteFeature(feature)
      _ = BDReadFeature(feature)
      _ = BDWriteFeature(feature)
      _ = DiscControlBlocksFeature(feature)
      _ = SerialNumberFeature(feature)
      _ = FirmwareInformationFeature(feature)
    }
  }
}
