import DiscModel
import TestSupport

@testable import MMC

/// Pages of the drive's settings, behind the header of MODE SENSE (10).
extension ReplyRow {
  static let modes: [Self] = [
    Self(
      ModeSense10<CachingPage>.self, "00 12 00*6 08 0A 04 00*9", { $0.cachesWrites },
      // Block descriptors of 64 KiB, behind which the page would be.
      hostile: "00 12 00*4 FF FF 08 0A 04 00*9", throws: .truncated(needed: 65_544, available: 20)),
    Self(
      ModeSenseAllPages.self, ModeSenseAllPagesTests.golden,
      { $0.map(\.pageCode) == [0x01, 0x08, 0x1A] && $0[1].subpage == 3 },
      // A page without anything, then one whose subpage is longer than the reply.
      hostile: "FF FF 00*6 BF 00 7F FF FF FF 00 00",
      { pages in
        pages.map(\.pageCode) == [0x3F] && pages.map(\.bytes) == [[0xBF, 0]]
          && pages.map(\.isSavable) == [true]
      }),
    Self(
      page: WriteParametersPage.self, WriteParametersFieldTests.full,
      { $0.writeType == .sessionAtOnce && $0.trackMode == 5 && $0.packetBlocks == 32 },
      // The page ends at its first 49 bytes, as its own length says, and 256 came.
      hostile: "FF FF 00*6 05 2F FF*254", throws: .truncated(needed: 52, available: 49)),
    Self(
      page: CapabilitiesPage.self, CapabilitiesPageTests.golden,
      { $0.writesCDR && $0.bufferByteCount == 2_097_152 && $0.writeRates.count == 2 },
      // Every bit is set; 65,535 speeds are counted, and there is one and a half.
      hostile: "00 00 00*6 EA FF FF*30 FF FF FF FF FF FF",
      { page in
        page.mechanism == nil && page.readableMedia.rawValue == 0x3F
          && page.cdAbilities.rawValue == 0xFFFF && page.handling.rawValue == 0x3F
          && page.volumeLevels == 65_535 && page.preventJumperBit
          && page.digitalOutput?.isI2S == true && page.currentRotation == nil
          && page.writeSpeeds.map(\.rotation) == [nil]
          && page.writableMedia.rawValue == 0x33 && page.bufferByteCount == 67_107_840
          && page.writeRates.map(\.kilobytesPerSecond) == [65_535]
      }),
    Self(
      page: ErrorRecoveryPage.self, ErrorRecoveryPageTests.golden,
      { $0.readRetries == 32 && $0.timeLimit == .seconds(1) },
      // Announces six bytes and sends eight.
      hostile: "FF FF 00*6 C1 06 FF FF 00 00 FF FF FF FF",
      { page in
        page.readRetries == 0xFF && page.managedDefectRecovery == 3 && page.writeRetries == 0
          && page.timeLimit == .zero && page.bytes == [1, 6, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]
      }),
    Self(
      page: CachingPage.self, "00 12 00*6 88 0A 05 00*9",
      { $0.cachesWrites && $0.disablesReadCache },
      // A length that only bytes which did not come could make true; it is made true.
      hostile: "00 12 00*6 C8 FF FF", { $0.cachesWrites && $0.bytes == [8, 1, 0xFF] }),
    Self(
      page: CDDeviceParametersPage.self, CDDeviceParametersPageTests.golden,
      { page in
        page.inactivityTime == .seconds(8) && page.secondsPerMinute == 60
          && page.framesPerSecond == 75
      },
      // Ends in the midst of the frames of a second.
      hostile: "00 0D 00*6 0D 06 00 FF FF FF FF", throws: .truncated(needed: 8, available: 7)),
    Self(
      page: AudioControlPage.self, AudioControlPageTests.golden,
      { $0.endsAtOnce && !$0.stopsAtTrackEnd && $0.ports.map(\.volume) == [255, 255, 0, 0] },
      // Channels that no disc has, and more outputs than there are.
      hostile: "FF FF 00*6 CE 20 FF*32",
      { page in
        page.endsAtOnce && page.stopsAtTrackEnd && page.ports.count == 4
          && page.ports.allSatisfy { $0.channels == [0, 1, 2, 3] && $0.volume == 255 }
      }),
    Self(
      page: PowerConditionPage.self, "00 12 00*6 1A 0A 00 03 00 00 04 B0 00 00 23 28",
      { $0.idleTime == .seconds(120) && $0.standbyTime == .seconds(900) },
      // Times of thirteen years, and another page behind this one.
      hostile: "00 00 00*6 1A 0A FF FF FF FF FF FF FF FF FF FF 08 0A FF",
      { page in
        page.idleTime == .milliseconds(429_496_729_500)
          && page.standbyTime == .milliseconds(429_496_729_500) && page.bytes.count == 12
      }),
    Self(
      page: FaultReportingPage.self, "00 12 00*6 1C 0A 10 06 00 00 00 64 00 00 00 05",
      { $0.warns && $0.reportingMethod == 6 && $0.interval == .seconds(10) },
      hostile: "FF FF 00*6 DC FF FF FF FF FF",
      { page in
        page.isDisabled && page.warns && page.isTest && page.reportingMethod == 15
          && page.interval == .milliseconds(429_490_176_000) && page.reportLimit == 0
      }),
    Self(
      page: TimeoutAndProtectPage.self, "00 12 00*6 1D 0A 00 00 0D 00 00 1E 00 78 0E 10",
      { $0.isWriteProtected && $0.groupTimeouts == [.seconds(30), .seconds(120), .seconds(3600)] },
      // Another page, that calls itself this one's neighbour.
      hostile: "00 12 00*6 1C 0A 00 00 0D 00 00 1E 00 78 0E 10",
      throws: .invalid(field: "mode page code")),
  ]
}
