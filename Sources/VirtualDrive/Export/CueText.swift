/// A compact disc as a cue sheet describes it.
///
///     CATALOG 0123456789012
///     FILE "disc.bin" BINARY
///       TRACK 01 MODE1/2352
///         INDEX 01 00:00:00
///       TRACK 02 AUDIO
///         FLAGS DCP
///         ISRC DEABC2500001
///         INDEX 00 00:04:00
///         INDEX 01 00:06:00
///
/// Times are minutes, seconds and frames from the begin of the file. Where there are several
/// sessions, comments tell where each begins and where its lead-out does.
/// Source: CDRWIN's manual, "Cue Sheet Commands".
struct CueText: Hashable, Sendable {
  private(set) var lines: [String] = []
  private let texts: CDText

  init(_ record: MediumRecord, fileName: String, texts: CDText) {
    self.texts = texts
    if let number = record.disc.catalogNumber { lines.append("CATALOG \(number)") }
    lines += textLines(of: 0, indent: "")
    lines.append("FILE \"\(Self.quotable(fileName))\" BINARY")
    var number = 0
    for (index, session) in record.sessions.enumerated() {
      if record.sessions.count > 1 { lines.append("REM SESSION \(Self.digits(index + 1))") }
      for track in session.tracks {
        number += 1
        addTrack(track, number: number)
      }
      if record.sessions.count > 1, session.isClosed, let end = session.tracks.last?.end {
        lines.append("REM LEAD-OUT \(Self.time(end))")
      }
    }
  }

  private mutating func addTrack(_ track: RecordedTrack, number: Int) {
    let mode =
      switch track.content {
      case .audio: "AUDIO"
      case .mode1: "MODE1/2352"
      case .formless, .extended: "MODE2/2352"
      }
    lines.append("  TRACK \(Self.digits(number)) \(mode)")
    lines += textLines(of: number, indent: "    ")
    let flags = Self.flags(of: track.control)
    if !flags.isEmpty { lines.append("    FLAGS \(flags)") }
    if let code = track.layout?.recordingCode { lines.append("    ISRC \(code)") }
    // The pregap of the first track on the disc lies before the file.
    let pregap = max(track.start - Self.pregap(of: track), 0)
    if pregap < track.start { lines.append("    INDEX 00 \(Self.time(pregap))") }
    lines.append("    INDEX 01 \(Self.time(track.start))")
    for (index, address) in (track.layout?.indices ?? []).enumerated() {
      lines.append("    INDEX \(Self.digits(index + 2)) \(Self.time(address))")
    }
  }

  /// The blocks before a track that are not of the one before it. A track at once has a pregap of two
  /// seconds, whether it can be read or not.
  private static func pregap(of track: RecordedTrack) -> Int64 {
    let recorded = track.layout?.pregapBlocks ?? 0
    return recorded > 0 || track.runOutBlocks == 0 ? recorded : 150
  }

  /// What CONTROL says beside data.
  private static func flags(of control: UInt8) -> String {
    var flags: [String] = []
    if control & 0x2 != 0 { flags.append("DCP") }
    if control & 0x5 == 0x1 { flags.append("PRE") }
    if control & 0xC == 0x8 { flags.append("4CH") }
    return flags.joined(separator: " ")
  }

  private func textLines(of track: Int, indent: String) -> [String] {
    CDText.Field.allCases.compactMap { field in
      texts[field, track].map { "\(indent)\(field.word) \"\(Self.quotable($0))\"" }
    }
  }

  /// A sheet knows no way to write quotation marks.
  private static func quotable(_ text: String) -> String {
    String(text.map { $0 == "\"" ? "'" : $0.isNewline ? " " : $0 })
  }

  private static func time(_ address: Int64) -> String {
    CompactDiscTime.duration(address).map { digits(Int($0)) }.joined(separator: ":")
  }

  private static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
