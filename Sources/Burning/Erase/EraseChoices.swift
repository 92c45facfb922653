public import DiscModel
public import MMC

/// All ways in which the disc in a drive can be made empty or usable, or the reasons why there are
/// none.
public struct EraseChoices: Hashable, Sendable {
  /// What lies in the drive.
  public let medium: Medium?
  /// Ways to get rid of what is on the disc, the most sensible first.
  public private(set) var erasing: [EraseChoice] = []
  /// Ways to give the disc another format, the most sensible first.
  public private(set) var formatting: [EraseChoice] = []
  /// Why ``erasing`` is empty; empty if it is not.
  public private(set) var erasingProblems: [EraseProblem] = []
  /// Why ``formatting`` is empty; empty if it is not.
  public private(set) var formattingProblems: [EraseProblem] = []
  /// The sizes of spare area that ``formatted(sparing:depth:)`` takes; nil where there is no choice.
  public private(set) var spareBlocks: ClosedRange<BlockCount>?
  private var maker: EraseChoiceMaker?

  /// What can be done with what `inspection` found.
  public init(for inspection: DriveInspection) {
    medium = inspection.medium
    if let problem = Self.problem(of: inspection) {
      (erasingProblems, formattingProblems) = ([problem], [problem])
      return
    }
    guard let medium else { return }
    let maker = EraseChoiceMaker(
      medium: medium, formats: inspection.formats, features: inspection.currentFeatures)
    self.maker = maker
    fill(with: maker)
    if erasing.isEmpty { erasingProblems = [maker.problemOfErasing] }
    if formatting.isEmpty { formattingProblems = [maker.problemOfFormatting] }
  }

  /// Erasing and formatting together.
  public var all: [EraseChoice] { erasing + formatting }

  /// What is done when the user does not choose; nil if nothing can be done.
  public var suggestion: EraseChoice? { erasing.first ?? formatting.first }

  /// A format with a spare area of another size.
  ///
  /// - Parameter spareBlocks: rounded up to whole write units.
  /// - Throws: ``EraseProblem`` if the disc does not take it.
  public func formatted(
    sparing spareBlocks: BlockCount, depth: EraseChoice.Depth
  ) throws(EraseProblem) -> EraseChoice {
    guard let maker, let range = self.spareBlocks else {
      throw formattingProblems.first ?? .noSpareAreaToChoose(medium?.profile ?? .none)
    }
    let spares = spareBlocks.roundedUp(toMultipleOf: maker.medium.profile.writeUnit)
    guard range.contains(spares), let choice = maker.bluRay(sparing: spares, depth: depth) else {
      throw .spareAreaOutOfRange(range)
    }
    return choice
  }

  /// The choice that does the same with this disc as `choice` would have done with another.
  func counterpart(of choice: EraseChoice) -> EraseChoice? {
    if case .format(.chosen(let blocks)) = choice.deed {
      return try? formatted(sparing: blocks, depth: choice.depth)
    }
    return all.first { $0.isSameWay(as: choice) }
  }

  private mutating func fill(with maker: EraseChoiceMaker) {
    switch maker.medium.profile.physicalType {
    case .cdRW: erasing = maker.compactDisc
    case .dvdMinusRW: (erasing, formatting) = maker.dvdMinusRW
    case .dvdPlusRW, .dvdPlusRWDualLayer: (erasing, formatting) = maker.dvdPlusRW
    case .dvdRAM: (erasing, formatting) = maker.dvdRAM
    case .bdRE: (erasing, formatting) = maker.bdRE
    case .bdR: formatting = maker.bdR
    default: break
    }
    if !formatting.isEmpty { spareBlocks = maker.bluRaySpareBlocks }
  }

  /// What stands in the way whatever is wanted.
  private static func problem(of inspection: DriveInspection) -> EraseProblem? {
    guard let medium = inspection.medium else {
      return inspection.trayIsOpen ? .trayOpen : .noMedium
    }
    let profile = medium.profile
    switch profile.physicalType {
    case .unknown, .disk, .hdDVDR, .hdDVDRAM, .hdDVDROM: return .unknownMedium(profile)
    case .cdROM, .dvdROM, .bdROM: return .pressed(profile)
    case .cdR, .dvdMinusR, .dvdMinusRDualLayer, .dvdPlusR, .dvdPlusRDualLayer:
      return .writtenOnce(profile)
    default: break
    }
    if medium.state.contains(.writeProtected) { return .writeProtected }
    switch inspection.capabilities.writes(profile) {
    case true: return nil
    case false: return .driveCannot(profile)
    case nil: return .driveDoesNotTell(profile)
    }
  }
}
