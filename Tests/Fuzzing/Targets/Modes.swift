import MMC

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withReply(start, count) { reply in
    if var page = try? ModeSense10<WriteParametersPage>.parse(reply) {
      _ = (page.catalogueNumber, page.recordingCode, page.packetBlocks, page.linkBlocks)
      page.setTrackAtOnceData(allowsMoreSessions: true)
      _ = ModeSelect10(page).parameterData
    }
    _ = try? ModeSense10<CapabilitiesPage>.parse(reply)
    _ = try? ModeSense10<ErrorRecoveryPage>.parse(reply).timeLimit
    _ = try? ModeSense10<CachingPage>.parse(reply)
    _ = try? ModeSense10<CDDeviceParametersPage>.parse(reply).inactivityTime
    _ = try? ModeSense10<AudioControlPage>.parse(reply).ports
    _ = try? ModeSense10<PowerConditionPage>.parse(reply).standbyTime
    _ = try? ModeSense10<FaultReportingPage>.parse(reply).interval
    _ = try? ModeSense10<TimeoutAndProtectPage>.parse(reply).groupTimeouts
    _ = try? ModeSenseAllPages.parse(reply)
  }
}
