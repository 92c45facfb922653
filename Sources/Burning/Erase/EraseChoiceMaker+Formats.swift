internal import DiscModel
internal import MMC

/// Media that are used once they are formatted.
extension EraseChoiceMaker {
  private var isUnformatted: Bool { medium.condition == .unformatted }

  private var clearing: [EraseChoice] { isUnformatted ? [] : [clear(.quick), clear(.full)] }

  // MARK: DVD+RW

  /// A quick format leaves the rest of the disc to the drive, which does it while nothing else is to
  /// do; a full one waits for that. What a format does to a disc that has one is up to the drive.
  ///
  /// Source: MMC-6, "FORMAT UNIT Command", type 26h; the speed is what such discs are certified for.
  var dvdPlusRW: (erasing: [EraseChoice], formatting: [EraseChoice]) {
    guard let blocks = offered(.dvdPlusRW).first?.blocks else { return (clearing, []) }
    let start = Duration.seconds(45)
    let rest = Duration.seconds(Double(blocks.byteCount()) / 1000 / (2.4 * 1385))
    func format(_ deed: EraseChoice.Deed, _ depth: EraseChoice.Depth) -> EraseChoice {
      let isRestart = deed == .finishFormat
      return EraseChoice(
        medium, deed, depth, contents: isRestart ? .kept : .uncertain,
        duration: depth == .quick ? start : start + rest, formattedBlocks: blocks,
        steps: [.format([.dvdPlusRW(isRestart: isRestart)])]
          + (depth == .full ? [.awaitBackgroundFormat] : []))
    }
    let finishing =
      medium.details.backgroundFormat == .stopped ? [format(.finishFormat, .full)] : []
    return (clearing, finishing + [format(.format(nil), .quick), format(.format(nil), .full)])
  }

  // MARK: DVD-RAM

  /// Quick: nothing is certified and the list of bad blocks is forgotten. Full: every block is written
  /// and read. Source: MMC-6, "FORMAT UNIT Command", type 00h, DCRT and CMPLST.
  var dvdRAM: (erasing: [EraseChoice], formatting: [EraseChoice]) {
    let sizes = Set(offered(.full).map(\.blocks)).sorted()
    guard let smallest = sizes.first, let largest = sizes.last else { return (clearing, []) }
    let ways: [(EraseChoice.Sparing, BlockCount)] =
      smallest == largest ? [(.usual, smallest)] : [(.usual, smallest), (.nothing, largest)]
    let formatting = EraseChoice.Depth.allCases.flatMap { depth in
      ways.map { sparing, blocks in
        let isQuick = depth == .quick
        let order = FormatOrder(
          format: .init(type: .full, blocks: blocks, parameter: 0x800), forgetsDefects: isQuick,
          leavesOutCertification: isQuick ? true : nil)
        return EraseChoice(
          medium, .format(sparing), depth, contents: isQuick ? .uncertain : .erased,
          duration: isQuick ? .seconds(20) : time(toWrite: blocks) * 2, formattedBlocks: blocks,
          spareBlocks: largest - blocks, steps: [.format([order])])
      }
    }
    return (clearing, formatting)
  }

  // MARK: BD

  var bdRE: (erasing: [EraseChoice], formatting: [EraseChoice]) {
    guard let usual = offered(.full, .bdREWithSpareArea).first?.blocks else {
      return (clearing, [])
    }
    let none = offered(.bdREWithoutSpareArea).first?.blocks
    let formatting = EraseChoice.Depth.allCases.flatMap { depth in
      [rewritable(.usual, depth, blocks: usual)]
        + (none.map { [rewritable(.nothing, depth, blocks: $0)] } ?? [])
    }
    return (clearing, formatting.compactMap(\.self))
  }

  /// Sub-type 3 certifies quickly and 2 in full, where the drive does; 0 leaves it to the drive.
  ///
  /// Drives exist that refuse sub-type 3, so that 0 follows it. Source: MMC-6, "FORMAT UNIT Command",
  /// types 00h, 30h and 31h.
  private func rewritable(
    _ sparing: EraseChoice.Sparing, _ depth: EraseChoice.Depth, blocks: BlockCount
  ) -> EraseChoice? {
    let abilities = features[FormattableFeature.self]
    let isQuick = depth == .quick
    guard isQuick || abilities?.certifiesFully == true else { return nil }
    let type: FormatType = sparing == .nothing ? .bdREWithoutSpareArea : .bdREWithSpareArea
    let listed = offered(type).first { $0.blocks == blocks }
    func order(_ type: FormatType, _ subtype: UInt8) -> FormatOrder {
      FormatOrder(
        format: .init(
          type: type, subtype: subtype, blocks: blocks, parameter: listed?.parameter ?? 0))
    }
    var orders: [FormatOrder]
    switch (isQuick, sparing) {
    case (false, _): orders = [order(type, 2)]
    case (true, .usual) where !offered(.full).isEmpty:
      orders = [FormatOrder(format: offered(.full)[0])]
    case (true, .nothing): orders = [order(type, 0)]
    case (true, _):
      orders = (abilities?.certifiesQuickly == true ? [3, 0] : [0]).map { order(type, $0) }
    }
    // What all formats share is without a spare area.
    let whole = offered(.bdREWithoutSpareArea).first?.blocks
    return EraseChoice(
      medium, .format(sparing), depth, contents: isQuick ? .uncertain : .erased,
      duration: isQuick ? .seconds(120) : time(toWrite: blocks) * 2, formattedBlocks: blocks,
      spareBlocks: whole.map { max($0 - blocks, .zero) }, steps: [.format(orders)])
  }

  var isFormattedBDR: Bool {
    medium.details.spareArea != nil || medium.details.pseudoOverwrite != nil
  }

  /// Sub-type 1 is sequential recording, 0 the same with blocks that can be replaced.
  ///
  /// Source: MMC-6, "FORMAT UNIT Command", types 00h and 32h.
  var bdR: [EraseChoice] {
    guard profile == .bdRSequential, medium.condition == .blank, !isFormattedBDR else { return [] }
    let usual = offered(.full, subtype: 1) + offered(.bdRWithSpareArea, subtype: 1)
    let replaceable = offered(.bdRWithSpareArea, subtype: 0) + offered(.full, subtype: 0)
    let choices = [
      usual.first.map { recordable(.format(.usual), [$0]) },
      replaceable.first.map { recordable(.pseudoOverwrite, [$0]) },
    ]
    return choices.compactMap(\.self)
  }

  private func recordable(
    _ deed: EraseChoice.Deed, _ formats: [ReadFormatCapacities.Format]
  ) -> EraseChoice {
    let blocks = formats.first?.blocks
    return EraseChoice(
      medium, deed, .quick, contents: .none, duration: .seconds(30), formattedBlocks: blocks,
      spareBlocks: blocks.map { max(medium.capacity - $0, .zero) },
      steps: [.format(formats.map { FormatOrder(format: $0) })])
  }

  /// What a spare area may measure: between the largest and the smallest disc that is offered.
  var bluRaySpareBlocks: ClosedRange<BlockCount>? {
    let type: FormatType = profile == .bdRE ? .bdREWithSpareArea : .bdRWithSpareArea
    let sizes = offered(type, subtype: profile == .bdRE ? nil : 1).map(\.blocks)
    guard let whole = bluRayBlocks, let smallest = sizes.min(), let largest = sizes.max(),
      smallest < largest, largest <= whole
    else { return nil }
    return whole - largest...whole - smallest
  }

  /// The disc without a spare area.
  private var bluRayBlocks: BlockCount? {
    profile == .bdRE ? offered(.bdREWithoutSpareArea).first?.blocks : medium.capacity
  }

  /// A BD with a spare area of `spares`, which ``bluRaySpareBlocks`` contains.
  func bluRay(sparing spares: BlockCount, depth: EraseChoice.Depth) -> EraseChoice? {
    guard let whole = bluRayBlocks else { return nil }
    if profile == .bdRE {
      return rewritable(.chosen(spares), depth, blocks: whole - spares)
    }
    let format = ReadFormatCapacities.Format(
      type: .bdRWithSpareArea, subtype: 1, blocks: whole - spares)
    return recordable(.format(.chosen(spares)), [format])
  }
}
