internal import DiscImage
public import DiscModel
public import MMC

/// Turns a request and what lies in the drive into ordered steps, or into all the reasons why not.
public enum BurnPlanner {
  /// The kinds of medium that this version writes.
  public static let writableProfiles: Set<MediumProfile> = [.cdR, .dvdPlusR, .bdRSequential]

  /// The same, as kinds of media, whatever drive there is.
  public static let writableTypes = Set(writableProfiles.map(\.physicalType))

  /// Whether the drive writes any kind of medium that this version writes.
  public static func supports(_ drive: DriveCapabilities) -> Bool {
    !drive.writableProfiles.isDisjoint(with: writableProfiles)
  }

  /// The shortest track of a CD: four seconds. Source: MMC-6, "Minimum track length".
  static let shortestCDTrack = BlockCount(300)

  public static func plan(
    _ request: BurnRequest, for inspection: DriveInspection
  ) throws(PlanError) -> BurnPlan {
    let problems = problems(of: request, with: inspection)
    guard problems.isEmpty, let medium = inspection.medium, let start = medium.nextWritableAddress
    else {
      throw PlanError(problems: problems.isEmpty ? [.mediumClosed] : problems)
    }
    return BurnPlan(
      request: request, profile: medium.profile, start: start,
      blocks: trackBlocks(of: request, on: medium.profile),
      steps: steps(for: request, on: medium.profile))
  }

  /// Why `request` cannot be burnt with what lies in the drive; empty if it can.
  public static func problems(
    of request: BurnRequest, with inspection: DriveInspection
  ) -> [PlanProblem] {
    var problems: [PlanProblem] = request.layout.entryCount == 0 ? [.nothingToWrite] : []
    guard let medium = inspection.medium else {
      return problems + [inspection.trayIsOpen ? .trayOpen : .noMedium]
    }
    if medium.state.contains(.writeProtected) { problems.append(.mediumWriteProtected) }
    switch medium.condition {
    case .overwritable, .intermediate:
      return problems + [.mediumOverwritable(medium.profile)]
    case .unformatted:
      return problems + [.mediumUnformatted(medium.profile)]
    case .blank, .appendable, .closed: break
    }
    guard writableProfiles.contains(medium.profile) else {
      return problems + [.mediumNotWritable(medium.profile)]
    }
    if !inspection.capabilities.writableProfiles.contains(medium.profile) {
      problems.append(.driveCannotWrite(medium.profile))
    }
    return problems + self.problems(of: request, on: medium)
  }

  /// Why `request` cannot be burnt on a medium of a kind that is recorded in sequence.
  private static func problems(of request: BurnRequest, on medium: Medium) -> [PlanProblem] {
    var problems: [PlanProblem] = []
    switch medium.condition {
    case .closed:
      problems.append(.mediumClosed)
    case .appendable:
      problems.append(.mediumHoldsData)
    case .overwritable, .unformatted, .intermediate: break
    case .blank:
      // Elsewhere than its addresses say, an image would be equal when read back, and unreadable.
      if let next = medium.nextWritableAddress, next != request.layout.options.start {
        problems.append(.mediumHoldsData)
      }
      let required = trackBlocks(of: request, on: medium.profile)
      if required > medium.freeBlocks {
        problems.append(.mediumTooSmall(required: required, available: medium.freeBlocks))
      }
    }
    return problems
  }

  /// The image, and the zeros behind it that make whole write units and the shortest track.
  static func trackBlocks(of request: BurnRequest, on profile: MediumProfile) -> BlockCount {
    let blocks = request.layout.blockCount.roundedUp(toMultipleOf: profile.writeUnit)
    return profile.family == .cd ? max(blocks, shortestCDTrack) : blocks
  }

  /// CD: the mode page tells the drive how to end the session, and the session's end closes the
  /// track. DVD+R and BD-R: the track is closed by itself, and finishing is a function of its own.
  /// Source: MMC-6, "CLOSE TRACK SESSION command".
  private static func steps(for request: BurnRequest, on profile: MediumProfile) -> [BurnStep] {
    let isLast = request.sessionEnd == .closed
    let isCD = profile.family == .cd
    var steps: [BurnStep] = []
    if isCD { steps.append(.setWriteParameters(isLast ? .lastSession : .moreSessionsAllowed)) }
    if let rate = request.rate { steps.append(.setSpeed(rate)) }
    steps += [.write, .synchronizeCache]
    if !isCD { steps.append(.closeTrack) }
    steps.append(isLast && !isCD ? .finalize : .closeSession)
    if request.verification != .none { steps.append(.verify(request.verification)) }
    if request.ejectsAfterwards { steps.append(.eject) }
    return steps
  }
}
