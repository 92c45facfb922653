internal import ArgumentParser
internal import Burning
internal import CompactDisc
internal import DiscModel
internal import MMC
internal import Presentation

/// `spindlectl devices`
struct Devices: ToolCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the drives, real and virtual, and what is in them.")

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let drives = try FoundDrive.all()
    for drive in drives {
      let (state, inspection) = await drive.look()
      reporter.report(drive, state, inspection)
    }
    reporter.report(DriveEnvironment(nodes: drives.compactMap(\.node)))
    if drives.isEmpty { reporter.say(ToolText.noDrives) }
  }
}

/// `spindlectl info DRIVE`
struct Info: ToolCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell everything about a drive and the medium in it.")

  @Argument(help: "A node, an id from `devices`, or virtual:DIR.")
  var drive: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let found = try FoundDrive.find(drive)
    let inspection = try await found.inspect()
    let state = DriveState(medium: inspection.medium, trayIsOpen: inspection.trayIsOpen)
    let isProbablyBlank = await found.looksBlank(inspection.medium)
    reporter.report(found, state, inspection, isProbablyBlank: isProbablyBlank)
    guard let medium = inspection.medium else { return }
    for fact in DriveText.facts(of: medium, isProbablyBlank: isProbablyBlank) {
      reporter.say("  \(fact.label): \(fact.value)")
    }
    if let contents = await found.audioContents(of: medium) { reporter.report(contents) }
  }
}

extension FoundDrive {
  /// Asks the drive; a drive that does not answer is a state, too.
  func look() async -> (DriveState, DriveInspection?) {
    do throws(DriveError) {
      let inspection = try await reference.inspect()
      return (
        DriveState(medium: inspection.medium, trayIsOpen: inspection.trayIsOpen), inspection
      )
    } catch {
      return (DriveState(error), nil)
    }
  }

  func inspect() async throws(ToolFailure) -> DriveInspection {
    try checkMedium()
    do throws(DriveError) {
      return try await reference.inspect()
    } catch {
      throw ToolFailure(error)
    }
  }
}

extension FoundDrive {
  /// Whether nothing seems to be on a medium that cannot tell by itself.
  ///
  /// Nil for other media, and where the drive cannot be had alone, as while the disc is mounted, or does
  /// not read the disc.
  fileprivate func looksBlank(_ medium: Medium?) async -> Bool? {
    guard let medium, medium.condition == .overwritable || medium.condition == .intermediate
    else { return nil }
    let found = try? await reference.withExclusiveAccess {
      (drive) throws(DriveError) in
      try drive.isProbablyBlank(medium, isCancelled: { Task.isCancelled })
    }
    return found ?? nil
  }
}

extension FoundDrive {
  /// What a disc with music tells of itself; nil for other discs, and where the drive cannot be had
  /// alone.
  fileprivate func audioContents(of medium: Medium) async -> AudioContents? {
    guard medium.profile.family == .cd, medium.tracks.contains(where: { !$0.isData }) else {
      return nil
    }
    let contents = try? await AudioContentsReader.read(.table, from: reference)
    return contents ?? nil
  }
}

extension Reporter {
  /// The tracks of an audio disc, with the words it has for them.
  fileprivate func report(_ contents: AudioContents) {
    emit(AudioDiscEvent(contents))
    let disc = contents.text?.disc
    let title = [disc?.performer, disc?.title].compactMap(\.self).filter { !$0.isEmpty }
    if !title.isEmpty { say("  " + title.joined(separator: " – ")) }
    for track in contents.tracks where !track.isData {
      emit(TrackEvent(track, of: contents))
      let text = contents.text(ofTrack: track.number)
      let name = [text.performer, text.title].filter { !$0.isEmpty }.joined(separator: " – ")
      say(
        "  \(track.number < 10 ? " " : "")\(track.number)  \(Format.playingTime(track.blocks))"
          + (name.isEmpty ? "" : "  " + name))
    }
  }

  func report(
    _ drive: FoundDrive, _ state: DriveState, _ inspection: DriveInspection?,
    isProbablyBlank: Bool? = nil
  ) {
    var known = drive.known
    if !known.isVirtual, let identity = inspection?.identity {
      known.vendor = identity.vendor
      known.product = identity.product
    }
    let item = DriveItem(known, state: state)
    emit(
      DriveEvent(
        id: known.id, title: item.title, location: known.location, isVirtual: known.isVirtual,
        state: state.word, stateText: item.subtitle,
        reasons: [state.obstacle(at: known.location).map(ReasonField.init)].compactMap(\.self),
        vendor: inspection?.identity.vendor, product: inspection?.identity.product,
        revision: inspection?.identity.revision,
        medium: state.medium.map { MediumField($0, isProbablyBlank: isProbablyBlank) }))
    say("\(known.id)")
    say("  \(item.title): \(item.subtitle)")
  }

  /// Whether there is a real drive to work with.
  func report(_ environment: DriveEnvironment) {
    let word =
      switch environment {
      case .usable: "usable"
      case .noDrive: "noDrive"
      case .noPermission: "noPermission"
      }
    let message = ErrorText.message(for: environment)
    emit(EnvironmentEvent(state: word, text: message?.body ?? ToolText.hasDrive))
    // Each drive without permission says so itself; what helps is said once.
    if case .noPermission = environment { message?.advice.map(note) }
  }
}

extension DriveState {
  /// Why the drive could not be opened, if that is why nothing is known of it.
  fileprivate func obstacle(at location: String) -> OpeningError? {
    switch self {
    case .busy(let holders): .busy(path: location, holders: holders)
    case .notPermitted(let missing): .notPermitted(path: location, missing: missing)
    case .failed(.opening(let error)): error
    default: nil
    }
  }

  /// The state as one word.
  var word: String {
    switch self {
    case .looking: "looking"
    case .medium: "ready"
    case .noMedium: "noMedium"
    case .trayOpen: "trayOpen"
    case .working(let activity): activity.rawValue
    case .busy: "busy"
    case .notPermitted: "notPermitted"
    case .failed: "failed"
    }
  }
}
