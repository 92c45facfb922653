/// The packs of the channels R to W: four a sector, of 24 symbols of six bits.
///
///     symbol 0   mode and item        1   instruction       2, 3    Q parity over both
///     symbol 4…19   data              20…23   P parity over all before
///
/// On the disc the symbols of eight packs are mixed. Source: IEC 60908, "Channels R to W".
enum SubchannelPack {
  static let symbolCount = 24

  /// Fills in both parities.
  static func protect(_ pack: inout [UInt8]) {
    pack.replaceSubrange(2..<4, with: parity(of: pack[0..<2], count: 2))
    pack.replaceSubrange(20..<24, with: parity(of: pack[0..<20], count: 4))
  }

  /// How many packs later symbol `index` is recorded, and in which place.
  static func target(of index: Int) -> (delay: Int, place: Int) {
    let place = exchanges[index] ?? index
    return (place % 8, place)
  }

  /// Three pairs of symbols change their places before they are delayed.
  private static let exchanges = [1: 18, 18: 1, 2: 5, 5: 2, 3: 23, 23: 3]

  /// The remainder of a division by (x − 1)(x − a)…, `count` symbols: the code of Reed and Solomon
  /// over the field of 64 elements with a⁶ = a + 1.
  private static func parity(of symbols: ArraySlice<UInt8>, count: Int) -> [UInt8] {
    let generator = generators[count] ?? []
    var remainder = [UInt8](repeating: 0, count: count)
    for symbol in symbols {
      let factor = symbol & 0x3F ^ remainder[0]
      remainder = remainder.dropFirst() + [0]
      for index in 0..<count { remainder[index] ^= product(factor, generator[index]) }
    }
    return remainder
  }

  /// The generators without their leading 1, the highest power first.
  private static let generators: [Int: [UInt8]] = [2: generator(2), 4: generator(4)]

  private static func generator(_ count: Int) -> [UInt8] {
    var polynomial: [UInt8] = [1]
    var root: UInt8 = 1
    for _ in 0..<count {
      var next = polynomial + [0]
      for (index, factor) in polynomial.enumerated() { next[index + 1] ^= product(factor, root) }
      polynomial = next
      root = product(root, 2)
    }
    return Array(polynomial.dropFirst())
  }

  static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var (result, left, right) = (UInt8(0), left, right)
    while right != 0 {
      if right & 1 != 0 { result ^= left }
      left = left << 1 ^ (left & 0x20 == 0 ? 0 : 0x43)
      right >>= 1
    }
    return result
  }
}

/// Mixes packs as they go onto the disc.
struct SubchannelMixer: Hashable, Sendable {
  /// The packs that are not complete, the next one first.
  private var pending = [[UInt8]](
    repeating: [UInt8](repeating: 0, count: SubchannelPack.symbolCount), count: 8)

  /// Takes the 96 symbols of a sector, four packs without their parity, and returns the 96 that are
  /// recorded beside it.
  mutating func mix(_ symbols: ArraySlice<UInt8>) -> [UInt8] {
    var recorded: [UInt8] = []
    for number in 0..<4 {
      let start = symbols.startIndex + number * SubchannelPack.symbolCount
      var pack = symbols[start..<start + SubchannelPack.symbolCount].map { $0 & 0x3F }
      SubchannelPack.protect(&pack)
      for (index, symbol) in pack.enumerated() {
        let (delay, place) = SubchannelPack.target(of: index)
        pending[delay][place] = symbol
      }
      recorded += pending.removeFirst()
      pending.append([UInt8](repeating: 0, count: SubchannelPack.symbolCount))
    }
    return recorded
  }

  /// The four packs of the first of three sectors, from the 288 symbols recorded beside them.
  static func separate(_ symbols: [UInt8]) -> [UInt8] {
    (0..<4 * SubchannelPack.symbolCount).map { position in
      let (number, index) = (
        position / SubchannelPack.symbolCount, position % SubchannelPack.symbolCount
      )
      let (delay, place) = SubchannelPack.target(of: index)
      return symbols[(number + delay) * SubchannelPack.symbolCount + place] & 0x3F
    }
  }
}
