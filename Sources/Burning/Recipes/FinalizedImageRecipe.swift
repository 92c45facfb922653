internal import DiscImage
internal import DiscModel

/// DVD+R and BD-R: the track is closed by itself, and finishing is a function of its own.
struct FinalizedImageRecipe: ImageRecipe {
  func problems(of layout: ImageLayout, on medium: Medium) -> [PlanProblem] {
    problemsInSequence(of: layout, on: medium)
  }

  func preparation(for end: BurnRequest.SessionEnd, blocks: BlockCount) -> [BurnStep] { [] }

  func ending(for end: BurnRequest.SessionEnd) -> [BurnStep] {
    [.synchronizeCache, .closeTrack, end == .closed ? .finalize : .closeSession]
  }
}
