internal import DiscImage
internal import DiscModel

/// DVD-R and DVD-RW, piece by piece: the border's end closes the session, and the mode page says
/// whether another may follow.
///
/// Source: MMC-6, "Write Parameters Mode Page" and "Incremental Streaming Writable Feature".
struct IncrementalImageRecipe: ImageRecipe {
  func problems(of layout: ImageLayout, on medium: Medium) -> [PlanProblem] {
    problemsInSequence(of: layout, on: medium)
  }

  func preparation(for end: BurnRequest.SessionEnd, blocks: BlockCount) -> [BurnStep] {
    [.setRecording(.incremental(end == .closed ? .lastSession : .moreSessionsAllowed))]
  }

  func ending(for end: BurnRequest.SessionEnd) -> [BurnStep] {
    [.synchronizeCache, .closeTrack, .closeSession]
  }
}

/// DVD-R and DVD-RW in one go, which the drive finishes when it has all that was announced.
///
/// For discs of two layers, whose sessions few drives read, and for a DVD-RW that was erased quickly.
/// Source: MMC-6, "RESERVE TRACK Command".
struct DiscAtOnceImageRecipe: ImageRecipe {
  var takesOneSession: Bool { true }

  func problems(of layout: ImageLayout, on medium: Medium) -> [PlanProblem] {
    problemsInSequence(of: layout, on: medium)
  }

  func preparation(for end: BurnRequest.SessionEnd, blocks: BlockCount) -> [BurnStep] {
    [.setRecording(.discAtOnce), .reserveTrack(blocks)]
  }

  func ending(for end: BurnRequest.SessionEnd) -> [BurnStep] {
    [.synchronizeCache, .finishDiscAtOnce]
  }
}
