internal import DiscImage
internal import DiscModel

/// How an image is written on a kind of medium, and what keeps it from that.
///
/// Source: MMC-6, "CLOSE TRACK SESSION command".
protocol ImageRecipe: Sendable {
  /// The fewest blocks that the medium takes as a track.
  var shortestTrack: BlockCount { get }
  /// Why the image cannot be burnt on a medium that the drive can write.
  func problems(of layout: ImageLayout, on medium: Medium) -> [PlanProblem]
  /// What comes before the first write; the speed is set behind it.
  func preparation(for end: BurnRequest.SessionEnd) -> [BurnStep]
  /// What comes after the last write, up to a disc that can be read.
  func ending(for end: BurnRequest.SessionEnd) -> [BurnStep]
}

extension ImageRecipe {
  /// The image, and the zeros behind it that make whole write units and the shortest track.
  func trackBlocks(of layout: ImageLayout, on profile: MediumProfile) -> BlockCount {
    max(layout.blockCount.roundedUp(toMultipleOf: profile.writeUnit), shortestTrack)
  }

  /// Why the image cannot be burnt on a medium that is recorded in sequence.
  func problemsInSequence(of layout: ImageLayout, on medium: Medium) -> [PlanProblem] {
    switch medium.condition {
    case .closed: return [.mediumClosed]
    case .appendable: return [.mediumHoldsData]
    case .overwritable, .unformatted, .intermediate: return []
    case .blank:
      var problems: [PlanProblem] = []
      // Elsewhere than its addresses say, an image would be equal when read back, and unreadable.
      if let next = medium.nextWritableAddress, next != layout.options.start {
        problems.append(.mediumHoldsData)
      }
      let required = trackBlocks(of: layout, on: medium.profile)
      if required > medium.freeBlocks {
        problems.append(.mediumTooSmall(required: required, available: medium.freeBlocks))
      }
      return problems
    }
  }
}

/// The recipes, by the kind of medium.
enum ImageRecipes {
  static let all: [MediumProfile: any ImageRecipe] = [
    .cdR: CompactDiscImageRecipe(),
    .dvdPlusR: FinalizedImageRecipe(),
    .bdRSequential: FinalizedImageRecipe(),
  ]
}
