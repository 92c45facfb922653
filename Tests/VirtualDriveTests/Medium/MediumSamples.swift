@testable import VirtualDrive

/// Media of 2,000 blocks in many states: each field of a record is in one of them.
enum MediumSamples {
  static let all: [MediumRecord] =
    [compactDisc, packetWritten, packetFormatted, dvdMinusR, jumped, dvdPlusRDualLayer]
    + [minimallyBlanked, intermediate, protected, background, pseudoOverwrite, randomlyRecorded]
    + MediumKind.allCases.map { MediumRecord(kind: $0, blocks: 2000) }

  private static func sequential(
    _ kind: MediumKind, _ sessions: [RecordedSession] = [],
    _ change: (inout SequentialState) -> Void = { _ in }
  ) -> MediumRecord {
    var record = MediumRecord(kind: kind, blocks: 2000)
    var state = SequentialState(sessions: sessions)
    change(&state)
    record.state = .sequential(state)
    return record
  }

  private static func overwritable(_ kind: MediumKind, _ state: OverwritableState) -> MediumRecord {
    var record = MediumRecord(kind: kind, blocks: 2000)
    record.state = .overwritable(state)
    record.cycles = 1
    return record
  }

  private static var extent: FormattedExtent {
    FormattedExtent(blocks: 1600, spareBlocks: 320, writtenBlocks: 64)
  }

  /// Audio and data in one session, whose lead-in the host wrote.
  private static var compactDisc: MediumRecord {
    let music = RecordedTrack(
      start: 0, writtenBlocks: 300, recordedBlocks: 300, isClosed: true, control: 2,
      layout: TrackLayout(
        content: .audio, pregapBlocks: 150, indices: [100, 200], recordingCode: "DEABC2500001",
        keepsWholeSectors: true, keepsSubchannels: true))
    let data = RecordedTrack(
      start: 450, writtenBlocks: 300, recordedBlocks: 300, runOutBlocks: 2, isClosed: true,
      layout: TrackLayout(content: .extended, pregapBlocks: 150, keepsWholeSectors: true))
    let table = [
      TableLine(control: 0, point: 0xA0, position: [1, 0, 0]),
      TableLine(control: 4, point: 0xA2, address: 752),
      TableLine(
        control: 0, mode: 5, point: 0xB0, time: [1, 2, 3], zero: 2, position: [79, 59, 74]),
    ]
    let session = RecordedSession(
      tracks: [music, data], isClosed: true, nextSession: .allowed,
      layout: SessionLayout(discType: 0x20, table: table))
    return sequential(.cdR, [session]) {
      $0.disc = DiscLayout(catalogNumber: "0123456789012", hasText: true)
    }
  }

  /// An open track of packets of any size, behind one that was reserved.
  private static var packetWritten: MediumRecord {
    let reserved = RecordedTrack(start: 0, reservedBlocks: 400)
    let open = RecordedTrack(
      start: 552, writtenBlocks: 71, recordedBlocks: 71, isBeingWritten: true, control: 5,
      layout: TrackLayout(
        content: .mode1, keepsWholeSectors: false, packets: .variable(links: [584, 616])))
    return sequential(.cdRW, [RecordedSession(tracks: [reserved, open])])
  }

  private static var packetFormatted: MediumRecord {
    let track = RecordedTrack(
      start: 0, writtenBlocks: 640, recordedBlocks: 640, runOutBlocks: 140, isClosed: true,
      control: 5,
      layout: TrackLayout(content: .mode1, keepsWholeSectors: false, packets: .fixed(blocks: 32)))
    let session = RecordedSession(tracks: [track], isClosed: true, layout: SessionLayout())
    return sequential(.cdRW, [session]) { $0.isFinalized = true }
  }

  private static var dvdMinusR: MediumRecord {
    sequential(
      .dvdMinusR,
      [
        RecordedSession(tracks: [
          RecordedTrack(start: 0, writtenBlocks: 20, recordedBlocks: 32, isClosed: true),
          RecordedTrack(start: 32, reservedBlocks: 64),
          RecordedTrack(
            start: 96, writtenBlocks: 16, recordedBlocks: 16, isDamaged: true, isBeingWritten: true),
        ])
      ])
  }

  private static var jumped: MediumRecord {
    let track = RecordedTrack(
      start: 0, writtenBlocks: 96, recordedBlocks: 96, isBeingWritten: true)
    return sequential(.dvdMinusRDualLayer, [RecordedSession(tracks: [track])]) {
      $0.layerJump = LayerJump(interval: 32, manualAddress: 111, ends: [32, 64])
    }
  }

  private static var dvdPlusRDualLayer: MediumRecord {
    let track = RecordedTrack(start: 0, writtenBlocks: 64, recordedBlocks: 64, isClosed: true)
    return sequential(.dvdPlusRDualLayer, [RecordedSession(tracks: [track], isClosed: true)]) {
      $0.firstLayerBlocks = 800
    }
  }

  private static var minimallyBlanked: MediumRecord {
    sequential(.dvdMinusRW) { $0.preparation = .minimallyBlanked }
  }

  private static var intermediate: MediumRecord {
    overwritable(.dvdMinusRW, .intermediate(FormattedExtent(blocks: 64, writtenBlocks: 16)))
  }

  private static var protected: MediumRecord {
    var record = overwritable(.dvdRAM, .formatted(extent))
    record.protection = Protection(isByCartridge: false, isPersistent: true)
    return record
  }

  private static var background: MediumRecord {
    let extent = FormattedExtent(blocks: 2000, writtenBlocks: 160)
    var record = overwritable(
      .dvdPlusRW, .background(extent, formattedBlocks: 320, isRunning: true))
    record.formatTime = 1_700_000_000_000
    return record
  }

  private static var pseudoOverwrite: MediumRecord {
    let track = RecordedTrack(start: 0, writtenBlocks: 64, recordedBlocks: 64, isClosed: true)
    return sequential(.bdR, [RecordedSession(tracks: [track], isClosed: true)]) {
      $0.preparation = .pseudoOverwrite(spareBlocks: 320, usedBlocks: 32)
    }
  }

  private static var randomlyRecorded: MediumRecord {
    overwritable(
      .bdR,
      .writeOnce(
        RandomRecording(
          extent: extent, runs: [.init(start: 0, end: 64), .init(start: 96, end: 128)],
          pending: .init(start: 160, end: 224))))
  }
}
