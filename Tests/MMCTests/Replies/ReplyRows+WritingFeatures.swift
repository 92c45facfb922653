import DiscModel
import TestSupport

@testable import MMC

extension ReplyRow {
  static let writingFeatures: [Self] = accessFeatures + compactDiscFeatures + dvdFeatures

  private static let accessFeatures: [Self] = [
    Self(
      feature: RandomWritableFeature.self, "00 20 05 0C 00 23 05 3F 00 00 08 00 00 10 01 00",
      { feature in
        feature.lastAddress?.rawValue == 2_295_103 && feature.blockByteCount == 2048
          && feature.blocking == 16 && feature.hasErrorRecoveryPage
      },
      // A last address that no medium has.
      hostile: "00 20 FF 08 80 00 00 00 FF FF FF FF",
      { feature in
        feature.lastAddress == nil && feature.blockByteCount == 0xFFFF_FFFF
          && feature.blocking == 0 && !feature.hasErrorRecoveryPage
      }),
    Self(
      feature: IncrementalStreamingFeature.self, "00 21 01 08 01 00 03 01 10 00 00 00",
      { feature in
        feature.dataBlockTypes == [8] && feature.linkSizes == [16]
          && feature.protectsAgainstUnderrun && feature.reservesByAddress
          && !feature.tellsTrackResources
      },
      // 255 link sizes are counted, and two are there.
      hostile: "00 21 FF 06 80 01 FC FF 07 FF",
      { feature in
        feature.dataBlockTypes == [0, 15] && feature.linkSizes == [7, 255]
          && !feature.protectsAgainstUnderrun && !feature.reservesByAddress
          && feature.tellsTrackResources
      }),
    Self(
      feature: FormattableFeature.self, "00 23 05 08 05 00 00 00 01 00 00 00",
      { feature in
        !feature.formatsWithoutSpareArea && feature.expandsSpareArea && !feature.certifiesQuickly
          && feature.certifiesFully && feature.formatsForRandomRecording
      },
      hostile: "00 23 FF 04 FA FF FF FF",
      { feature in
        feature.formatsWithoutSpareArea && !feature.expandsSpareArea && feature.certifiesQuickly
          && !feature.certifiesFully && !feature.formatsForRandomRecording
      }),
    Self(
      feature: DefectManagementFeature.self, "00 24 05 04 80 00 00 00", { $0.tellsSpareArea },
      hostile: "00 24 FF 04 7F FF FF FF", { !$0.tellsSpareArea }),
    Self(
      feature: WriteOnceFeature.self, "00 25 01 08 00 00 08 00 00 20 00 00",
      { $0.blockByteCount == 2048 && $0.blocking == 32 && !$0.hasErrorRecoveryPage },
      hostile: "00 25 FF 00",
      { $0.blockByteCount == 0 && $0.blocking == 0 && !$0.hasErrorRecoveryPage }),
    Self(
      feature: MountRainierFeature.self, "00 28 01 04 05 00 00 00",
      { $0.writesDVDPlus && !$0.readsDVDPlus && $0.writesCD },
      hostile: "00 28 FF 01 FA", { !$0.writesDVDPlus && $0.readsDVDPlus && !$0.writesCD }),
    Self(
      feature: EnhancedDefectReportingFeature.self, "00 29 01 04 01 02 00 07",
      { $0.isManagedByDrive && $0.cacheZones == 2 && $0.entries == 7 },
      hostile: "00 29 FF 03 FE FF FF",
      { !$0.isManagedByDrive && $0.cacheZones == 255 && $0.entries == 0xFF00 }),
    Self(
      feature: RigidRestrictedOverwriteFeature.self, "00 2C 01 04 03 00 00 00",
      { feature in
        feature.writesIntermediateState && feature.blanks && !feature.generatesDefectStatus
          && !feature.readsDefectStatus
      },
      hostile: "00 2C FF 05 FC FF FF FF FF",
      { feature in
        !feature.writesIntermediateState && !feature.blanks && feature.generatesDefectStatus
          && feature.readsDefectStatus
      }),
  ]

  private static let compactDiscFeatures: [Self] = [
    Self(
      feature: CDTrackAtOnceFeature.self, "00 2D 09 04 5E 00 3F 0F",
      { feature in
        feature.protectsAgainstUnderrun && feature.writesRawSubchannels
          && feature.writesPackedSubchannels && feature.testsWriting && feature.overwritesCDRW
          && !feature.writesSubchannels
          && feature.dataBlockTypes == [0, 1, 2, 3, 8, 9, 10, 11, 12, 13]
      },
      // Ends inside the data block types: the low byte counts as zero.
      hostile: "00 2D FF 03 A1 FF 81",
      { feature in
        !feature.protectsAgainstUnderrun && !feature.writesRawSubchannels
          && !feature.writesPackedSubchannels && !feature.testsWriting && !feature.overwritesCDRW
          && feature.writesSubchannels && feature.dataBlockTypes == [8, 15]
      }),
    Self(
      feature: CDMasteringFeature.self, "00 2E 01 04 2A 00 0C 80",
      { feature in
        !feature.protectsAgainstUnderrun && feature.writesSessionAtOnce
          && !feature.writesRawMultiSession && feature.writesRaw && !feature.testsWriting
          && feature.overwritesCDRW && !feature.writesSubchannels
          && feature.maximumCueSheetByteCount == 3200
      },
      hostile: "00 2E FF 04 D5 FF FF FF",
      { feature in
        feature.protectsAgainstUnderrun && !feature.writesSessionAtOnce
          && feature.writesRawMultiSession && !feature.writesRaw && feature.testsWriting
          && !feature.overwritesCDRW && feature.writesSubchannels
          && feature.maximumCueSheetByteCount == 0xFF_FFFF
      }),
    Self(
      feature: CDRWMediaWriteFeature.self, "00 37 01 04 00 0F 00 00",
      { $0.writableSubtypes == [0, 1, 2, 3] },
      hostile: "00 37 FF 02 FF 81", { $0.writableSubtypes == [0, 7] }),
  ]

  private static let dvdFeatures: [Self] = [
    Self(
      feature: DVDPlusRWFeature.self, "00 2A 05 04 01 02 00 00",
      { $0.writes && $0.startsQuickly && !$0.closesOnly },
      hostile: "00 2A FF 04 FE FD FF FF",
      { !$0.writes && !$0.startsQuickly && $0.closesOnly }),
    Self(
      feature: DVDPlusRFeature.self, "00 2B 01 04 01 00 00 00", { $0.writes },
      hostile: "00 2B FF 04 FE FF FF FF", { !$0.writes }),
    Self(
      feature: DVDMinusRWriteFeature.self, "00 2F 09 04 4A 00 00 00",
      { feature in
        feature.protectsAgainstUnderrun && feature.writesDualLayer && !feature.testsWriting
          && feature.writesDVDMinusRW
      },
      hostile: "00 2F FF 04 B5 FF FF FF",
      { feature in
        !feature.protectsAgainstUnderrun && !feature.writesDualLayer && feature.testsWriting
          && !feature.writesDVDMinusRW
      }),
    Self(
      feature: LayerJumpRecordingFeature.self, "00 33 01 08 00 00 00 01 10 00 00 00",
      { $0.linkSizes == [16] },
      hostile: "00 33 FF 05 FF FF FF FF 10", { $0.linkSizes == [16] }),
    Self(
      feature: LayerJumpRigidOverwriteFeature.self, "00 34 01 04 01 00 00 10",
      { $0.closesJumpBlocks && $0.bufferBlocks == 16 },
      hostile: "00 34 FF 03 FE FF FF", { !$0.closesJumpBlocks && $0.bufferBlocks == 0 }),
    Self(
      feature: DVDPlusRWDualLayerFeature.self, "00 3A 01 04 01 01 00 00",
      { $0.writes && !$0.startsQuickly && $0.closesOnly },
      hostile: "00 3A FF 01 FE", { !$0.writes && !$0.startsQuickly && !$0.closesOnly }),
    Self(
      feature: DVDPlusRDualLayerFeature.self, "00 3B 01 04 01 00 00 00", { $0.writes },
      hostile: "00 3B FF 00", { !$0.writes }),
  ]
}
