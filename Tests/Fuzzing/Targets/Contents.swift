import DiscModel
import MMC

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withReply(start, count) { reply in
    _ = try? ReadTOC.parse(reply)
    _ = try? ReadSessionInformation.parse(reply)
    _ = try? ReadRawTOC.parse(reply).entries.map(\.pointTime.address)
    _ = try? ReadProgramMemoryArea.parse(reply).map(\.pointTime.address)
    if let groove = try? ReadATIP.parse(reply) {
      _ = (groove.capacity, groove.maximumWriteRate, groove.leadIn?.description)
    }
    _ = try? ReadCDText.parse(reply).map(\.isIntact)
    _ = try? ReadSubchannel.parse(reply)
    _ = try? ReadTOCMSF.parse(reply).leadOut?.address
    _ = try? ReadSessionInformationMSF.parse(reply).lastSessionStart?.address
    _ = try? ReadSubchannelMSF.parse(reply).time?.address
  }
}
