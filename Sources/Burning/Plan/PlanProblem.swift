public import CompactDisc
public import DiscModel
internal import MMC

/// One reason why a burn cannot be done as asked.
public enum PlanProblem: Hashable, Sendable {
  /// There is nothing to write.
  case nothingToWrite
  case noMedium
  case trayOpen
  /// The medium cannot be written, such as a pressed disc, or is of a kind this version cannot write.
  case mediumNotWritable(MediumProfile)
  /// The medium holds something and must be erased first, which its drive can do.
  case mediumMustBeErased(MediumProfile)
  /// The medium is written in one go, so that nothing can be added later.
  case mediumTakesOneSession(MediumProfile)
  /// A switch of the medium, or what was set on it, forbids writing.
  case mediumWriteProtected
  /// The drive reads this medium but cannot write it.
  case driveCannotWrite(MediumProfile)
  /// The drive is too old to say whether it writes this medium.
  case driveDoesNotTell(MediumProfile)
  /// The disc is finished; nothing more can be written.
  case mediumClosed
  /// The disc holds a session already, and this project would not show its files any more.
  case mediumHoldsData
  case mediumTooSmall(required: BlockCount, available: BlockCount)
  /// An audio disc cannot be made of this kind of medium.
  case audioNeedsCD(MediumProfile)
  /// Something is on the disc already, and an audio disc is written whole.
  case audioNeedsBlankDisc
  case audio(AudioDiscProblem)
  case text(CDTextProblem)
  /// The medium does not tell where its lead-in begins, so CD-TEXT cannot be written.
  case textNotPossible
  /// The drive can write track by track only, and the disc would lack these things.
  case sessionAtOnceMissing([AudioDiscPlan.Compromise])
}

extension PlanProblem {
  /// What keeps `drive` from writing a medium of this kind; nil if nothing does.
  init?(writing profile: MediumProfile, with drive: DriveCapabilities) {
    switch drive.writes(profile) {
    case true: return nil
    case false: self = .driveCannotWrite(profile)
    case nil: self = .driveDoesNotTell(profile)
    }
  }
}

/// All the reasons why a burn cannot be done as asked; never empty.
public struct PlanError: Error, Hashable, Sendable {
  public var problems: [PlanProblem]

  public init(problems: [PlanProblem]) {
    self.problems = problems
  }
}
