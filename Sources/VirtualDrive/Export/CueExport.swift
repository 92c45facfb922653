internal import Glibc
internal import SystemPackage

/// Copying a compact disc into a cue sheet and a file of whole sectors, which lies beside it under
/// the same name with `.bin`.
///
/// Block n is at byte n × 2,352 of the file, across all tracks and sessions. What cannot be read,
/// such as a lead-out between sessions, is a hole.
enum CueExport {
  /// The sectors that are copied at a time.
  private static let batch: Int64 = 400

  /// Writes both files, or none: the sheet gets its name last.
  ///
  /// - Throws: ``VirtualDriveError/destinationNotAFile(path:)`` if something else lies in one of the
  ///   two places, ``VirtualDriveError/cancelled``.
  static func copy(
    _ medium: LoadedMedium, to sheet: FilePath, isCancelled: () -> Bool
  ) throws(VirtualDriveError) {
    let sectors = sectorsFile(of: sheet)
    try ImageExport.check(sheet)
    try ImageExport.check(sectors)
    let text = CueText(
      medium.stored, fileName: sectors.lastComponent?.string ?? "", texts: try texts(of: medium))
    try TemporaryFile.make(for: sheet) { (file) throws(VirtualDriveError) in
      try file.writeAll(Array(text.lines.map { $0 + "\n" }.joined().utf8), at: 0)
      try TemporaryFile.make(for: sectors, isCancelled: isCancelled) {
        (file) throws(VirtualDriveError) in
        try copySectors(of: medium, to: file, isCancelled: isCancelled)
      }
    }
  }

  /// Where the sectors of `sheet` are written.
  static func sectorsFile(of sheet: FilePath) -> FilePath {
    var path = sheet
    path.extension = "bin"
    return path
  }

  private static func texts(of medium: LoadedMedium) throws(VirtualDriveError) -> CDText {
    guard medium.stored.disc.hasText, let disc = medium.disc else { return CDText() }
    return CDText(try disc.readText())
  }

  private static func copySectors(
    of medium: LoadedMedium, to file: OpenFile, isCancelled: () -> Bool
  ) throws(VirtualDriveError) {
    let size = Int64(WholeSector.byteCount)
    try file.check { ftruncate($0, off_t(medium.stored.recordedEnd * size)) }
    for track in medium.stored.tracks {
      let range = track.readableRange.clamped(to: 0..<Int64.max)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Int(batch)) {
        if isCancelled() { throw .cancelled }
        let part = start..<min(start + batch, range.upperBound)
        let bytes = try medium.wholeSectors(in: part, of: track)
        if bytes.contains(where: { $0 != 0 }) { try file.writeAll(bytes, at: start * size) }
      }
    }
  }
}

extension OpenFile {
  /// Writes all of `bytes`.
  fileprivate func writeAll(_ bytes: [UInt8], at position: Int64) throws(VirtualDriveError) {
    var offset = 0
    while offset < bytes.count {
      offset += try check { number in
        bytes.withUnsafeBytes {
          pwrite(
            number, $0.baseAddress! + offset, bytes.count - offset, off_t(position) + off_t(offset))
        }
      }
    }
  }
}
