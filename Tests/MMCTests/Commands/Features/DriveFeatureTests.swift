import DiscModel
import MMC
import TestSupport
import Testing

@Suite("Features of a drive") struct DriveFeatureTests {
  @Test(
    arguments: [
      (0x0000, "profile list"),
      (0x0001, "core"),
      (0x0002, "morphing"),
      (0x0003, "removable medium"),
      (0x0004, "write protect"),
      (0x0010, "random readable"),
      (0x001D, "multi-read"),
      (0x001E, "CD read"),
      (0x001F, "DVD read"),
      (0x0020, "random writable"),
      (0x0021, "incremental streaming writable"),
      (0x0023, "formattable"),
      (0x0024, "hardware defect management"),
      (0x0025, "write once"),
      (0x0026, "restricted overwrite"),
      (0x0027, "CD-RW CAV write"),
      (0x0028, "MRW"),
      (0x0029, "enhanced defect reporting"),
      (0x002A, "DVD+RW"),
      (0x002B, "DVD+R"),
      (0x002C, "rigid restricted overwrite"),
      (0x002D, "CD track at once"),
      (0x002E, "CD mastering"),
      (0x002F, "DVD-R/-RW write"),
      (0x0033, "layer jump recording"),
      (0x0034, "layer jump rigid restricted overwrite"),
      (0x0035, "stop long operation"),
      (0x0037, "CD-RW media write support"),
      (0x0038, "BD-R pseudo-overwrite"),
      (0x003A, "DVD+RW dual layer"),
      (0x003B, "DVD+R dual layer"),
      (0x0040, "BD read"),
      (0x0041, "BD write"),
      (0x0042, "timely safe recording"),
      (0x0080, "hybrid disc"),
      (0x0100, "power management"),
      (0x0101, "S.M.A.R.T."),
      (0x0102, "embedded changer"),
      (0x0103, "CD audio external play"),
      (0x0104, "microcode upgrade"),
      (0x0105, "timeout"),
      (0x0106, "DVD CSS"),
      (0x0107, "real-time streaming"),
      (0x0108, "drive serial number"),
      (0x0109, "media serial number"),
      (0x010A, "disc control blocks"),
      (0x010B, "DVD CPRM"),
      (0x010C, "firmware information"),
      (0x010D, "AACS"),
      (0x010E, "DVD CSS managed recording"),
      (0x0110, "VCPS"),
      (0x0113, "SecurDisc"),
    ] as [(UInt16, String)])
  func `have the standard's name`(code: UInt16, name: String) {
    let digits = String(code, radix: 16, uppercase: true)
    let number = String(repeating: "0", count: 4 - digits.count) + digits
    #expect(FeatureName(rawValue: code).description == "\(name) (\(number)h)")
  }

  @Test func `without a name have their number`() {
    #expect(FeatureName(rawValue: 0xFF00).description == "FF00h")
  }

  /// The features of `hex`, each with its header.
  private func features(_ hex: HexFixture) throws -> [DriveFeature] {
    let length = UInt8(hex.count + 4)
    return try GetConfiguration.parse(bytes: [0, 0, 0, length, 0, 0, 0, 0x09] + hex.bytes).features
  }

  @Test func `of every drive are read`() throws {
    let drive = try features(
      """
      00 00 03 08 00 41 00 00 00 09 01 00     # BD-R, and CD-R as the current one
      00 01 0B 08 00 00 00 07 03 00 00 00     # serial ATAPI, busy events
      00 02 07 04 02 00 00 00                 # operational change events
      00 03 0B 04 39 00 00 00                 # tray, load, eject, lock
      00 04 00 04 0F 00 00 00                 # all kinds of write protection
      01 07 11 04 1D 00 00 00                 # speeds by page and in blocks, not by type 3
      01 08 03 0C 20 4B 31 35 46 38 00 00 00 00 00 00  # K15F8
      01 0C 03 10 32 30 31 32 30 33 31 36 31 30 30 35 33 30 00 00  # 2012-03-16 10:05:30
      """)
    let list = try #require(drive[ProfileListFeature.self])
    #expect(list.profiles == [.bdRSequential, .cdR] && list.currentProfiles == [.cdR])
    let core = try #require(drive[CoreFeature.self])
    #expect(core.interface == .serialATAPI && core.hasBusyEvents)
    let morphing = try #require(drive[MorphingFeature.self])
    #expect(morphing.hasOperationalChangeEvents && !morphing.tellsAsynchronously)
    let removable = try #require(drive[RemovableMediumFeature.self])
    #expect(removable.mechanism == .tray)
    #expect(removable.canLoad && removable.canEject && removable.canLock)
    let protection = try #require(drive[WriteProtectFeature.self])
    #expect(protection.knowsSoftwareProtection && protection.knowsDiscProtection)
    let streaming = try #require(drive[RealTimeStreamingFeature.self])
    #expect(streaming.writesStreams && streaming.tellsBufferInBlocks && streaming.knowsSetCDSpeed)
    #expect(streaming.tellsSpeedsInModePage && !streaming.tellsWriteSpeeds)
    #expect(drive[SerialNumberFeature.self]?.serialNumber == "K15F8")
    #expect(drive[FirmwareInformationFeature.self]?.date == "2012-03-16 10:05:30")
    #expect(drive[BDReadFeature.self] == nil)
    #expect(drive[.realTimeStreaming]?.version == 4)
  }

  @Test func `of access are read`() throws {
    let drive = try features(
      """
      00 10 01 08 00 00 08 00 00 10 01 00                  # 2,048 bytes, 16 at once, page 01h
      00 20 05 0C 00 23 05 3F 00 00 08 00 00 10 01 00      # up to 2,295,103
      00 21 01 08 01 00 03 01 10 00 00 00                  # type 8, by address, protection; link 16
      00 23 05 08 0F 00 00 00 01 00 00 00                  # all formats
      00 24 05 04 80 00 00 00                              # tells its spare area
      00 25 01 08 00 00 08 00 00 20 00 00                  # write once, 32 at once
      00 28 01 04 05 00 00 00                              # MRW: DVD+ and CD writing
      00 29 01 04 01 02 00 07                              # defects: two caches of 7 entries
      00 2C 01 04 03 00 00 00                              # intermediate, blank
      """)
    let reading = try #require(drive[RandomReadableFeature.self])
    #expect(reading.blockByteCount == 2048 && reading.blocking == 16)
    #expect(reading.hasErrorRecoveryPage)
    let writing = try #require(drive[RandomWritableFeature.self])
    #expect(writing.lastAddress == LogicalBlockAddress(2_295_103) && writing.blocking == 16)
    #expect(writing.blockByteCount == 2048 && writing.hasErrorRecoveryPage)
    let streaming = try #require(drive[IncrementalStreamingFeature.self])
    #expect(streaming.dataBlockTypes == [8] && streaming.linkSizes == [16])
    #expect(streaming.protectsAgainstUnderrun && streaming.reservesByAddress)
    let format = try #require(drive[FormattableFeature.self])
    #expect(format.formatsWithoutSpareArea && format.expandsSpareArea && format.certifiesQuickly)
    #expect(format.certifiesFully && format.formatsForRandomRecording)
    #expect(drive[DefectManagementFeature.self]?.tellsSpareArea == true)
    let once = try #require(drive[WriteOnceFeature.self])
    #expect(once.blocking == 32 && !once.hasErrorRecoveryPage)
    let rainier = try #require(drive[MountRainierFeature.self])
    #expect(rainier.writesDVDPlus && !rainier.readsDVDPlus && rainier.writesCD)
    let defects = try #require(drive[EnhancedDefectReportingFeature.self])
    #expect(defects.isManagedByDrive && defects.cacheZones == 2 && defects.entries == 7)
    let rigid = try #require(drive[RigidRestrictedOverwriteFeature.self])
    #expect(rigid.writesIntermediateState && rigid.blanks && !rigid.generatesDefectStatus)
  }

  @Test func `of CD and DVD writing are read`() throws {
    let drive = try features(
      """
      00 1E 09 04 83 00 00 00            # audio play, error flags, CD-TEXT
      00 1F 09 04 01 00 03 00            # DVD Multi, both dual layers
      00 2A 05 04 01 03 00 00            # DVD+RW: writes, quick start, close only
      00 2B 01 04 01 00 00 00            # DVD+R
      00 2D 09 04 5E 00 3F 0F            # R–W raw and packed, test, CD-RW, protection
      00 2E 01 04 7F 00 0C 80            # everything; cue sheets of up to 3,200 bytes
      00 2F 09 04 4E 00 00 00            # DVD-R DL, test, DVD-RW, protection
      00 33 01 08 00 00 00 01 10 00 00 00  # layer jumps, link 16
      00 34 01 04 01 00 00 10            # layer jump blocks of 16
      00 37 01 04 00 0F 00 00            # all kinds of CD-RW
      00 3A 01 04 00 00 00 00            # DVD+RW DL: reads
      00 3B 01 04 01 00 00 00            # DVD+R DL
      """)
    let cd = try #require(drive[CDReadFeature.self])
    #expect(cd.knowsDigitalAudioPlay && cd.tellsErrorFlags && cd.readsCDText)
    let dvd = try #require(drive[DVDReadFeature.self])
    #expect(dvd.conformsToDVDMulti && dvd.readsDualLayerR && dvd.readsDualLayerRW)
    let plusRW = try #require(drive[DVDPlusRWFeature.self])
    #expect(plusRW.writes && plusRW.startsQuickly && plusRW.closesOnly)
    #expect(drive[DVDPlusRFeature.self]?.writes == true)
    let track = try #require(drive[CDTrackAtOnceFeature.self])
    #expect(track.protectsAgainstUnderrun && track.writesRawSubchannels && track.testsWriting)
    #expect(track.writesPackedSubchannels && track.overwritesCDRW && !track.writesSubchannels)
    #expect(track.dataBlockTypes == [0, 1, 2, 3, 8, 9, 10, 11, 12, 13])
    let mastering = try #require(drive[CDMasteringFeature.self])
    #expect(mastering.writesSessionAtOnce && mastering.writesRaw && mastering.testsWriting)
    #expect(mastering.writesRawMultiSession && mastering.overwritesCDRW)
    #expect(mastering.protectsAgainstUnderrun && mastering.writesSubchannels)
    #expect(mastering.maximumCueSheetByteCount == 3200)
    let minus = try #require(drive[DVDMinusRWriteFeature.self])
    #expect(minus.writesDualLayer && minus.testsWriting && minus.writesDVDMinusRW)
    #expect(minus.protectsAgainstUnderrun)
    #expect(drive[LayerJumpRecordingFeature.self]?.linkSizes == [16])
    #expect(drive[LayerJumpRigidOverwriteFeature.self]?.bufferBlocks == 16)
    #expect(drive[CDRWMediaWriteFeature.self]?.writableSubtypes == [0, 1, 2, 3])
    #expect(drive[DVDPlusRWDualLayerFeature.self]?.writes == false)
    #expect(drive[DVDPlusRDualLayerFeature.self]?.writes == true)
  }

  @Test func `of BD and the rest are read`() throws {
    let drive = try features(
      """
      00 40 09 1C 00 00 00 00 00 00 00 06 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 01 00 00 00 00
      00 41 09 14 01 00 00 00 00 00 00 06 00 00 00 00 00 00 00 02 00 00 00 00
      00 80 01 04 01 00 00 00
      01 01 01 04 01 00 00 00
      01 02 01 04 14 00 00 05
      01 03 01 04 07 00 01 00
      01 04 01 04 01 00 00 00
      01 05 05 04 01 00 00 0A
      01 06 01 04 00 00 00 01
      01 0A 01 08 46 44 43 00 57 44 43 01
      01 0B 01 04 00 00 00 01
      01 0D 01 04 01 02 04 01
      """)
    let reading = try #require(drive[BDReadFeature.self])
    #expect(reading.rewritable.versions == [[], [1, 2], [], []])
    #expect(reading.recordable.versions == [[], [1], [], []])
    #expect(reading.pressed.versions == [[], [0], [], []])
    let writing = try #require(drive[BDWriteFeature.self])
    #expect(writing.writesUnverified && !writing.rewritable.isEmpty)
    #expect(writing.recordable.versions == [[], [1], [], []])
    #expect(drive[HybridDiscFeature.self]?.resetsToOther == true)
    #expect(drive[SMARTFeature.self]?.hasFaultPage == true)
    let changer = try #require(drive[EmbeddedChangerFeature.self])
    #expect(changer.changesSide && changer.checksSlots && changer.highestSlot == 5)
    let play = try #require(drive[AudioPlayFeature.self])
    #expect(play.scans && play.mutesSeparately && play.hasSeparateVolume)
    #expect(play.volumeLevels == 256)
    #expect(drive[MicrocodeUpgradeFeature.self]?.knowsFifthMode == true)
    let timeout = try #require(drive[TimeoutFeature.self])
    #expect(timeout.hasThirdGroup && timeout.unitLength == 10)
    #expect(drive[CSSFeature.self]?.cssVersion == 1)
    #expect(drive[DiscControlBlocksFeature.self]?.identifiers == [0x4644_4300, 0x5744_4301])
    #expect(drive[CPRMFeature.self]?.cprmVersion == 1)
    let aacs = try #require(drive[AACSFeature.self])
    #expect(aacs.makesBindingNonces && aacs.nonceBlocks == 2)
    #expect(aacs.authenticationSessions == 4 && aacs.aacsVersion == 1)
  }

  @Test func `of old drives lack what came later`() throws {
    let drive = try features(
      """
      00 1F 00 00                        # DVD read without data
      00 40 00 04 00 00 00 00            # BD read without its classes
      01 0C 00 04 32 30 31 32            # firmware with a year alone
      01 08 00 00                        # no serial number
      00 21 00 04 00 00 00 FF            # link sizes that are not there
      00 10 00 03 00 00 08               # a block size that is cut
      """)
    #expect(drive[DVDReadFeature.self]?.conformsToDVDMulti == false)
    #expect(drive[BDReadFeature.self]?.pressed.isEmpty == true)
    #expect(drive[FirmwareInformationFeature.self]?.date == nil)
    #expect(drive[SerialNumberFeature.self]?.serialNumber == "")
    #expect(drive[IncrementalStreamingFeature.self]?.linkSizes == [])
    #expect(drive[RandomReadableFeature.self]?.blockByteCount == 2048)
  }

  @Test func `of hostile drives have no date that is no date`() throws {
    let letters = try features("01 0C 03 10 32 30 31 32 30 33 31 36 31 30 30 35 33 3A 00 00")
    #expect(letters[FirmwareInformationFeature.self]?.date == nil)
  }
}
