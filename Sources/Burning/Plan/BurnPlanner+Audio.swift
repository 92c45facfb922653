internal import CompactDisc
internal import DiscModel
internal import MMC

/// Planning an audio disc.
extension BurnPlanner {
  /// The kinds of medium that an audio disc can be written on.
  static let audioProfiles: Set<MediumProfile> = [.cdR, .cdRW]

  static func problems(
    of audio: AudioContent, of request: BurnRequest, with inspection: DriveInspection
  ) -> [PlanProblem] {
    do throws(PlanError) {
      _ = try plan(audio, of: request, with: inspection)
      return []
    } catch {
      return error.problems
    }
  }

  static func plan(
    _ audio: AudioContent, of request: BurnRequest, with inspection: DriveInspection
  ) throws(PlanError) -> BurnPlan {
    let problems = mediumProblems(with: inspection)
    guard problems.isEmpty, let medium = inspection.medium else {
      throw PlanError(problems: problems + discProblems(of: audio))
    }
    let recording = try recording(of: audio, on: medium, with: inspection.capabilities)
    return plan(recording, of: request, on: medium)
  }

  /// The plan of a disc whose recording is settled.
  static func plan(
    _ recording: AudioRecording, of request: BurnRequest, on medium: Medium
  ) -> BurnPlan {
    BurnPlan(
      request: request, medium: medium, start: medium.nextWritableAddress ?? .zero,
      runs: recording.runs, steps: steps(for: recording, of: request), audio: recording)
  }

  /// What the medium forbids, whatever the disc is.
  private static func mediumProblems(with inspection: DriveInspection) -> [PlanProblem] {
    guard let medium = inspection.medium else {
      return [inspection.trayIsOpen ? .trayOpen : .noMedium]
    }
    guard audioProfiles.contains(medium.profile) else { return [.audioNeedsCD(medium.profile)] }
    var problems: [PlanProblem] = []
    if medium.state.contains(.writeProtected) { problems.append(.mediumWriteProtected) }
    if let problem = PlanProblem(writing: medium.profile, with: inspection.capabilities) {
      problems.append(problem)
    }
    if medium.condition != .blank {
      problems.append(
        medium.isErasable ? .mediumMustBeErased(medium.profile) : .audioNeedsBlankDisc)
    }
    return problems
  }

  /// What keeps the disc from being made at all, so that it is told before there is a medium.
  private static func discProblems(of audio: AudioContent) -> [PlanProblem] {
    do throws(AudioDiscError) {
      _ = try AudioDiscPlan(audio.disc, capacity: .minutes90)
      return []
    } catch {
      return error.problems.map(PlanProblem.init)
    }
  }

  private static func recording(
    of audio: AudioContent, on medium: Medium, with drive: DriveCapabilities
  ) throws(PlanError) -> AudioRecording {
    let disc = audio.text == .leftOut ? audio.disc.withoutText : audio.disc
    let capacity = AudioCapacity(lastLeadOut: .zero + medium.capacity)
    let leadIn = medium.details.groove?.leadIn?.address
    guard drive.writesSessionAtOnce else {
      let plan = try lay(out: disc, .trackAtOnce, capacity)
      let losses = plan.compromises
      guard losses.isEmpty || audio.acceptsLosses else {
        throw PlanError(problems: [.sessionAtOnceMissing(losses)])
      }
      return AudioRecording(
        plan, text: nil, leadInStart: leadIn, losses: losses, capacity: capacity)
    }
    let plan = try lay(out: disc, .sessionAtOnce, capacity)
    let text = try packs(of: disc, audio.missingCharacters)
    let recording = AudioRecording(
      plan, text: text, leadInStart: leadIn, losses: [], capacity: capacity)
    guard text != nil else { return recording }
    // Without its beginning nobody knows where the host's part of the lead-in is.
    guard let leadIn, leadIn < AudioDiscPlan.firstAddress else {
      guard audio.text == .whereTaken else { throw PlanError(problems: [.textNotPossible]) }
      return recording.withoutText
    }
    return recording
  }

  private static func lay(
    out disc: AudioDisc, _ recording: AudioDiscPlan.Recording, _ capacity: AudioCapacity
  ) throws(PlanError) -> AudioDiscPlan {
    do throws(AudioDiscError) {
      return try AudioDiscPlan(disc, recording: recording, capacity: capacity)
    } catch {
      throw PlanError(problems: error.problems.map(PlanProblem.init))
    }
  }

  private static func packs(
    of disc: AudioDisc, _ missing: CDTextPacks.MissingCharacters
  ) throws(PlanError) -> CDTextPacks? {
    guard let text = disc.leadInText else { return nil }
    do throws(CDTextError) {
      return try CDTextPacks(text, missingCharacters: missing)
    } catch {
      throw PlanError(problems: error.problems.map(PlanProblem.text))
    }
  }

  /// The recording that is left when a drive refuses to write a session at once.
  static func trackAtOnce(instead recording: AudioRecording) throws(PlanError) -> AudioRecording {
    let plan = try lay(out: recording.plan.disc, .trackAtOnce, recording.capacity)
    return AudioRecording(
      plan, text: nil, leadInStart: recording.leadInStart, losses: plan.compromises,
      capacity: recording.capacity)
  }

  /// Session at once, the drive ends everything when its buffer is emptied; track by track, the
  /// session is closed by a command.
  ///
  /// Source: MMC-6, "Write Parameters Mode Page", "SEND CUE SHEET Command".
  private static func steps(
    for recording: AudioRecording, of request: BurnRequest
  ) -> [BurnStep] {
    let speed = request.rate.map { [BurnStep.setSpeed($0)] } ?? []
    var steps: [BurnStep]
    switch recording.plan.recording {
    case .sessionAtOnce:
      steps = [.setSessionParameters] + speed + [.sendCueSheet]
      steps += recording.runs.indices.map { .write(run: $0) } + [.synchronizeCache]
    case .trackAtOnce:
      steps = speed
      for run in recording.runs.indices {
        steps += [.setTrackParameters(track: run + 1), .write(run: run), .synchronizeCache]
      }
      steps.append(.closeSession)
    }
    return steps + lastSteps(of: request)
  }
}

extension PlanProblem {
  init(_ problem: AudioDiscProblem) {
    self = problem == .noTracks ? .nothingToWrite : .audio(problem)
  }
}
