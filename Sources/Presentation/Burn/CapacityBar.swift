public import DiscModel

/// How much of a disc the project needs, for the bar under its list.
///
/// It counts the sectors of the planned image or of the tracks with all that lies between them, not
/// the files' bytes.
public struct CapacityBar: Hashable, Sendable {
  public enum Level: Hashable, Sendable {
    /// Nothing to show yet.
    case empty
    case fits
    /// More than 95 % is used.
    case tight
    /// It does not fit.
    case over
  }

  /// What the image is measured against.
  public enum Measure: Hashable, Sendable {
    /// What can still be written on the disc in the chosen drive.
    case medium(freeBlocks: BlockCount)
    /// No writable disc is there: the smallest usual disc that holds the image; nil if none does.
    case usualDisc(UsualDisc?)
  }

  /// How room on a disc is told.
  public enum Unit: Hashable, Sendable {
    case bytes
    /// Minutes and seconds of music; only a CD has room for it.
    case playingTime
  }

  /// A disc as shops sell it.
  public enum UsualDisc: Hashable, Sendable, CaseIterable {
    case cd, dvd, bluRay, bluRayDualLayer, bluRayTripleLayer

    /// What a blank one holds. Source: mmc reference, "Nominal capacities": an 80-minute CD-R,
    /// DVD+R, BD-R with one, two and three layers.
    public var capacity: BlockCount {
      switch self {
      case .cd: BlockCount(359_849)
      case .dvd: BlockCount(2_295_104)
      case .bluRay: BlockCount(12_219_392)
      case .bluRayDualLayer: BlockCount(24_438_784)
      case .bluRayTripleLayer: BlockCount(48_878_592)
      }
    }

    /// The disc's name as on the box.
    public var name: String {
      switch self {
      case .cd: tr("CD")
      case .dvd: tr("DVD")
      case .bluRay: tr("Blu-ray disc (25 GB)")
      case .bluRayDualLayer: tr("Blu-ray disc with two layers (50 GB)")
      case .bluRayTripleLayer: tr("Blu-ray disc with three layers (100 GB)")
      }
    }

    /// The smallest that holds `blocks`.
    public static func smallest(holding blocks: BlockCount) -> Self? {
      allCases.first { $0.capacity >= blocks }
    }
  }

  public let usedBlocks: BlockCount
  public let measure: Measure
  public let unit: Unit

  /// - Parameters:
  ///   - usedBlocks: what the planned image needs; zero for an empty project.
  ///   - medium: what lies in the chosen drive. A disc that nothing of the kind can be written on
  ///     does not count.
  public init(usedBlocks: BlockCount, medium: Medium?, unit: Unit = .bytes) {
    self.usedBlocks = usedBlocks
    self.unit = unit
    let isOfKind = unit == .bytes || medium?.profile.family == .cd
    if let medium, isOfKind, medium.condition != .closed, medium.freeBlocks > .zero {
      measure = .medium(freeBlocks: medium.freeBlocks)
    } else if unit == .bytes {
      measure = .usualDisc(.smallest(holding: usedBlocks))
    } else {
      measure = .usualDisc(usedBlocks <= UsualDisc.cd.capacity ? .cd : nil)
    }
  }

  /// What there is room for; nil if the image is larger than every usual disc.
  public var availableBlocks: BlockCount? {
    switch measure {
    case .medium(let free): free
    case .usualDisc(let disc): disc?.capacity
    }
  }

  /// How far the bar is filled, 0…1.
  public var fraction: Double {
    guard let available = availableBlocks else { return 1 }
    guard available > .zero else { return 0 }
    return min(1, max(0, Double(usedBlocks.rawValue) / Double(available.rawValue)))
  }

  /// How the bar is coloured.
  public var level: Level {
    if usedBlocks <= .zero { return .empty }
    guard let available = availableBlocks, usedBlocks <= available else { return .over }
    return fraction > 0.95 ? .tight : .fits
  }

  /// The line under the bar: "1.2 GB of 4.7 GB · 3.5 GB free", "12:34 of 79:57 · 67:23 free".
  public var text: String {
    switch measure {
    case .medium(let free) where usedBlocks <= .zero: tr("%s free", amount(free, .down))
    case .medium(let free) where usedBlocks > free: excess(usedBlocks - free)
    case .medium(let free):
      tr(
        "%1$s of %2$s · %3$s free", amount(usedBlocks), amount(free, .down),
        amount(free - usedBlocks, .down))
    case .usualDisc where usedBlocks <= .zero: tr("Empty")
    case .usualDisc(.some(let disc)):
      tr("%1$s · fits on a %2$s", amount(usedBlocks), disc.name)
    case .usualDisc(.none) where unit == .bytes:
      tr("%s · too large for any disc", amount(usedBlocks))
    case .usualDisc(.none): tr("%s · too long for a CD", amount(usedBlocks))
    }
  }

  private func amount(_ blocks: BlockCount, _ rounding: Format.Rounding? = nil) -> String {
    switch unit {
    case .bytes: Format.size(blocks, rounding: rounding ?? .nearest)
    case .playingTime: Format.playingTime(blocks, rounding: rounding ?? .down)
    }
  }

  private func excess(_ blocks: BlockCount) -> String {
    switch unit {
    case .bytes: tr("%s too large for this disc", amount(blocks, .up))
    case .playingTime: tr("%s too long for this disc", amount(blocks, .up))
    }
  }
}
