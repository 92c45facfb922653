internal import CompactDisc
internal import DiscModel
internal import MMC

/// Compares what an audio disc tells of itself with what was sent.
struct AudioContentsCheck {
  private let recording: AudioRecording
  private let starts: [LogicalBlockAddress]
  private(set) var differences: [AudioDifference] = []
  /// What the drive does not read.
  private(set) var unconfirmed: [AudioReport.Fact] = []

  /// - Parameter starts: where the runs went.
  init(_ recording: AudioRecording, starts: [LogicalBlockAddress]) {
    self.recording = recording
    self.starts = starts
  }

  mutating func run(
    on drive: borrowing ExclusiveDrive, capabilities: DriveCapabilities
  ) throws(DriveError) {
    let table = try AudioContentsReader.readTable(drive)
    compare(table ?? AudioContents(tracks: [], leadOut: .zero))
    if let packs = recording.text {
      compare(
        try AudioContentsReader.readPacks(drive), with: packs,
        isReadable: capabilities.readsCDText)
    }
    try compareCodes(drive)
  }

  /// Track by track the drive has the last word on where tracks begin.
  private var expectedStarts: [LogicalBlockAddress] {
    recording.plan.recording == .trackAtOnce ? starts : recording.plan.tracks.map(\.start)
  }

  private mutating func compare(_ table: AudioContents) {
    let tracks = recording.plan.disc.tracks
    guard table.tracks.count == tracks.count else {
      differences.append(.trackCount(expected: tracks.count, found: table.tracks.count))
      return
    }
    for ((track, start), found) in zip(zip(tracks, expectedStarts), table.tracks) {
      if found.start != start {
        differences.append(
          .trackStart(track: found.number, expected: start, found: found.start))
      }
      // The copy bit of a copy alternates, so any is right.
      let mask: UInt8 = track.copying == .alreadyCopied ? 0x0D : 0x0F
      if found.control & mask != track.control & mask {
        differences.append(
          .trackControl(track: found.number, expected: track.control, found: found.control))
      }
    }
    let leadOut = recording.plan.leadOut
    if recording.plan.recording == .sessionAtOnce, table.leadOut != leadOut {
      differences.append(.leadOut(expected: leadOut, found: table.leadOut))
    }
  }

  /// Drives may leave packs out or sort them, so texts count that are the same.
  private mutating func compare(_ found: [UInt8], with packs: CDTextPacks, isReadable: Bool) {
    guard found != packs.bytes else { return }
    if found.isEmpty, !isReadable {
      unconfirmed.append(.text)
      return
    }
    let texts = [found, packs.bytes].map { bytes in try? CDText(reading: bytes.span.bytes) }
    if texts[0] == nil || texts[0] != texts[1] { differences.append(.text) }
  }

  private mutating func compareCodes(_ drive: borrowing ExclusiveDrive) throws(DriveError) {
    let disc = recording.plan.disc
    if let number = disc.catalogNumber {
      let found = try AudioContentsReader.readCatalogNumber(drive)
      if found == nil { unconfirmed.append(.catalogNumber) }
      if let found, found != number.text { differences.append(.catalogNumber(found: found)) }
    }
    for (index, track) in disc.tracks.enumerated() {
      guard let code = track.recordingCode else { continue }
      let found = try AudioContentsReader.readRecordingCode(drive, track: index + 1)
      if found == nil { unconfirmed.append(.recordingCode(track: index + 1)) }
      if let found, found != code.text {
        differences.append(.recordingCode(track: index + 1, found: found))
      }
    }
  }
}
