extension DriveMachine {
  /// SEND CUE SHEET (5Dh): byte 6…8 the size of the sheet in bytes.
  ///
  /// Page 05h must be set to session at once, and the medium must take a new session. The sheet
  /// holds until the session is written, another is sent, or the page changes.
  /// Source: MMC-6, "SEND CUE SHEET Command".
  mutating func sendCueSheet(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    guard medium.kind.isCompactDisc else { throw .check(.incompatibleMedium) }
    let byteCount = Int(command[6]) << 16 | command.word(7)
    guard byteCount > 0 else { return }
    guard byteCount <= CueSheetReader.maximumByteCount else { throw .check(.parameterListLength) }
    let bytes = Array(try transfer.receive(byteCount: byteCount))
    if medium.isFinalized { throw .check(.writeProtected) }
    guard pages.writeType == 2 else { throw .check(.commandSequence) }
    guard medium.openSession == nil, let start = medium.writableTrackStart else {
      throw .check(.programAreaNotEmpty)
    }
    let limits = CueSheetReader.Limits(
      firstTrack: UInt8(clamping: medium.trackCount + 1), start: start - 150,
      end: medium.capacity, minimumTrackBlocks: medium.kind.minimumTrackBlocks)
    do throws(VirtualSense) {
      recording = .sheet(SheetRecording(try CueSheetReader.read(bytes, limits: limits)))
    } catch {
      throw .check(error)
    }
  }
}
