/// The media that a virtual drive can hold. The words are those of `medium.json` and of
/// `spindlectl medium insert`.
public enum MediumKind: String, Hashable, Sendable, Codable, CaseIterable {
  case cdR = "cd-r"
  case cdRW = "cd-rw"
  case dvdMinusR = "dvd-r"
  case dvdMinusRDualLayer = "dvd-r-dl"
  case dvdMinusRW = "dvd-rw"
  case dvdRAM = "dvd-ram"
  case dvdPlusR = "dvd+r"
  case dvdPlusRDualLayer = "dvd+r-dl"
  case dvdPlusRW = "dvd+rw"
  case bdR = "bd-r"
  case bdRE = "bd-re"
}

extension MediumKind {
  /// How many layers such a medium may have.
  public var possibleLayers: ClosedRange<Int> {
    traits.fewestLayers...traits.fewestLayers + traits.capacities.count - 1
  }

  /// The blocks of the blank medium with the fewest layers, as it is sold.
  public var nominalBlocks: Int64 { traits.capacities[0] }

  /// The blocks of a blank medium with `layers` layers as it is sold; nil if none is made.
  public func nominalBlocks(layers: Int) -> Int64? {
    possibleLayers.contains(layers) ? traits.capacities[layers - traits.fewestLayers] : nil
  }

  /// The capacities that make sense: from a small disc for tests to the largest the structures of
  /// the medium can describe.
  var possibleBlocks: ClosedRange<Int64> { traits.possibleBlocks }

  /// The fewest layers that hold `blocks`.
  func layers(for blocks: Int64) -> Int {
    let index = traits.capacities.firstIndex { $0 >= blocks } ?? traits.capacities.count - 1
    return traits.fewestLayers + index
  }

  var isCompactDisc: Bool { traits.family == .compactDisc }
  var isBluRay: Bool { traits.family == .bluRay }

  /// DVD-R and DVD-RW, which page 05h sets up.
  var isDVDMinus: Bool { traits.family == .dvdMinus }

  /// The blocks that are recorded together: one sector, one ECC block, one cluster.
  var writeUnit: Int64 { traits.writeUnit }

  /// The fewest blocks of a track; the drive adds what is missing. 4 s on CD.
  var minimumTrackBlocks: Int64 { isCompactDisc ? 300 : 0 }

  /// The unreadable blocks the drive writes behind a track that was written at once.
  var runOutBlocks: Int64 { isCompactDisc ? 2 : 0 }

  /// The blocks between two tracks of a session: the pregap of 2 s on CD.
  var trackGap: Int64 { isCompactDisc ? 150 : 0 }

  /// The blocks between the end of a session and the first of the next.
  ///
  /// On CD lead-out (6,750 blocks, later ones 2,250), lead-in (4,500) and pregap (150); on DVD-R the
  /// border-out of the one and the border-in of the other.
  func sessionGap(afterSession number: Int) -> Int64 {
    switch traits.family {
    case .compactDisc: number == 1 ? 6750 + 4500 + 150 : 2250 + 4500 + 150
    case .dvdMinus: number == 1 ? 44_032 : 8192
    case .dvdPlus: 2048
    case .dvdRAM, .bluRay: 0
    }
  }

  /// How many tracks a medium may have.
  var maximumTracks: Int { traits.maximumTracks }

  /// The bytes that one block takes of the speeds that are given in kB/s: CD speeds count whole
  /// sectors of 2,352 bytes.
  var bytesPerBlockOfSpeed: Int64 { isCompactDisc ? 2352 : 2048 }

  /// What the drive offers to write with, in kB/s, fastest first.
  var writeSpeeds: [UInt32] { traits.writeSpeeds }

  /// The fastest reading, in kB/s.
  var readSpeed: UInt32 { traits.readSpeed }
}
