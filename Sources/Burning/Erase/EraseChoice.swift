public import DiscModel
internal import MMC

/// One way to make a disc empty or usable, as the medium in the drive and the drive allow it.
public struct EraseChoice: Hashable, Sendable {
  /// What is made of the disc.
  public enum Deed: Hashable, Sendable {
    /// It is as new and takes sessions: CD-RW and DVD-RW, one that could be overwritten too.
    case blank
    /// A DVD-RW can be overwritten at any block from then on.
    case restrictedOverwrite
    /// It is formatted, with this spare area where there is one: DVD+RW, DVD-RAM, BD-RE and, before
    /// anything is written, BD-R.
    case format(Sparing?)
    /// The format of a DVD+RW that was stopped goes on.
    case finishFormat
    /// Blocks of a BD-R that is recorded in sequence can be replaced later.
    case pseudoOverwrite
    /// Zeros are written over what is there; the format stays as it is.
    case clear
  }

  /// How much of the disc is touched.
  public enum Depth: Hashable, Sendable, CaseIterable {
    /// What says where the data lie, or the beginning and the end.
    case quick
    /// Every block.
    case full
  }

  /// What a drive sets aside to replace bad blocks with.
  public enum Sparing: Hashable, Sendable {
    /// As much as the standard proposes.
    case usual
    /// So that the disc is larger and written at full speed.
    case nothing
    case chosen(BlockCount)
  }

  /// What becomes of the data on the disc.
  public enum Contents: Hashable, Sendable {
    /// There are none.
    case none
    /// No program finds them any more, but most of them are still on the disc.
    case hidden
    /// They are gone from every block.
    case erased
    /// Nobody may count on them, nor on their being gone: that is up to the drive.
    case uncertain
    /// They stay as they are.
    case kept
  }

  /// The medium that the choice is for.
  public let medium: Medium
  public let deed: Deed
  public let depth: Depth
  public let contents: Contents
  /// About how long it takes: from the medium's size and its fastest speed.
  public let duration: Duration
  /// How large the disc is afterwards, where a format decides it.
  public let formattedBlocks: BlockCount?
  /// How much is set aside for bad blocks, where that is known beforehand.
  public let spareBlocks: BlockCount?
  /// Whether a disc at once is all that the disc then takes: a DVD-RW of which only the lead-in was
  /// erased, in many drives. Source: MMC-6, "BLANK Command".
  public let allowsOneSessionOnly: Bool
  /// In this order.
  let steps: [EraseStep]

  init(
    _ medium: Medium, _ deed: Deed, _ depth: Depth, contents: Contents, duration: Duration,
    formattedBlocks: BlockCount? = nil, spareBlocks: BlockCount? = nil,
    allowsOneSessionOnly: Bool = false, steps: [EraseStep]
  ) {
    self.medium = medium
    self.deed = deed
    self.depth = depth
    self.contents = medium.holdsNothing ? .none : contents
    self.duration = duration
    self.formattedBlocks = formattedBlocks
    self.spareBlocks = spareBlocks
    self.allowsOneSessionOnly = allowsOneSessionOnly
    self.steps = steps
  }

  /// Whether the drive formats, as against erasing.
  public var isFormat: Bool {
    switch deed {
    case .restrictedOverwrite, .format, .finishFormat, .pseudoOverwrite: true
    case .blank, .clear: false
    }
  }

  /// Whether it can be stopped while it goes on, because the host does it and not the drive.
  public var canBeStopped: Bool { deed == .clear }

  /// Whether this is the same thing to do, on what may be the same disc in another state.
  func isSameWay(as other: Self) -> Bool { deed == other.deed && depth == other.depth }
}

/// One thing that is told to the drive.
enum EraseStep: Hashable, Sendable {
  case blank(BlankMedium.Extent)
  /// The first of these that the drive takes.
  case format([FormatOrder])
  /// Until a format that goes on in the background has reached the end of the disc.
  case awaitBackgroundFormat
  /// Zeros onto these blocks, whose bounds the write unit divides.
  case overwrite([Range<BlockCount>])
}

/// What FORMAT UNIT is to make.
struct FormatOrder: Hashable, Sendable {
  var format: ReadFormatCapacities.Format
  var forgetsDefects = false
  var leavesOutCertification: Bool?

  func command(isImmediate: Bool) -> FormatUnit {
    FormatUnit(
      format, forgetsDefects: forgetsDefects, leavesOutCertification: leavesOutCertification,
      isImmediate: isImmediate)
  }
}

extension Medium {
  /// Whether it is certain that there is nothing on it.
  fileprivate var holdsNothing: Bool { condition == .blank || condition == .unformatted }
}
