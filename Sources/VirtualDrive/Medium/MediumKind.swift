internal import DiscModel

/// The media that a virtual drive can hold.
public enum MediumKind: String, Hashable, Sendable, Codable, CaseIterable {
  case cdR = "cd-r"
  case dvdPlusR = "dvd+r"
  case bdR = "bd-r"
}

extension MediumKind {
  /// The blocks of a blank medium as it is sold: 359,849 on an 80-minute CD-R (a lead-out that
  /// begins at 79:59:74 at the latest), 2,295,104 on DVD+R, 12,219,392 on BD-R.
  public var nominalBlocks: Int64 {
    switch self {
    case .cdR: 359_849
    case .dvdPlusR: 2_295_104
    case .bdR: 12_219_392
    }
  }

  /// The capacities that make sense: from a small disc for tests to the largest the structures of
  /// the medium can describe. A CD ends before 90:00:00, from where on times mean the lead-in.
  var possibleBlocks: ClosedRange<Int64> {
    switch self {
    case .cdR: 300...404_849
    case .dvdPlusR: 32...2_295_104
    case .bdR: 32...62_500_864
    }
  }

  /// The profile's number. Source: MMC-6, "Profile List feature".
  var profile: UInt16 {
    switch self {
    case .cdR: MediumProfile.cdR.rawValue
    case .dvdPlusR: MediumProfile.dvdPlusR.rawValue
    case .bdR: MediumProfile.bdRSequential.rawValue
    }
  }

  /// The blocks that are recorded together: one sector, one ECC block, one cluster.
  var writeUnit: Int64 {
    switch self {
    case .cdR: 1
    case .dvdPlusR: 16
    case .bdR: 32
    }
  }

  /// The fewest blocks of a track; the drive adds what is missing. 4 s on CD.
  var minimumTrackBlocks: Int64 { self == .cdR ? 300 : 0 }

  /// The unreadable blocks the drive writes behind a track that was written at once.
  var runOutBlocks: Int64 { self == .cdR ? 2 : 0 }

  /// The blocks between two tracks of a session: the pregap of 2 s on CD.
  var trackGap: Int64 { self == .cdR ? 150 : 0 }

  /// The blocks between the end of a session and the first of the next.
  ///
  /// On CD lead-out (6,750 blocks, later ones 2,250), lead-in (4,500) and pregap (150).
  func sessionGap(afterSession number: Int) -> Int64 {
    switch self {
    case .cdR: number == 1 ? 6750 + 4500 + 150 : 2250 + 4500 + 150
    case .dvdPlusR: 2048
    case .bdR: 0
    }
  }

  /// How many tracks a medium may have.
  var maximumTracks: Int {
    switch self {
    case .cdR: 99
    case .dvdPlusR: 153
    case .bdR: 300
    }
  }

  /// The bytes that one block takes of the speeds that are given in kB/s: CD speeds count whole
  /// sectors of 2,352 bytes.
  var bytesPerBlockOfSpeed: Int64 { self == .cdR ? 2352 : 2048 }

  /// What the drive offers to write with, in kB/s, fastest first.
  var writeSpeeds: [UInt32] {
    switch self {
    case .cdR: [8467, 7056, 5645, 4234, 2822]
    case .dvdPlusR: [22_160, 16_620, 11_080, 8310, 5540]
    case .bdR: [53_947, 35_965, 26_974, 17_983, 8992]
    }
  }

  /// The fastest reading, in kB/s.
  var readSpeed: UInt32 {
    switch self {
    case .cdR: 8467
    case .dvdPlusR: 22_160
    case .bdR: 35_965
    }
  }

  /// How long the drive takes from the closed tray until the medium can be used.
  var spinUpTime: Duration {
    switch self {
    case .cdR: .seconds(6)
    case .dvdPlusR: .seconds(10)
    case .bdR: .seconds(15)
    }
  }
}
