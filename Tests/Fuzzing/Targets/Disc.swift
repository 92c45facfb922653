import DiscModel
import MMC

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withReply(start, count) { reply in
    _ = try? ReadDiscInformation.parse(reply)
    _ = try? ReadTrackResources.parse(reply)
    _ = try? ReadPseudoOverwriteResources.parse(reply)
    if let track = try? ReadTrackInformation.parse(reply), let next = track.nextWritableAddress {
      _ = next + track.freeBlocks
    }
    _ = try? ReadCapacity.parse(reply).blocks
    if let capacities = try? ReadFormatCapacities.parse(reply) {
      for format in capacities.formats {
        _ = FormatUnit(format, isImmediate: true).parameterData
      }
    }
  }
}
