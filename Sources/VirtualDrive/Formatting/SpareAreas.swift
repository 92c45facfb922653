/// What is set aside for defects on media that the drive manages defects on: DVD-RAM and BD.
///
/// A BD layer of 12,219,392 blocks has 393,216 of them by default, a third of that at least, and 5/3
/// at most; a DVD-RAM of 2,295,072 has 58,368. Media of other sizes have about a thirtieth.
struct SpareAreas: Hashable, Sendable {
  let blocks: Int64
  let byDefault: Int64
  let fewest: Int64
  let most: Int64

  init(_ kind: MediumKind, blocks: Int64) {
    self.blocks = blocks
    let unit = kind.writeUnit
    if let layers = kind.possibleLayers.first(where: { kind.nominalBlocks(layers: $0) == blocks }) {
      byDefault = kind == .dvdRAM ? 58_368 : 393_216 * Int64(layers)
    } else {
      byDefault = blocks - blocks * 30 / 31 / unit * unit
    }
    fewest = (byDefault / 3).roundedUp(toMultipleOf: unit)
    most = (byDefault * 5 / 3).roundedUp(toMultipleOf: unit)
  }

  /// The medium formatted with the usual spare areas, and nothing written.
  var extent: FormattedExtent {
    FormattedExtent(blocks: blocks - byDefault, spareBlocks: byDefault)
  }
}
