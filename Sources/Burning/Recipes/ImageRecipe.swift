internal import DiscImage
internal import DiscModel
internal import MMC

/// How an image is written on a kind of medium, and what keeps it from that.
///
/// Source: MMC-6, "CLOSE TRACK SESSION command".
protocol ImageRecipe: Sendable {
  /// The fewest blocks that the medium takes as a track.
  var shortestTrack: BlockCount { get }
  /// Why the image cannot be burnt on a medium that the drive can write.
  func problems(of layout: ImageLayout, on medium: Medium) -> [PlanProblem]
  /// Whether nothing can be added later.
  var takesOneSession: Bool { get }
  /// What comes before the first write; the speed is set behind it.
  ///
  /// - Parameter blocks: all that will be written.
  func preparation(for end: BurnRequest.SessionEnd, blocks: BlockCount) -> [BurnStep]
  /// What comes after the last write, up to a disc that can be read.
  func ending(for end: BurnRequest.SessionEnd) -> [BurnStep]
}

extension ImageRecipe {
  var shortestTrack: BlockCount { .zero }
  var takesOneSession: Bool { false }

  /// The image, and the zeros behind it that make whole write units and the shortest track.
  func trackBlocks(of layout: ImageLayout, on profile: MediumProfile) -> BlockCount {
    max(layout.blockCount.roundedUp(toMultipleOf: profile.writeUnit), shortestTrack)
  }

  /// Why the image cannot be burnt on a medium that is recorded in sequence.
  func problemsInSequence(of layout: ImageLayout, on medium: Medium) -> [PlanProblem] {
    switch medium.condition {
    case .closed where medium.isErasable, .appendable where medium.isErasable:
      return [.mediumMustBeErased(medium.profile)]
    case .closed: return [.mediumClosed]
    case .appendable: return [.mediumHoldsData]
    case .overwritable, .unformatted, .intermediate: return []
    case .blank:
      var problems: [PlanProblem] = []
      // Elsewhere than its addresses say, an image would be equal when read back, and unreadable.
      if let next = medium.nextWritableAddress, next != layout.options.start {
        problems.append(.mediumHoldsData)
      }
      return problems + sizeProblems(of: layout, on: medium, available: medium.freeBlocks)
    }
  }

  func sizeProblems(
    of layout: ImageLayout, on medium: Medium, available: BlockCount
  ) -> [PlanProblem] {
    let required = trackBlocks(of: layout, on: medium.profile)
    guard required > available else { return [] }
    return [.mediumTooSmall(required: required, available: available)]
  }
}

/// The recipes, by the kind of medium.
enum ImageRecipes {
  /// The kinds of medium for which there is a recipe.
  static let profiles: Set<MediumProfile> = [
    .cdR, .cdRW, .dvdMinusRSequential, .dvdMinusRDualLayerSequential, .dvdMinusRWSequential,
    .dvdMinusRWRestrictedOverwrite, .dvdRAM, .dvdPlusR, .dvdPlusRDualLayer, .dvdPlusRW,
    .dvdPlusRWDualLayer, .bdRSequential, .bdRE,
  ]

  /// The recipe for a medium as it is now, in the drive that `inspection` is of; nil if there is none.
  static func recipe(for medium: Medium, _ inspection: DriveInspection) -> (any ImageRecipe)? {
    switch medium.profile {
    case .cdR, .cdRW: CompactDiscImageRecipe()
    case .dvdPlusR, .dvdPlusRDualLayer, .bdRSequential: FinalizedImageRecipe()
    case .dvdMinusRSequential, .dvdMinusRWSequential:
      inspection.currentFeatures[.incrementalStreamingWritable]?.isCurrent == true
        ? IncrementalImageRecipe() : DiscAtOnceImageRecipe()
    case .dvdMinusRDualLayerSequential: DiscAtOnceImageRecipe()
    case .dvdMinusRWRestrictedOverwrite, .dvdRAM, .dvdPlusRW, .dvdPlusRWDualLayer, .bdRE:
      OverwriteImageRecipe(medium: medium, inspection)
    default: nil
    }
  }
}
