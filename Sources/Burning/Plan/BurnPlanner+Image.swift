internal import DiscImage
internal import DiscModel
internal import MMC

/// Planning an image: the medium's recipe knows the rest.
extension BurnPlanner {
  static func problems(
    of image: ImageContent, until end: BurnRequest.SessionEnd, with inspection: DriveInspection
  ) -> [PlanProblem] {
    var problems: [PlanProblem] = image.layout.entryCount == 0 ? [.nothingToWrite] : []
    guard let medium = inspection.medium else {
      return problems + [inspection.trayIsOpen ? .trayOpen : .noMedium]
    }
    if medium.state.contains(.writeProtected) { problems.append(.mediumWriteProtected) }
    guard let recipe = ImageRecipes.recipe(for: medium, inspection) else {
      return problems + [.mediumNotWritable(medium.profile)]
    }
    if let problem = PlanProblem(writing: medium.profile, with: inspection.capabilities) {
      problems.append(problem)
    }
    if end == .appendable, recipe.takesOneSession {
      problems.append(.mediumTakesOneSession(medium.profile))
    }
    return problems + recipe.problems(of: image.layout, on: medium)
  }

  /// Where the medium's next write goes; the first block of one that is formatted before.
  static func start(on medium: Medium) -> LogicalBlockAddress? {
    medium.nextWritableAddress ?? (medium.condition == .unformatted ? .zero : nil)
  }

  static func plan(
    _ image: ImageContent, of request: BurnRequest, with inspection: DriveInspection
  ) throws(PlanError) -> BurnPlan {
    let problems = problems(of: image, until: request.sessionEnd, with: inspection)
    guard problems.isEmpty, let medium = inspection.medium, let start = start(on: medium),
      let recipe = ImageRecipes.recipe(for: medium, inspection)
    else {
      throw PlanError(problems: problems.isEmpty ? [.mediumClosed] : problems)
    }
    let blocks = recipe.trackBlocks(of: image.layout, on: medium.profile)
    var steps = recipe.preparation(for: request.sessionEnd, blocks: blocks)
    if let rate = request.rate { steps.append(.setSpeed(rate)) }
    steps.append(.write(run: 0))
    steps += recipe.ending(for: request.sessionEnd) + lastSteps(of: request)
    return BurnPlan(
      request: request, medium: medium, start: start,
      runs: [BurnRun(start: start, blocks: blocks, format: .data)], steps: steps,
      overwrites: medium.condition == .overwritable || medium.condition == .intermediate)
  }

  /// What comes after a disc is finished, whatever it holds.
  static func lastSteps(of request: BurnRequest) -> [BurnStep] {
    var steps: [BurnStep] = []
    if request.verification != .none { steps.append(.verify(request.verification)) }
    if request.ejectsAfterwards { steps.append(.eject) }
    return steps
  }
}
