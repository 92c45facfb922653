/// The commands that the drive knows, with what decides when they are answered.
///
/// Source: MMC-6, "Command descriptions"; the order of the checks is the one drives use.
enum Operation: UInt8, Sendable, CaseIterable {
  case testUnitReady = 0x00
  case requestSense = 0x03
  case formatUnit = 0x04
  case inquiry = 0x12
  case startStopUnit = 0x1B
  case preventAllowMediumRemoval = 0x1E
  case readFormatCapacities = 0x23
  case readCapacity = 0x25
  case read10 = 0x28
  case write10 = 0x2A
  case writeAndVerify10 = 0x2E
  case verify10 = 0x2F
  case synchronizeCache = 0x35
  case readSubchannel = 0x42
  case readTOC = 0x43
  case getConfiguration = 0x46
  case getEventStatusNotification = 0x4A
  case readDiscInformation = 0x51
  case readTrackInformation = 0x52
  case reserveTrack = 0x53
  case sendOPCInformation = 0x54
  case modeSelect10 = 0x55
  case repairTrack = 0x58
  case modeSense10 = 0x5A
  case closeTrackSession = 0x5B
  case readBufferCapacity = 0x5C
  case sendCueSheet = 0x5D
  case blank = 0xA1
  case reportKey = 0xA4
  case loadUnload = 0xA6
  case read12 = 0xA8
  case write12 = 0xAA
  case getPerformance = 0xAC
  case readDiscStructure = 0xAD
  case setStreaming = 0xB6
  case readCDMSF = 0xB9
  case setCDSpeed = 0xBB
  case readCD = 0xBE
  case mechanismStatus = 0xBD
  case sendDiscStructure = 0xBF

  /// Answered though a unit attention is pending.
  var ignoresUnitAttention: Bool {
    switch self {
    case .inquiry, .requestSense, .getConfiguration, .getEventStatusNotification: true
    default: false
    }
  }

  /// Answered without a medium and while one spins up.
  var worksWithoutMedium: Bool {
    switch self {
    case .inquiry, .requestSense, .getConfiguration, .getEventStatusNotification, .modeSense10,
      .modeSelect10, .startStopUnit, .preventAllowMediumRemoval, .readBufferCapacity,
      .readFormatCapacities, .setCDSpeed, .loadUnload, .mechanismStatus, .reportKey:
      true
    default: false
    }
  }

  /// Answered while the drive closes, writes on, or formats.
  var worksWhileBusy: Bool {
    worksWithoutMedium && self != .startStopUnit && self != .loadUnload
  }

  /// Refused by the host when the drive was opened for questions only: what the kernel's command
  /// filter lets through for writers alone, and moving the tray.
  var needsExclusiveAccess: Bool {
    switch self {
    case .formatUnit, .write10, .write12, .writeAndVerify10, .synchronizeCache, .modeSelect10,
      .closeTrackSession, .reserveTrack, .repairTrack, .blank, .sendDiscStructure, .loadUnload,
      .mechanismStatus,
      .sendOPCInformation, .sendCueSheet, .setStreaming, .setCDSpeed, .preventAllowMediumRemoval,
      .startStopUnit:
      true
    default: false
    }
  }
}
