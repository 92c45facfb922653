internal import DiscImage
internal import DiscModel

/// A CD: one data track at once. The mode page tells the drive how to end the session, and the
/// session's end closes the track.
struct CompactDiscImageRecipe: ImageRecipe {
  /// Four seconds. Source: MMC-6, "Minimum track length".
  var shortestTrack: BlockCount { BurnPlanner.shortestCDTrack }

  func problems(of layout: ImageLayout, on medium: Medium) -> [PlanProblem] {
    problemsInSequence(of: layout, on: medium)
  }

  func preparation(for end: BurnRequest.SessionEnd, blocks: BlockCount) -> [BurnStep] {
    [.setWriteParameters(end == .closed ? .lastSession : .moreSessionsAllowed)]
  }

  func ending(for end: BurnRequest.SessionEnd) -> [BurnStep] {
    [.synchronizeCache, .closeSession]
  }
}
