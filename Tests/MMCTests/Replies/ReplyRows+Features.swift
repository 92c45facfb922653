import DiscModel
import TestSupport

@testable import MMC

/// Features, each with its header of four bytes. Hostile ones end early, have every bit set that the
/// standard reserves, or count more than is there.
extension ReplyRow {
  static let readingFeatures: [Self] = [
    Self(
      feature: ProfileListFeature.self, "00 00 03 08 00 41 00 00 00 09 01 00",
      { $0.profiles == [.bdRSequential, .cdR] && $0.currentProfiles == [.cdR] },
      // A profile that no book has, and one that is cut.
      hostile: "00 00 FF 07 FF FE FF FF 00 41 01",
      { $0.profiles.map(\.rawValue) == [0xFFFE] && $0.currentProfiles == $0.profiles }),
    Self(
      feature: CoreFeature.self, "00 01 0B 08 00 00 00 07 03 00 00 00",
      { $0.interface == .serialATAPI && $0.hasBusyEvents && $0.hasNewerInquiry },
      hostile: "00 01 FF 04 FF FF FF FE",
      { feature in
        feature.interface.rawValue == 0xFFFF_FFFE && !feature.hasBusyEvents
          && !feature.hasNewerInquiry
      }),
    Self(
      feature: MorphingFeature.self, "00 02 07 04 02 00 00 00",
      { $0.hasOperationalChangeEvents && !$0.tellsAsynchronously },
      hostile: "00 02 FF 00", { !$0.hasOperationalChangeEvents && !$0.tellsAsynchronously }),
    Self(
      feature: RemovableMediumFeature.self, "00 03 0B 04 39 00 00 00",
      { feature in
        feature.mechanism == .tray && feature.canLoad && feature.canEject && feature.canLock
          && !feature.preventJumperBit && !feature.tellsLoading
      },
      hostile: "00 03 FF 01 E6",
      { feature in
        feature.mechanism == nil && !feature.canLoad && !feature.canEject && !feature.canLock
          && feature.preventJumperBit && feature.tellsLoading
      }),
    Self(
      feature: WriteProtectFeature.self, "00 04 00 04 05 00 00 00",
      { feature in
        !feature.knowsDiscProtection && feature.writesDiscControlBlock
          && !feature.knowsPersistentProtection && feature.knowsSoftwareProtection
      },
      hostile: "00 04 FF 06 F0 FF FF FF FF FF",
      { feature in
        !feature.knowsDiscProtection && !feature.writesDiscControlBlock
          && !feature.knowsPersistentProtection && !feature.knowsSoftwareProtection
      }),
    Self(
      feature: RandomReadableFeature.self, "00 10 01 08 00 00 08 00 00 10 01 00",
      { $0.blockByteCount == 2048 && $0.blocking == 16 && $0.hasErrorRecoveryPage },
      // Ends inside the number of blocks: its low byte counts as zero.
      hostile: "00 10 01 05 FF FF FF FF 01",
      { feature in
        feature.blockByteCount == 0xFFFF_FFFF && feature.blocking == 256
          && !feature.hasErrorRecoveryPage
      }),
    Self(
      feature: CDReadFeature.self, "00 1E 09 04 83 00 00 00",
      { $0.knowsDigitalAudioPlay && $0.tellsErrorFlags && $0.readsCDText },
      hostile: "00 1E 09 04 7C FF FF FF",
      { !$0.knowsDigitalAudioPlay && !$0.tellsErrorFlags && !$0.readsCDText }),
    Self(
      feature: DVDReadFeature.self, "00 1F 09 04 01 00 03 00",
      { $0.conformsToDVDMulti && $0.readsDualLayerR && $0.readsDualLayerRW },
      hostile: "00 1F 09 02 01 FF",
      { $0.conformsToDVDMulti && !$0.readsDualLayerR && !$0.readsDualLayerRW }),
    Self(
      feature: HybridDiscFeature.self, "00 80 01 04 01 00 00 00", { $0.resetsToOther },
      hostile: "00 80 FF 04 FE FF FF FF", { !$0.resetsToOther }),
    Self(
      feature: SMARTFeature.self, "01 01 01 04 01 00 00 00", { $0.hasFaultPage },
      hostile: "01 01 FF 01 FE", { !$0.hasFaultPage }),
    Self(
      feature: EmbeddedChangerFeature.self, "01 02 01 04 14 00 00 05",
      { $0.changesSide && $0.checksSlots && $0.highestSlot == 5 },
      hostile: "01 02 FF 04 EB FF FF FF",
      { !$0.changesSide && !$0.checksSlots && $0.highestSlot == 31 }),
    Self(
      feature: AudioPlayFeature.self, "01 03 01 04 05 00 01 00",
      { $0.scans && !$0.mutesSeparately && $0.hasSeparateVolume && $0.volumeLevels == 256 },
      hostile: "01 03 FF 03 FA FF FF",
      { feature in
        !feature.scans && feature.mutesSeparately && !feature.hasSeparateVolume
          && feature.volumeLevels == 0xFF00
      }),
    Self(
      feature: MicrocodeUpgradeFeature.self, "01 04 01 04 01 00 00 00", { $0.knowsFifthMode },
      hostile: "01 04 FF 08 FE FF FF FF FF FF FF FF", { !$0.knowsFifthMode }),
    Self(
      feature: TimeoutFeature.self, "01 05 05 04 01 00 00 0A",
      { $0.hasThirdGroup && $0.unitLength == 10 },
      hostile: "01 05 01 00", { !$0.hasThirdGroup && $0.unitLength == 0 }),
    Self(
      feature: CSSFeature.self, "01 06 01 04 00 00 00 01", { $0.cssVersion == 1 },
      hostile: "01 06 FF 03 FF FF FF", { $0.cssVersion == 0 }),
    Self(
      feature: RealTimeStreamingFeature.self, "01 07 11 04 19 00 00 00",
      { feature in
        feature.tellsBufferInBlocks && feature.knowsSetCDSpeed && !feature.tellsSpeedsInModePage
          && !feature.tellsWriteSpeeds && feature.writesStreams
      },
      hostile: "01 07 FF 04 E6 FF FF FF",
      { feature in
        !feature.tellsBufferInBlocks && !feature.knowsSetCDSpeed && feature.tellsSpeedsInModePage
          && feature.tellsWriteSpeeds && !feature.writesStreams
      }),
    Self(
      feature: SerialNumberFeature.self, "01 08 03 08 20 4B 31 35 46 38 00 00",
      { $0.serialNumber == "K15F8" },
      hostile: "01 08 FF 04 1B 5B FF 41", { $0.serialNumber == "?[?A" }),
    Self(
      feature: DiscControlBlocksFeature.self, "01 0A 01 08 46 44 43 00 57 44 43 01",
      { $0.identifiers == [0x4644_4300, 0x5744_4301] },
      hostile: "01 0A FF 07 FF FF FF FF 57 44 43", { $0.identifiers == [0xFFFF_FFFF] }),
    Self(
      feature: CPRMFeature.self, "01 0B 01 04 00 00 00 01", { $0.cprmVersion == 1 },
      hostile: "01 0B FF 05 FF FF FF FF FF", { $0.cprmVersion == 255 }),
    Self(
      feature: FirmwareInformationFeature.self,
      "01 0C 03 10 32 30 31 32 30 33 31 36 31 30 30 35 33 30 00 00",
      { $0.date == "2012-03-16 10:05:30" },
      // One digit is missing.
      hostile: "01 0C FF 0D 32 30 31 32 30 33 31 36 31 30 30 35 33", { $0.date == nil }),
    Self(
      feature: AACSFeature.self, "01 0D 01 04 01 02 04 01",
      { feature in
        feature.makesBindingNonces && feature.nonceBlocks == 2
          && feature.authenticationSessions == 4 && feature.aacsVersion == 1
      },
      hostile: "01 0D FF 03 FE FF FF",
      { feature in
        !feature.makesBindingNonces && feature.nonceBlocks == 255
          && feature.authenticationSessions == 15 && feature.aacsVersion == 0
      }),
    Self(
      feature: CSSManagedRecordingFeature.self, "01 0E 00 04 20 00 00 00",
      { $0.maximumScrambledExtents == 32 },
      hostile: "01 0E FF 00", { $0.maximumScrambledExtents == 0 }),
  ]

  static let bluRayFeatures: [Self] = [
    Self(
      feature: BDReadFeature.self,
      """
      00 40 09 1C 00 00 00 00 00 00 00 06 00 00 00 00
      00 00 00 02 00 00 00 00 00 00 00 01 00 00 00 00
      """,
      { feature in
        feature.rewritable.versions == [[], [1, 2], [], []]
          && feature.recordable.versions == [[], [1], [], []]
          && feature.pressed.versions == [[], [0], [], []]
      },
      // Ends inside the second class of BD-RE.
      hostile: "00 40 FF 07 FF FF FF FF 80 01 80",
      { feature in
        feature.rewritable.versions == [[0, 15], [15], [], []] && feature.recordable.isEmpty
          && feature.pressed.isEmpty
      }),
    Self(
      feature: BDWriteFeature.self,
      "00 41 09 14 01 00 00 00 00 00 00 06 00 00 00 00 00 00 00 02 00 00 00 00",
      { feature in
        feature.writesUnverified && feature.rewritable.versions == [[], [1, 2], [], []]
          && feature.recordable.versions == [[], [1], [], []]
      },
      hostile: "00 41 FF 04 FE FF FF FF",
      { !$0.writesUnverified && $0.rewritable.isEmpty && $0.recordable.isEmpty }),
  ]
}
