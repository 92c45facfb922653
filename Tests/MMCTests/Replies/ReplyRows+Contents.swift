import DiscModel
import TestSupport

@testable import MMC

/// Tables of contents, and what is known of the disc.
extension ReplyRow {
  static let contents: [Self] = [
    Self(
      ReadTOC.self, ReadTOCTests.threeTracks,
      { $0.tracks.map(\.start.rawValue) == [0, 13_650, 32_430] && $0.leadOut?.rawValue == 43_725 },
      // Tracks 9 to 1, addresses below zero, and two lead-outs, of which the last one counts.
      hostile: """
        FF FF 09 01 00 FF 00 FF FF FF FF 6A 00 00 00 00 80 00 00 00
        00 14 AA 00 00 00 00 01 00 14 AA 00 7F FF FF FF 00 14 02
        """,
      { contents in
        contents.tracks.map(\.track) == [0, 0] && contents.tracks.map(\.isData) == [true, false]
          && contents.tracks.map(\.start.rawValue) == [-150, .min]
          && contents.leadOut?.rawValue == .max
      }),
    Self(
      ReadTOCMSF.self, ReadTOCMSFTests.threeTracks,
      { $0.tracks.map(\.start?.description) == ["00:02:00", "03:04:00", "07:14:30"] },
      hostile: ReadTOCMSFTests.decimal,
      { $0.tracks.map(\.start?.description) == ["00:02:00", nil, nil] && $0.leadOut == nil }),
    Self(
      ReadSessionInformation.self, "00 0A 01 02 00 14 05 00 00 00 2C 88",
      { $0.firstTrackInLastSession == 5 && $0.lastSessionStart.rawValue == 11_400 },
      // The last session before the first, a track that is none; the length denies what follows.
      hostile: "00 02 FF 00 00 FF FF FF 80 00 00 00 00",
      { reply in
        reply.firstSession == 255 && reply.lastSession == 0
          && reply.firstTrackInLastSession == 255 && reply.lastSessionStart.rawValue == .min
      }),
    Self(
      ReadSessionInformationMSF.self, "00 0A 01 02 00 14 05 00 00 02 22 00",
      { $0.firstTrackInLastSession == 5 && $0.lastSessionStart?.description == "02:34:00" },
      hostile: "00 02 FF 00 00 FF FF FF FF FF 3B 4B 00",
      { $0.firstSession == 255 && $0.lastSession == 0 && $0.lastSessionStart == nil }),
    Self(
      ReadRawTOC.self, ReadRawTOCTests.threeTracks,
      { $0.entries.map(\.point) == [0xA0, 0xA1, 0xA2, 1, 2, 3] && $0.lastSession == 1 },
      // One entry of all ones and one that is cut by a byte.
      hostile: "FF FF FF 00 FF*11 01 10 00 A0 00 00 00 00 01 00",
      { reply in
        reply.firstSession == 255 && reply.lastSession == 0
          && reply.entries.map(\.adr) == [15] && reply.entries.map(\.control) == [15]
          && reply.entries.map(\.pointTime.address.rawValue) == [716_730]
      }),
    Self(
      ReadProgramMemoryArea.self, ReadProgramMemoryAreaTests.golden,
      { $0.map(\.point) == [1, 2] },
      // 20 bytes are announced, with which the second entry ends too early, though it came.
      hostile: """
        00 14 00 00 00 14 00 01 00 0A 00 00 00 02 00 00 10 00 02 00 14 00 00 00 0C 00
        """,
      { $0.map(\.point) == [1] }),
    Self(
      ReadATIP.self, ReadATIPTests.rewritable,
      { $0.isRewritable && $0.subtype == 1 && $0.leadOut?.description == "79:59:74" },
      // All values are valid and only two of them came; the times are no times.
      hostile: "FF FF 00 00 FF FF FF FF 61 3C 00 00 00 00 00 00 FF FF FF 00 FF FF FF",
      { groove in
        groove.isRewritable && groove.subtype == 7 && groove.writingPower == 7
          && groove.leadIn == nil && groove.leadOut == nil && groove.a1 == [255, 255, 255]
          && groove.a2 == [255, 255, 255] && groove.a3 == nil && groove.maximumWriteRate == nil
      }),
    Self(
      ReadCDText.self, ReadCDTextTests.golden,
      { $0.count == 7 && $0.allSatisfy(\.isIntact) },
      // A pack of all ones, and one of 17 bytes.
      hostile: "FF FF 00 00 FF*18 80*17",
      { packs in
        packs.map(\.type) == [255] && packs.map(\.track) == [127] && packs.map(\.block) == [7]
          && packs.map(\.isIntact) == [false]
      }),
    Self(
      ReadSubchannel.self,
      "00 15 00 14 02 00 00 00 80 30 31 32 33 34 35 36 37 38 39 30 31 32 00 00",
      { $0.content == .catalogueNumber("0123456789012") },
      // A code of zeros that is called valid, after a length of nothing.
      hostile: "00 FF 00 00 03 FF 63 FF FF 00*12",
      { $0.content == .recordingCode(track: 99, "") && $0.audioStatus == 255 }),
    Self(
      ReadSubchannelMSF.self, "00 11 00 0C 01 14 03 01 00 07 0E 1E 00 00 00 0A",
      { $0.time?.description == "07:14:30" && $0.timeInTrack?.description == "00:00:10" },
      hostile: "00 11 00 00 03 14 03 00 80 44 45 41 42 43 32 35",
      throws: .invalid(field: "sub-channel format")),
  ]

  static let disc: [Self] = [
    Self(
      ReadDiscInformation.self, DiscInformationFieldTests.full,
      { $0.status == .appendable && $0.discID == 0x1122_3344 && $0.powerCalibrations.count == 2 },
      // Everything is called valid and 255 tables are counted, in 39 bytes.
      hostile: "FF FF 1F FF 00 FF 00 FF FF FF 00 FF FF*21 FF FF 00 00 00 00",
      { reply in
        reply.status == .other && reply.lastSession == .complete && reply.isErasable
          && reply.sessionCount == 0xFF00 && reply.firstTrackInLastSession == 0x00FF
          && reply.lastTrackInLastSession == 0xFF00 && reply.discID == .max
          && reply.lastPossibleLeadOut == nil && reply.powerCalibrations == []
      }),
    Self(
      ReadTrackResources.self, "00 0A 20 00 1E EC 00 03 00 10 00 02",
      { $0.maximumTracks == 7916 && $0.assignedTracks == 3 && $0.appendableTracks == 2 },
      // More tracks than there can be, and other information behind it.
      hostile: "00 00 3F FF 00 00 FF FF 00 00 FF FF FF FF",
      { reply in
        reply.maximumTracks == 0 && reply.assignedTracks == 65_535
          && reply.maximumAppendableTracks == 0 && reply.appendableTracks == 65_535
      }),
    Self(
      ReadPseudoOverwriteResources.self, "00 0E 40 00 00 01 00 00 00 00 08 00 00 00 00 7F",
      { $0.replacements == 65_536 && $0.mapEntries == 2048 && $0.updates == 127 },
      hostile: "FF FF 40 00 FF FF FF FF FF FF FF FF FF FF FF",
      throws: .truncated(needed: 16, available: 15)),
    Self(
      ReadTrackInformation.self, ReadTrackInformationTests.blankCDR,
      { $0.trackNumber == 1 && $0.isBlank && $0.freeBlocks == BlockCount(359_849) },
      // Declares ten bytes, and sends 36.
      hostile: "00 0A 01 01 00 04 40 01 00*8 FF*8 00*12",
      throws: .truncated(needed: 16, available: 12)),
    Self(
      ReadCapacity.self, "00 05 7D A8 00 00 08 00",
      { $0.blocks == BlockCount(359_849) && $0.blockByteCount == 2048 },
      hostile: "80 00 00 00 FF FF FF FF", throws: .invalid(field: "last block address")),
    Self(
      ReadFormatCapacities.self, ReadFormatCapacitiesTests.bdRE,
      { $0.state == .formatted && $0.formats.count == 5 },
      // A list that is longer than the reply, with a format that is cut behind one of all ones.
      hostile: "FF FF FF FF FF FF FF FF FC FF FF FF FF*8 00 B4 74 00 C0 00 40",
      { reply in
        reply.state == .unknown && reply.blocks == nil
          && reply.currentBlocks == BlockCount(0xFFFF_FFFF)
          && reply.formats.map(\.type.rawValue) == [0x3F] && reply.formats.map(\.subtype) == [3]
          && reply.formats.map(\.parameter) == [0xFF_FFFF]
      }),
  ]

  static let writing: [Self] = [
    Self(
      ReadBufferCapacity.self, "00 0A 00 00 00 20 00 00 00 08 00 00",
      { $0 == .bytes(size: 2_097_152, free: 524_288) },
      // More free than there is, in a buffer of 4 KiB.
      hostile: "FF FF 00 FE 00 00 10 00 FF FF FF FF 00", { $0 == .bytes(size: 4096, free: 4096) })
  ]

  static let speed: [Self] = [
    Self(
      GetPerformance.self, GetPerformanceTests.golden,
      { $0.map(\.writeRate) == [.dvd(16), .dvd(8)] },
      // A speed of four gigabytes up to no address, and one that is cut.
      hostile: "FF FF FF FF 00*4 FF*16 00*15",
      { speeds in
        speeds.map(\.rotation) == [nil] && speeds.map(\.lastAddress) == [nil]
          && speeds.map(\.writeRate.kilobytesPerSecond) == [0xFFFF_FFFF]
      }),
    Self(
      GetNominalPerformance.self, GetNominalPerformanceTests.golden,
      { $0.isForWriting && $0.segments.map(\.lastRate) == [.dvd(16)] },
      // An exception is there, and the length ends before it.
      hostile: "00 00 00 08 FF 00 00 00 7F FF FF FF FF FF 00 00",
      { reply in
        reply.isForWriting && reply.segments == [] && reply.slowdowns == []
      }),
    Self(
      GetDefectData.self, "00 00 00 0C 00*4 00 00 10 00 00 00 00 10",
      { $0.data == [0, 0, 0x10, 0, 0, 0, 0, 0x10] },
      hostile: "00 00 00 02 00 00 01 02 03 04", { $0.data == [] }),
    defects(
      "unusableAreas", \.unusableAreas, "00 00 00 0C 00*4 00 00 10 00 00 00 00 10",
      { $0.map(\.firstAddress) == [LogicalBlockAddress(4096)] && $0.first?.blocks.rawValue == 16 },
      // An area from no address on, and half of another.
      hostile: "FF FF FF FF 00*4 FF*8 00 00 10 00",
      { $0.map(\.firstAddress) == [nil] && $0.first?.blocks.rawValue == 0xFFFF_FFFF }),
    defects(
      "defectStatuses", \.defectStatuses,
      // Blocks 1,000 to 1,099, 16 to a bit, from the highest bit on: the first and the sixth.
      "00 00 08 04 00*4 00 00 03 E8 00 00 04 4B 10 07 84 00*2037",
      { statuses in
        statuses.flatMap(\.defects) == [
          LogicalBlockAddress(1000)..<LogicalBlockAddress(1016),
          LogicalBlockAddress(1080)..<LogicalBlockAddress(1096),
        ]
      },
      // The part ends before it begins; the second is cut.
      hostile: "FF FF FF FF 00*4 00 00 04 4B 00 00 03 E8 FF FF FF*2038 00 00 03 E8",
      { $0.map(\.defects) == [[]] }),
    defects(
      "entries", \.entries, "00 00 00 0C 00*4 00 00 10 00 01 02 03 04",
      { $0.map(\.address) == [LogicalBlockAddress(4096)] && $0.first?.detail == [1, 2, 3, 4] },
      hostile: "00 00 00 0F 00*4 80 00 00 00 FF FF FF FF 00 00 00 00",
      { $0.map(\.address) == [nil] && $0.first?.detail == [255, 255, 255, 255] }),
  ]

  private static func defects<Value: Sendable>(
    _ name: String, _ view: @escaping @Sendable (GetDefectData.Response) -> Value,
    _ ordinary: HexFixture, _ isRight: @escaping @Sendable (Value) -> Bool,
    hostile: HexFixture, _ isRightOfHostile: @escaping @Sendable (Value) -> Bool
  ) -> Self {
    Self(
      name, reading: { view(try GetDefectData.parse(bytes: $0)) }, ordinary, isRight,
      hostile: hostile, isRightOfHostile)
  }
}
