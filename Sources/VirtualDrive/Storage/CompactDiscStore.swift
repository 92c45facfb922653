internal import SystemPackage

/// What is kept of a compact disc beside the user's data of its data tracks.
struct CompactDiscStore: Sendable {
  /// The files begin with the first pregap.
  private static let firstAddress: Int64 = -150

  private let sectors: SectorStore?
  private let subchannels: SectorStore?
  private let text: FilePath

  /// Nil for other media. The files need not be there while nothing on the medium needs them.
  init?(_ folder: MediumFolder, of record: MediumRecord, writable: Bool) throws(VirtualDriveError) {
    guard record.kind.isCompactDisc else { return nil }
    let layouts = record.tracks.compactMap(\.layout)
    text = folder.text
    sectors = try Self.open(
      folder.wholeSectors, byteCount: WholeSector.byteCount, writable: writable,
      isNeeded: layouts.contains { $0.keepsWholeSectors })
    subchannels = try Self.open(
      folder.subchannels, byteCount: SubchannelSymbols.byteCount, writable: writable,
      isNeeded: layouts.contains { $0.keepsSubchannels })
  }

  private static func open(
    _ path: FilePath, byteCount: Int, writable: Bool, isNeeded: Bool
  ) throws(VirtualDriveError) -> SectorStore? {
    if !writable, !isNeeded, !path.isThere { return nil }
    return try SectorStore(
      path, writable: writable, byteCount: byteCount, firstAddress: firstAddress, isNew: !isNeeded)
  }

  /// The block behind the last whole sector that is stored.
  var sectorsEnd: Int64 {
    Self.firstAddress + (sectors?.byteCount ?? 0) / Int64(WholeSector.byteCount)
  }

  func writeSectors(_ bytes: [UInt8], at address: Int64) throws(VirtualDriveError) {
    try sectors?.write(bytes, at: address)
  }

  /// Whole sectors; what was never written is zero.
  func readSectors(at address: Int64, count: Int) throws(VirtualDriveError) -> [UInt8] {
    try sectors?.read(at: address, count: count)
      ?? [UInt8](repeating: 0, count: count * WholeSector.byteCount)
  }

  func writeSubchannels(_ symbols: [UInt8], at address: Int64) throws(VirtualDriveError) {
    try subchannels?.write(symbols, at: address)
  }

  /// The 96 symbols of each of `count` blocks.
  func readSubchannels(at address: Int64, count: Int) throws(VirtualDriveError) -> [UInt8] {
    try subchannels?.read(at: address, count: count)
      ?? [UInt8](repeating: 0, count: count * SubchannelSymbols.byteCount)
  }

  func writeText(_ packs: [[UInt8]]) throws(VirtualDriveError) {
    try WholeFile.replace(text, with: packs.flatMap(\.self))
  }

  /// The packs, as many as are whole.
  func readText() throws(VirtualDriveError) -> [UInt8] {
    let bytes = try WholeFile.read(text)
    return Array(bytes.prefix(bytes.count / CDTextPack.byteCount * CDTextPack.byteCount))
  }

  /// Makes the files end behind what `record` tells; those that nothing needs are empty.
  func setEnd(of record: MediumRecord) throws(VirtualDriveError) {
    let layouts = record.tracks.compactMap(\.layout)
    let empty = Self.firstAddress
    try sectors?.setEnd(
      blocks: layouts.contains { $0.keepsWholeSectors } ? record.recordedEnd : empty)
    try subchannels?.setEnd(
      blocks: layouts.contains { $0.keepsSubchannels } ? record.recordedEnd : empty)
  }

  func synchronize() throws(VirtualDriveError) {
    try sectors?.synchronize()
    try subchannels?.synchronize()
  }
}
