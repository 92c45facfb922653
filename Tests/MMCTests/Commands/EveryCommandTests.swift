import DiscModel
import TestSupport
import Testing

@testable import MMC

/// What the command set has, as a list that is typed by hand, against what is here.
@Suite("The command set") struct EveryCommandTests {
  /// The commands that a burner for CD, DVD and BD has a use for. Source: MMC-6, "Commands"; SPC-4 for
  /// those of all devices.
  static let operationCodes: Set<UInt8> = [
    0x00, 0x03, 0x04, 0x12, 0x1B, 0x1E, 0x23, 0x25, 0x28, 0x2A, 0x2E, 0x2F, 0x35, 0x3C, 0x42, 0x43,
    0x46, 0x4A, 0x51, 0x52, 0x53, 0x54, 0x55, 0x58, 0x5A, 0x5B, 0x5C, 0x5D, 0xA1, 0xA6, 0xA8, 0xAA,
    0xAC, 0xAD, 0xB6, 0xB9, 0xBB, 0xBD, 0xBE, 0xBF,
  ]

  /// One of each, and its bytes.
  static let commands: [(any MMCCommand, HexFixture)] =
    deviceCommands + discCommands + readingCommands + writingCommands

  private static let deviceCommands: [(any MMCCommand, HexFixture)] = [
    (TestUnitReady(), "00 00 00 00 00 00"),
    (RequestSense(), "03 00 00 00 12 00"),
    (Inquiry(), "12 00 00 00 24 00"),
    (StartStopUnit(.eject), "1B 00 00 00 02 00"),
    (PreventAllowMediumRemoval(.prevent), "1E 00 00 00 01 00"),
    (ReadBuffer(1, from: 0x01_0203, byteCount: 256), "3C 02 01 01 02 03 00 01 00 00"),
    (ReadBufferDescriptor(1), "3C 03 01 00 00 00 00 00 04 00"),
    (GetConfiguration(.current), "46 01 00 00 00 00 00 FF FA 00"),
    (GetEventStatusNotification(), "4A 01 00 00 10 00 00 00 08 00"),
    (ModeSelect10(WriteParametersPage()), "55 10 00 00 00 00 00 00 3C 00"),
    (ModeSense10<WriteParametersPage>(), "5A 08 05 00 00 00 00 00 48 00"),
    (LoadUnloadMedium(.load, slot: 2), "A6 00 00 00 03 00 00 00 02 00 00 00"),
  ]

  private static let discCommands: [(any MMCCommand, HexFixture)] = [
    (ReadFormatCapacities(), "23 00 00 00 00 00 00 01 04 00"),
    (ReadCapacity(), "25 00 00 00 00 00 00 00 00 00"),
    (ReadSubchannel(.catalogueNumber), "42 00 40 02 00 00 00 00 18 00"),
    (ReadDiscInformation(), "51 00 00 00 00 00 00 08 1A 00"),
    (MechanismStatus(), "BD 00 00 00 00 00 00 00 00 88 00 00"),
    (ReadATIP(), "43 02 04 00 00 00 00 00 20 00"),
    (ReadTrackInformation(.track(1)), "52 01 00 00 00 01 00 00 30 00"),
    (GetPerformance(), "AC 00 00 00 00 00 00 00 00 20 03 00"),
    (ReadDiscStructure(.adip), "AD 00 00 00 00 00 00 11 10 04 00 00"),
  ]

  private static let readingCommands: [(any MMCCommand, HexFixture)] = [
    (Read10(at: LogicalBlockAddress(16), blocks: 32), "28 00 00 00 00 10 00 00 20 00"),
    (Verify10(at: LogicalBlockAddress(16), blocks: 32), "2F 00 00 00 00 10 00 00 20 00"),
    (Read12(at: LogicalBlockAddress(16), blocks: 32), "A8 00 00 00 00 10 00 00 00 20 00 00"),
    (
      ReadCDMSF(
        from: MinuteSecondFrame(minute: 0, second: 2, frame: 0),
        to: MinuteSecondFrame(minute: 0, second: 2, frame: 16), .audio),
      "B9 04 00 00 02 00 00 02 10 10 00 00"
    ),
    (
      ReadCD(at: LogicalBlockAddress(16), sectors: 27, .audio),
      "BE 04 00 00 00 10 00 00 1B 10 00 00"
    ),
  ]

  private static let writingCommands: [(any MMCCommand, HexFixture)] = [
    (FormatUnit.dvdPlusRW(isRestart: false, isImmediate: true), "04 11 00 00 00 00"),
    (Write10(at: LogicalBlockAddress(-150), blocks: 27), "2A 00 FF FF FF 6A 00 00 1B 00"),
    (
      WriteAndVerify10(at: LogicalBlockAddress(0x1000), blocks: 32),
      "2E 00 00 00 10 00 00 00 20 00"
    ),
    (SynchronizeCache(isImmediate: true), "35 02 00 00 00 00 00 00 00 00"),
    (ReserveTrack(.blocks(816)), "53 00 00 00 00 00 00 03 30 00"),
    (SendOPC(), "54 01 00 00 00 00 00 00 00 00"),
    (RepairTrack(3, isImmediate: true), "58 01 00 00 00 03 00 00 00 00"),
    (CloseTrackSession(.session, isImmediate: true), "5B 01 02 00 00 00 00 00 00 00"),
    (ReadBufferCapacity(), "5C 00 00 00 00 00 00 00 0C 00"),
    (SendCueSheet([UInt8](repeating: 0, count: 24)), "5D 00 00 00 00 00 00 00 18 00"),
    (BlankMedium(.minimal, isImmediate: true), "A1 11 00 00 00 00 00 00 00 00 00 00"),
    (Write12(at: LogicalBlockAddress(32), blocks: 32), "AA 00 00 00 00 20 00 00 00 20 00 00"),
    (
      SetStreaming(
        TransferRate(kilobytesPerSecond: 8310), lastAddress: LogicalBlockAddress(2_295_103)),
      "B6 00 00 00 00 00 00 00 00 00 1C 00"
    ),
    (
      SetCDSpeed(writeRate: TransferRate(kilobytesPerSecond: 2822)),
      "BB 00 FF FF 0B 08 00 00 00 00 00 00"
    ),
    (
      SendDiscStructure.layerBoundary(blocks: BlockCount(1000)),
      "BF 00 00 00 00 00 00 20 00 0C 00 00"
    ),
  ]

  @Test func `each command of it can be sent`() {
    for (command, bytes) in Self.commands {
      #expect(HexFixture(bytes: command.descriptorBlock.array) == bytes, "\(command)")
    }
    let codes = Set(Self.commands.map { $0.0.descriptorBlock.operationCode })
    #expect(codes == Self.operationCodes)
  }

  /// Source: MMC-6 and MMC-3, "Mode pages".
  @Test func `each page of it can be read`() {
    let pages: [any ModePage.Type] = [
      ErrorRecoveryPage.self, WriteParametersPage.self, CachingPage.self,
      CDDeviceParametersPage.self, AudioControlPage.self, PowerConditionPage.self,
      FaultReportingPage.self, TimeoutAndProtectPage.self, CapabilitiesPage.self,
    ]
    #expect(
      pages.map { $0.pageCode } == [0x01, 0x05, 0x08, 0x0D, 0x0E, 0x1A, 0x1C, 0x1D, 0x2A])
  }

  /// Those that have data. Source: MMC-6, "Features".
  @Test func `each feature of it that has data can be taken apart`() {
    let views: [any FeatureView.Type] = [
      ProfileListFeature.self, CoreFeature.self, MorphingFeature.self, RemovableMediumFeature.self,
      WriteProtectFeature.self, RandomReadableFeature.self, CDReadFeature.self,
      DVDReadFeature.self, RandomWritableFeature.self, IncrementalStreamingFeature.self,
      FormattableFeature.self, DefectManagementFeature.self, WriteOnceFeature.self,
      MountRainierFeature.self, EnhancedDefectReportingFeature.self, DVDPlusRWFeature.self,
      DVDPlusRFeature.self, RigidRestrictedOverwriteFeature.self, CDTrackAtOnceFeature.self,
      CDMasteringFeature.self, DVDMinusRWriteFeature.self, LayerJumpRecordingFeature.self,
      LayerJumpRigidOverwriteFeature.self, CDRWMediaWriteFeature.self,
      DVDPlusRWDualLayerFeature.self, DVDPlusRDualLayerFeature.self, BDReadFeature.self,
      BDWriteFeature.self, HybridDiscFeature.self, SMARTFeature.self, EmbeddedChangerFeature.self,
      AudioPlayFeature.self, MicrocodeUpgradeFeature.self, TimeoutFeature.self, CSSFeature.self,
      RealTimeStreamingFeature.self, SerialNumberFeature.self, DiscControlBlocksFeature.self,
      CPRMFeature.self, FirmwareInformationFeature.self, AACSFeature.self,
      CSSManagedRecordingFeature.self,
    ]
    #expect(
      views.map { $0.name.rawValue } == [
        0x0000, 0x0001, 0x0002, 0x0003, 0x0004, 0x0010, 0x001E, 0x001F, 0x0020, 0x0021, 0x0023,
        0x0024, 0x0025, 0x0028, 0x0029, 0x002A, 0x002B, 0x002C, 0x002D, 0x002E, 0x002F, 0x0033,
        0x0034, 0x0037, 0x003A, 0x003B, 0x0040, 0x0041, 0x0080, 0x0101, 0x0102, 0x0103, 0x0104,
        0x0105, 0x0106, 0x0107, 0x0108, 0x010A, 0x010B, 0x010C, 0x010D, 0x010E,
      ])
  }

  /// Those that say all by being there.
  @Test func `each feature of it without data has a name`() {
    let names: [FeatureName] = [
      .multiRead, .restrictedOverwrite, .cdRWConstantAngular, .stopLongOperation,
      .bdRPseudoOverwrite, .timelySafeRecording, .powerManagement, .mediaSerialNumber, .vcps,
      .securDisc,
    ]
    #expect(
      names.map(\.rawValue) == [
        0x001D, 0x0026, 0x0027, 0x0035, 0x0038, 0x0042, 0x0100, 0x0109, 0x0110, 0x0113,
      ])
    #expect(names.allSatisfy { $0.description.hasSuffix("h)") })
  }
}

@Suite("READ BUFFER (10) (3Ch)") struct ReadBufferTests {
  @Test func `holds its numbers within three bytes`() {
    let command = ReadBuffer(255, from: .max, byteCount: .max)
    #expect(command.bytes == "3C 02 FF FF FF FF FF FF FF 00")
    #expect(ReadBuffer(from: -1, byteCount: -1).bytes == "3C 02 00 00 00 00 00 00 00 00")
  }

  @Test func `tells how large a buffer is`() throws {
    let found = try ReadBufferDescriptor.parse("00 00 10 00")
    #expect(found.offsetUnit == 1 && found.byteCount == 4096)
    #expect(try ReadBufferDescriptor.parse("18 00 10 00").offsetUnit == nil)
    #expect(throws: ReplyError.truncated(needed: 4, available: 3)) {
      try ReadBufferDescriptor.parse("09 08 00")
    }
  }
}

@Suite("WRITE AND VERIFY (10) (2Eh)") struct WriteAndVerify10Tests {
  @Test func `is never sent again by itself, and may take 200 seconds`() {
    let command = WriteAndVerify10(at: LogicalBlockAddress(-1), blocks: 65_535)
    #expect(command.bytes == "2E 00 FF FF FF FF 00 FF FF 00")
    #expect(!command.retriesUnitAttention && command.timeout == .seconds(200))
  }
}
