internal import DiscModel

/// What the drive is told before it writes a session at once: where everything is, and what the host
/// sends. Eight bytes an entry, as SEND CUE SHEET takes them.
///
///     byte 0       CONTROL, and ADR: 1 a position, 2 the catalog number, 3 a recording code
///     byte 1       track; 0 lead-in, AAh lead-out
///     byte 2       index
///     byte 3       data form: bits 7…6 sub-channel, bits 5…0 main channel
///     byte 4       bit 7: the copy bit alternates
///     byte 5…7     minute, second and frame, binary, from 00:00:00 on
///
/// Catalog number: seven digits in bytes 1…7, six more in those of a second entry. Recording code:
/// track in byte 1, six characters in bytes 2…7, six more in those of a second entry.
/// Source: MMC-6, "SEND CUE SHEET Command".
public struct CueSheet: Hashable, Sendable {
  /// What the lead-in carries in sub-channels R to W.
  public enum LeadIn: Hashable, Sendable {
    /// Nothing; the drive writes it all.
    case plain
    /// CD-TEXT, which the host sends in sectors of 96 bytes, see ``CDTextLeadIn``.
    case text
  }

  /// Eight bytes each.
  public let entries: [[UInt8]]

  /// The cue sheet of a disc that is written at once.
  public init(_ plan: AudioDiscPlan, leadIn: LeadIn) {
    precondition(plan.recording == .sessionAtOnce)
    var builder = Builder()
    if let number = plan.disc.catalogNumber { builder.add(number) }
    builder.addLeadIn(control: plan.disc.tracks[0].control, leadIn)
    for (track, planned) in zip(plan.disc.tracks, plan.tracks) {
      builder.add(track, planned)
    }
    builder.addLeadOut(control: plan.disc.tracks[plan.tracks.count - 1].control, plan.leadOut)
    entries = builder.entries
  }

  public var bytes: [UInt8] { entries.flatMap { $0 } }
}

extension CueSheet {
  private struct Builder {
    private enum Form {
      /// 2,352 bytes from the host.
      static let audio: UInt8 = 0x00
      /// Silence by the drive.
      static let pause: UInt8 = 0x01
      /// 96 bytes from the host, for the sub-channel of silence by the drive.
      static let pauseWithText: UInt8 = 0x41
    }
    private static let leadOutTrack: UInt8 = 0xAA
    private static let alternateCopy: UInt8 = 0x80

    var entries: [[UInt8]] = []

    mutating func add(_ number: MediaCatalogNumber) {
      entries.append([0x02] + number.bytes[..<7])
      entries.append([0x02] + number.bytes[7...] + [0])
    }

    mutating func addLeadIn(control: UInt8, _ leadIn: LeadIn) {
      let form = leadIn == .text ? Form.pauseWithText : Form.pause
      entries.append([control << 4 | 1, 0, 0, form, 0, 0, 0, 0])
    }

    mutating func add(_ track: AudioTrack, _ planned: AudioDiscPlan.Track) {
      let number = UInt8(planned.number)
      if let code = track.recordingCode {
        entries.append([track.control << 4 | 3, number] + code.bytes[..<6])
        entries.append([track.control << 4 | 3, number] + code.bytes[6...])
      }
      if let start = planned.pregapStart { addPosition(track, number, index: 0, start) }
      for (offset, start) in ([planned.start] + planned.indices).enumerated() {
        addPosition(track, number, index: UInt8(offset + 1), start)
      }
    }

    mutating func addLeadOut(control: UInt8, _ start: LogicalBlockAddress) {
      entries.append([control << 4 | 1, Self.leadOutTrack, 1, Form.pause, 0] + time(start))
    }

    private mutating func addPosition(
      _ track: AudioTrack, _ number: UInt8, index: UInt8, _ start: LogicalBlockAddress
    ) {
      let copy: UInt8 = track.copying == .alreadyCopied ? Self.alternateCopy : 0
      entries.append([track.control << 4 | 1, number, index, Form.audio, copy] + time(start))
    }

    private func time(_ address: LogicalBlockAddress) -> [UInt8] {
      let time = MinuteSecondFrame(address)
      return [time.minute, time.second, time.frame]
    }
  }
}
