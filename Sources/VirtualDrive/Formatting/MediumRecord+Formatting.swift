/// What FORMAT UNIT asks for, beside the blocks and the type.
struct FormatRequest: Hashable, Sendable {
  var format: FormatDescriptor
  /// Nothing is read back: the list's DCRT bit.
  var isUncertified = false
  /// What page 05h says of the track that a CD-RW is formatted to: CONTROL, and whether its sectors are
  /// of mode 2 XA.
  var control: UInt8 = 5
  var isExtended = false

  /// Why a medium cannot be formatted so.
  enum Refusal: Error, Hashable {
    /// Not this medium, or not as it is now.
    case medium
    /// This field of the parameter list is at fault: the offset of its first byte.
    case parameter(Int)

    static let blocks = Self.parameter(4)
    static let type = Self.parameter(8)
    static let parameter = Self.parameter(9)
  }
}

/// What formatting makes of a medium.
struct FormatResult: Hashable, Sendable {
  var state: RecordingState
  var duration: Duration
  /// Whether what was recorded is gone.
  var erases = true
}

extension MediumRecord {
  /// What becomes of the medium. Source: MMC-6, "FORMAT UNIT Command".
  ///
  /// - Parameter fullTime: how long writing all of the medium takes.
  func formatted(
    by request: FormatRequest, fullTime: Duration
  ) throws(FormatRequest.Refusal) -> FormatResult {
    switch kind {
    case .cdRW: try fixedPackets(request, fullTime)
    case .dvdMinusRW: try restrictedOverwrite(request.format, fullTime)
    case .dvdRAM: try randomAccess(request, fullTime)
    case .dvdPlusRW: try background(request.format)
    case .bdR: try writeOnce(request.format)
    case .bdRE: try rewritable(request.format, fullTime)
    default: throw .medium
    }
  }

  /// 10h: a session that is closed, with one track of fixed packets of 32 blocks, which can be written
  /// again.
  private func fixedPackets(
    _ request: FormatRequest, _ fullTime: Duration
  ) throws(FormatRequest.Refusal) -> FormatResult {
    let format = request.format
    let size = TrackPackets.formattedBlocks
    guard format.type == 0x10, format.subType == 0 else { throw .type }
    guard format.parameter == UInt32(size) else { throw .parameter }
    let most = TrackPackets.fixed(blocks: size).dataBlocks(in: blocks)
    let least = kind.minimumTrackBlocks.roundedUp(toMultipleOf: size)
    guard (least...max(most, least)).contains(format.blocks), format.blocks <= most,
      format.blocks % size == 0
    else { throw .blocks }
    let packets = TrackPackets.fixed(blocks: size)
    let track = RecordedTrack(
      start: 0, writtenBlocks: format.blocks, recordedBlocks: format.blocks,
      runOutBlocks: packets.blocksBeside(data: format.blocks), isClosed: true,
      control: request.control,
      layout: TrackLayout(
        content: request.isExtended ? .extended : .mode1, keepsWholeSectors: false,
        packets: packets))
    let session = RecordedSession(
      tracks: [track], isClosed: true,
      layout: SessionLayout(discType: request.isExtended ? 0x20 : 0))
    return FormatResult(
      state: .sequential(SequentialState(isFinalized: true, sessions: [session])),
      duration: fullTime * (Double(format.blocks) / Double(max(most, 1))))
  }

  /// 00h and 10h in full, 15h for a first session that grows, 11h and 13h make it grow.
  private func restrictedOverwrite(
    _ format: FormatDescriptor, _ fullTime: Duration
  ) throws(FormatRequest.Refusal) -> FormatResult {
    guard format.subType == 0 else { throw .type }
    guard format.blocks % 16 == 0, format.blocks <= blocks else { throw .blocks }
    if format.type == 0x10 || format.type == 0x15 {
      guard format.parameter == 16 else { throw .parameter }
    }
    switch format.type {
    case 0x00, 0x10:
      let extent = FormattedExtent(blocks: format.blocks == 0 ? blocks : format.blocks)
      return FormatResult(state: .overwritable(.formatted(extent)), duration: fullTime)
    case 0x15:
      // The border that is begun has one ECC block at least, which can be read.
      let extent = FormattedExtent(blocks: max(format.blocks, 16))
      return FormatResult(state: .overwritable(.intermediate(extent)), duration: .seconds(60))
    case 0x11, 0x13:
      guard case .overwritable(.formatted(var extent)) = state else { throw .type }
      guard format.blocks <= blocks - extent.blocks else { throw .blocks }
      if format.type == 0x13 {
        return FormatResult(
          state: .overwritable(.intermediate(extent)), duration: .seconds(30), erases: false)
      }
      let share = Double(format.blocks) / Double(blocks)
      extent.blocks += format.blocks
      return FormatResult(
        state: .overwritable(.formatted(extent)), duration: fullTime * share, erases: false)
    default: throw .type
    }
  }

  /// 00h with a size from the list, quickly where nothing is certified; 01h with more spare blocks.
  private func randomAccess(
    _ request: FormatRequest, _ fullTime: Duration
  ) throws(FormatRequest.Refusal) -> FormatResult {
    let format = request.format
    let sizes = possibleFormats.filter { $0.type == format.type }.map(\.blocks)
    guard !sizes.isEmpty, format.subType == 0 else { throw .type }
    guard sizes.contains(format.blocks) else { throw .blocks }
    guard format.parameter == 2048 else { throw .parameter }
    let isQuick = request.isUncertified || format.type == 0x01
    var extent = FormattedExtent(blocks: format.blocks, spareBlocks: blocks - format.blocks)
    if isQuick { extent.writtenBlocks = min(recordedEnd, format.blocks) }
    return FormatResult(
      state: .overwritable(.formatted(extent)), duration: isQuick ? .seconds(15) : fullTime * 2,
      erases: !isQuick)
  }

  /// 26h: the lead-in, and the rest while the host writes. Bit 0 of the parameter goes on with a
  /// format that was stopped, bit 1 lets the host write at once.
  private func background(
    _ format: FormatDescriptor
  ) throws(FormatRequest.Refusal) -> FormatResult {
    guard format.type == 0x26, format.subType == 0 else { throw .type }
    guard format.blocks == blocks || format.blocks == 0xFFFF_FFFF else { throw .blocks }
    guard format.parameter & ~0x03 == 0 else { throw .parameter }
    if format.parameter & 0x01 != 0, case .overwritable(let state) = state, state.extent != nil {
      guard case .background(let extent, let formattedBlocks, _) = state else {
        return FormatResult(state: self.state, duration: .zero, erases: false)
      }
      return FormatResult(
        state: .overwritable(
          .background(extent, formattedBlocks: formattedBlocks, isRunning: true)),
        duration: .seconds(10), erases: false)
    }
    guard format.parameter & 0x01 == 0 else { throw .parameter }
    let extent = FormattedExtent(blocks: blocks)
    return FormatResult(
      state: .overwritable(.background(extent, formattedBlocks: 0, isRunning: true)),
      duration: format.parameter & 0x02 == 0 ? .seconds(40) : .seconds(5))
  }

  /// 00h and 32h; sub-type 0 with pseudo-overwrite, 1 without, 2 for random recording.
  private func writeOnce(_ format: FormatDescriptor) throws(FormatRequest.Refusal) -> FormatResult {
    guard isBlank else { throw .medium }
    guard format.type == 0x00 || format.type == 0x32, format.subType < 3 else { throw .type }
    let spares = SpareAreas(kind, blocks: blocks)
    let largest = blocks - (format.type == 0x32 ? spares.fewest : spares.byDefault)
    let usual = blocks - spares.byDefault
    guard format.blocks == 0 || format.blocks <= largest && format.blocks >= 32 else {
      throw .blocks
    }
    let size = format.blocks == 0 ? usual : format.blocks / 32 * 32
    if format.subType == 2 {
      let extent = FormattedExtent(blocks: size, spareBlocks: blocks - size)
      return FormatResult(
        state: .overwritable(.writeOnce(RandomRecording(extent: extent))), duration: .seconds(20))
    }
    let spareBlocks = blocks - (format.blocks == 0 ? usual : format.blocks)
    var sequential = SequentialState()
    sequential.preparation =
      format.subType == 0
      ? .pseudoOverwrite(spareBlocks: spareBlocks, usedBlocks: 0)
      : .formatted(spareBlocks: spareBlocks)
    return FormatResult(state: .sequential(sequential), duration: .seconds(20))
  }

  /// 00h with the usual spare areas, 30h with others, 31h without. Sub-types 2 and 3 certify in full
  /// and quickly.
  private func rewritable(
    _ format: FormatDescriptor, _ fullTime: Duration
  ) throws(FormatRequest.Refusal) -> FormatResult {
    let spares = SpareAreas(kind, blocks: blocks)
    switch format.type {
    case 0x00:
      guard format.subType == 0 else { throw .type }
      guard format.blocks == blocks - spares.byDefault else { throw .blocks }
    case 0x30:
      guard format.subType != 1 else { throw .type }
      guard (blocks - spares.most...blocks - spares.fewest).contains(format.blocks),
        format.blocks % 32 == 0
      else { throw .blocks }
    case 0x31: guard format.blocks == blocks else { throw .blocks }
    default: throw .type
    }
    let isFull = format.subType == 2
    var extent = FormattedExtent(blocks: format.blocks, spareBlocks: blocks - format.blocks)
    if !isFull { extent.writtenBlocks = min(recordedEnd, format.blocks) }
    return FormatResult(
      state: .overwritable(.formatted(extent)), duration: isFull ? fullTime * 2 : .seconds(90),
      erases: isFull)
  }
}
