public import DiscModel

/// One reason why a disc cannot be erased or formatted.
public enum EraseProblem: Error, Hashable, Sendable {
  case noMedium
  case trayOpen
  /// The disc was pressed in a factory.
  case pressed(MediumProfile)
  /// What is written on such a disc stays there.
  case writtenOnce(MediumProfile)
  /// A switch of the medium, or what was set on it, forbids it.
  case writeProtected
  /// The drive reads such a disc but does not write it.
  case driveCannot(MediumProfile)
  /// The drive is too old to say whether it writes such a disc.
  case driveDoesNotTell(MediumProfile)
  /// Nothing is known of such a disc.
  case unknownMedium(MediumProfile)
  /// The disc is new, and must be formatted before there is anything to erase.
  case unformatted(MediumProfile)
  /// Such a disc is used as it is.
  case needsNoFormat(MediumProfile)
  /// A BD-R is formatted before its first use and never again.
  case formattedBefore(MediumProfile)
  /// The drive tells of no format that it could give the disc.
  case noFormatOffered(MediumProfile)
  /// The disc knows no such way.
  case wayNotOffered(MediumProfile)
  /// The disc has no spare area whose size could be chosen.
  case noSpareAreaToChoose(MediumProfile)
  /// The disc takes spare areas of these sizes.
  case spareAreaOutOfRange(ClosedRange<BlockCount>)
}
