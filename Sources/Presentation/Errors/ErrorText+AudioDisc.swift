public import Burning
public import CompactDisc
public import DiscModel

/// What keeps an audio disc from being burned, and what it lacks.
extension ErrorText {
  static func audioNeedsCD(_ profile: MediumProfile) -> UserMessage {
    UserMessage(
      title: tr("An audio CD needs a CD"),
      explanation: tr(
        "Players take audio CDs only as CD-R or CD-RW, and this is: %s.",
        DriveText.profile(profile)),
      advice: tr("Insert a blank CD-R."),
      details: ["profile \(hexadecimal(profile.rawValue, digits: 4))h"])
  }

  static var audioNeedsBlankDisc: UserMessage {
    UserMessage(
      title: tr("An audio CD needs a blank disc"),
      explanation: tr(
        "There is something on this disc already, and an audio CD is written as a whole."),
      advice: tr("Insert a blank CD-R."))
  }

  static var textNotPossible: UserMessage {
    UserMessage(
      title: tr("No room for CD-TEXT"),
      explanation: tr(
        "This disc does not tell where its lead-in begins, so CD-TEXT cannot be written on it."),
      advice: tr("Insert another disc, or burn without CD-TEXT."))
  }

  static func sessionAtOnceMissing(_ losses: [AudioDiscPlan.Compromise]) -> UserMessage {
    UserMessage(
      title: tr("This drive writes track by track only"),
      explanation: [
        tr("This drive cannot write an audio CD in one go."), losses.isEmpty ? nil : lost(losses),
      ].compactMap(\.self).joined(separator: " "),
      advice: advice(for: .burnTrackByTrack), details: losses.map(detail(of:)))
  }

  /// Why an audio disc cannot be made, as a message.
  public static func message(for problem: AudioDiscProblem) -> UserMessage {
    let isLength = if case .tooLong = problem { true } else { false }
    return UserMessage(
      title: isLength ? tr("This disc is too short") : tr("The audio CD cannot be made like this"),
      explanation: line(for: problem), advice: advice(for: problem), details: ["\(problem)"])
  }

  private static func advice(for problem: AudioDiscProblem) -> String {
    switch problem {
    case .noTracks: tr("Add some tracks.")
    case .tooManyTracks: tr("Remove some tracks.")
    case .tooLong: tr("Insert a longer disc or remove some tracks.")
    case .trackTooShort, .negativeLength, .tooManyIndices, .indexOutOfPlace:
      tr("Change or remove this track.")
    }
  }

  /// Why an audio disc cannot be made, as a sentence.
  public static func line(for problem: AudioDiscProblem) -> String {
    switch problem {
    case .noTracks: tr("There are no tracks on the disc yet.")
    case .tooManyTracks(let count):
      tr("An audio CD has room for 99 tracks, and these are %s.", Format.count(count))
    case .trackTooShort(let track, let blocks, let minimum):
      tr(
        "Track %1$s plays for %2$s; a track must play for %3$s.", track,
        Format.playingTime(blocks), Format.playingTime(minimum, rounding: .up))
    case .negativeLength(let track): tr("Track %s has no sensible length.", track)
    case .tooManyIndices(let track, let count):
      tr("Track %1$s has %2$s marks; there is room for 99.", track, Format.count(count))
    case .indexOutOfPlace(let track, let index):
      tr("Mark %2$s of track %1$s does not lie within the track.", track, index)
    case .tooLong(let required, let available):
      tr(
        "The tracks need %1$s, and the disc has room for %2$s: that is %3$s too much.",
        Format.playingTime(required, rounding: .up), Format.playingTime(available),
        excess(required - available))
    }
  }

  /// By how much music is too long: less than a second in the disc's own unit, so that it is not taken
  /// for nothing.
  private static func excess(_ blocks: BlockCount) -> String {
    blocks.rawValue < 75
      ? trn("%s sector of 1/75 s", "%s sectors of 1/75 s", Int(blocks.rawValue))
      : Format.playingTime(blocks, rounding: .up)
  }

  /// Why texts cannot go onto a disc, as a message.
  public static func message(for problem: CDTextProblem) -> UserMessage {
    let (explanation, advice) =
      switch problem {
      case .charactersMissing(let characters, _, let replacement):
        (
          tr(
            "CD-TEXT lacks some characters (%1$s); the nearest is “%2$s”.",
            characters.map { String($0) }.joined(separator: " "), replacement),
          tr("Change the text, or burn without CD-TEXT.")
        )
      case .tooLong:
        (
          tr("The titles and artists are more than CD-TEXT has room for."),
          tr("Shorten some, or burn without CD-TEXT.")
        )
      case .tooManyTracks(let count):
        (line(for: AudioDiscProblem.tooManyTracks(count)), tr("Remove some tracks."))
      }
    return UserMessage(
      title: tr("The texts do not fit on the disc"), explanation: explanation, advice: advice,
      details: ["\(problem)"])
  }

  /// What a disc that is written track by track will lack, as a sentence.
  public static func lost(_ losses: [AudioDiscPlan.Compromise]) -> String {
    var things: [String] = []
    if losses.contains(.textLeftOut) { things.append(tr("CD-TEXT")) }
    let gaps = losses.count { if case .gapChanged = $0 { true } else { false } }
    if gaps > 0 {
      things.append(
        trn(
          "the pause before %s track (it will be 2 seconds)",
          "the pauses before %s tracks (they will be 2 seconds)", gaps))
    }
    let indices = losses.count { if case .indicesLeftOut = $0 { true } else { false } }
    if indices > 0 { things.append(trn("marks in %s track", "marks in %s tracks", indices)) }
    return tr("The disc lacks: %s.", things.joined(separator: ", "))
  }

  /// A difference between a disc and what was sent, for the log.
  static func line(for difference: AudioDifference) -> String {
    switch difference {
    case .trackCount(let expected, let found): "\(found) tracks instead of \(expected)"
    case .trackStart(let track, let expected, let found):
      "track \(track) begins at \(found) instead of \(expected)"
    case .trackControl(let track, let expected, let found):
      "track \(track) is marked \(found) instead of \(expected)"
    case .leadOut(let expected, let found): "lead-out at \(found) instead of \(expected)"
    case .text: "other CD-TEXT"
    case .catalogNumber(let found): "catalogue number \(found)"
    case .recordingCode(let track, let found): "recording code of track \(track) is \(found)"
    }
  }

  static func detail(of loss: AudioDiscPlan.Compromise) -> String { "loss: \(loss)" }
}
