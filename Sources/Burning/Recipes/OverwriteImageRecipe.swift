internal import DiscImage
internal import DiscModel
internal import MMC

/// Media of which any block can be written at any time, once they are formatted: DVD+RW, DVD-RAM, BD-RE,
/// and DVD-RW in restricted overwrite.
///
/// Nothing is ever closed for good. What other drives need to read the disc is written at the end.
/// Source: MMC-6, "FORMAT UNIT Command" and "CLOSE TRACK/SESSION Command".
struct OverwriteImageRecipe: ImageRecipe {
  private let profile: MediumProfile
  /// What must be formatted whatever is written.
  private let format: BurnFormat?
  /// How the disc becomes larger, for more than fits the present format.
  private let growing: BurnFormat?
  /// The blocks that are there now, and that a larger format would bring.
  private let blocks: BlockCount
  private let moreBlocks: BlockCount
  /// A DVD-RW whose session is open already.
  private let isIntermediate: Bool

  init(medium: Medium, _ inspection: DriveInspection) {
    profile = medium.profile
    isIntermediate = medium.condition == .intermediate
    let maker = EraseChoiceMaker(
      medium: medium, formats: inspection.formats, features: inspection.currentFeatures)
    if medium.condition == .unformatted {
      format = maker.firstFormat.map { BurnFormat(.firstUse, $0) }
    } else if medium.details.backgroundFormat == .stopped {
      format = BurnFormat(.finish, [.dvdPlusRW(isRestart: true)])
    } else {
      format = nil
    }
    blocks = medium.condition == .unformatted ? medium.capacity : medium.freeBlocks
    let more = maker.offered(.quickGrowSession).first { $0.blocks > .zero }
    let canGrow = medium.profile == .dvdMinusRWRestrictedOverwrite && !isIntermediate
    moreBlocks = canGrow ? more?.blocks ?? .zero : .zero
    growing =
      moreBlocks > .zero
      ? BurnFormat(
        .grow,
        [FormatOrder(format: .init(type: .quickGrowSession, blocks: .zero, parameter: 16))]) : nil
  }

  func problems(of layout: ImageLayout, on medium: Medium) -> [PlanProblem] {
    if medium.condition == .unformatted, format == nil { return [.mediumNotWritable(profile)] }
    return sizeProblems(of: layout, on: medium, available: blocks + moreBlocks)
  }

  func preparation(for end: BurnRequest.SessionEnd, blocks: BlockCount) -> [BurnStep] {
    var steps: [BurnStep] = []
    if let format { steps.append(.format(format)) }
    if let growing, blocks > self.blocks { steps.append(.format(growing)) }
    if profile == .dvdMinusRWRestrictedOverwrite {
      steps.append(.setRecording(.restrictedOverwrite))
    }
    return steps
  }

  func ending(for end: BurnRequest.SessionEnd) -> [BurnStep] {
    switch profile {
    case .dvdPlusRW, .dvdPlusRWDualLayer:
      [.synchronizeCache, .stopBackgroundFormat, .closeSession]
    // A session that is closed already knows nothing to close.
    case .dvdMinusRWRestrictedOverwrite: [.synchronizeCache, .closeSession]
    default: [.synchronizeCache]
    }
  }
}

extension EraseChoiceMaker {
  /// How a new disc is made usable in the quickest way.
  var firstFormat: [FormatOrder]? {
    let choices =
      switch profile.physicalType {
      case .dvdPlusRW, .dvdPlusRWDualLayer: dvdPlusRW.formatting
      case .dvdRAM: dvdRAM.formatting
      case .bdRE: bdRE.formatting
      default: [EraseChoice]()
      }
    guard case .format(let orders)? = choices.first?.steps.first else { return nil }
    return orders
  }
}
