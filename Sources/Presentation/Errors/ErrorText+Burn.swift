public import Burning
internal import CompactDisc
internal import DiscImage
internal import DiscModel
internal import SystemPackage
public import VirtualDrive

extension ErrorText {
  /// Why a burn ended without success, what became of the disc, and what helps.
  ///
  /// - Parameter storage: what the system refused to the files of a virtual drive meanwhile.
  public static func message(
    for error: BurnError, storage: VirtualDriveError? = nil
  ) -> UserMessage {
    let message = drivesMessage(for: error)
    return error.cause == nil ? message : message.blaming(storage)
  }

  private static func drivesMessage(for error: BurnError) -> UserMessage {
    let cause = error.cause.map(message(for:))
    let code = text(for: error.code, medium: error.medium)
    let explanation = [code.explanation, cause?.explanation].compactMap { $0 }
      .joined(separator: " ")
    return UserMessage(
      title: code.title, explanation: explanation, disc: disc(error.medium),
      advice: advice(for: error, cause: cause),
      details: code.details + (cause?.details ?? []))
  }

  /// What state the disc is in, as one sentence. It says nothing about whether its contents are right.
  public static func disc(_ condition: MediumCondition) -> String {
    switch condition {
    case .untouched: tr("The disc is unchanged.")
    case .appendable(let free):
      tr(
        "The disc is not finished; other programs can add %s more.",
        Format.size(free, rounding: .down))
    case .closed: tr("The disc is finished; nothing more can be written on it.")
    case .partlyWritten(let blocks, _, isErasable: true):
      tr(
        "Only a part is on the disc (%s). It can be erased and burned again.", Format.size(blocks))
    case .partlyWritten(let blocks, _, isErasable: false):
      tr(
        "Only a part is on the disc (%s). It can be read that far; to burn everything you need another disc.",
        Format.size(blocks))
    case .overwritable: tr("The disc can be written over at any time.")
    case .partlyOverwritten(let blocks):
      tr(
        "Only a part is on the disc (%s), and what was there before is damaged. It can be burned again.",
        Format.size(blocks))
    case .partlyErased:
      tr("The disc is only partly done: erase or format it again before you use it.")
    case .beingErased: tr("The drive goes on by itself until the disc is done.")
    case .lost: tr("The disc is spoilt.")
    case .unknown: tr("Nobody knows what state the disc is in.")
    }
  }

  /// What helps, as one sentence; nil if nothing needs to be done.
  public static func advice(for recovery: BurnError.Recovery) -> String? {
    switch recovery {
    case .none: nil
    case .insertAnotherMedium: tr("Insert another disc, then try again.")
    case .retryAtLowerSpeed: tr("Try again with a new disc at a lower speed.")
    case .checkSource(let path): tr("Look at “%s”, then burn again.", path)
    case .checkConnection: tr("Check the drive and its cable, then try again.")
    case .closeOtherProgram: tr("Close other programs that use the drive, then try again.")
    case .burnTrackByTrack:
      tr("Allow that it is written track by track, or use another drive.")
    case .burnWithoutText: tr("Burn without CD-TEXT, or use another drive.")
    }
  }

  /// What helps where another disc lies in the drive than the one that was agreed to.
  static var discChanged: String { tr("Put that disc back, or begin anew with this one.") }

  private static func advice(for error: BurnError, cause: UserMessage?) -> String? {
    switch error.code {
    case .driveNotAvailable, .driveLost, .driveFailed, .writingFailed, .formattingFailed,
      .closingFailed:
      cause?.advice ?? advice(for: error.recovery)
    case .notFit(let problems):
      problems.lazy.compactMap { message(for: $0).advice }.first ?? advice(for: error.recovery)
    case .sourceFailed(let source) where !error.medium.isReusable:
      tr("Look at “%s”, then burn again on another disc.", source.path)
    case .trackFailed(_, let source) where !error.medium.isReusable:
      tr("Look at “%s”, then burn again on another disc.", source.path.string)
    case .mediumChanged: discChanged
    case .cancelled, .sourceFailed, .trackFailed, .sessionAtOnceRefused, .textRefused,
      .verificationFailed, .contentsDiffer:
      advice(for: error.recovery)
    }
  }

  private static func text(
    for code: BurnError.Code, medium: MediumCondition
  ) -> (title: String, explanation: String?, details: [String]) {
    switch code {
    case .cancelled: (tr("Burning was cancelled"), cancelled(medium), [])
    case .notFit(let problems):
      (
        tr("The disc does not suit"),
        problems.map { message(for: $0).explanation }.joined(separator: " "), []
      )
    case .mediumChanged:
      (
        tr("The disc was changed"),
        tr("Another disc lies in the drive than the one that was chosen."), []
      )
    case .driveNotAvailable:
      (tr("The drive is not available"), tr("The drive could not be claimed for burning."), [])
    case .writingFailed(let address):
      (
        tr("Writing failed"), tr("The drive stopped taking data in the middle of the disc."),
        ["write failed at block \(address)"]
      )
    case .formattingFailed:
      (tr("Formatting failed"), tr("The drive could not format the disc."), [])
    case .closingFailed:
      (
        tr("Finishing the disc failed"),
        tr("All data were written, but the drive could not finish the disc."), []
      )
    case .driveLost:
      (tr("The drive was lost"), tr("The drive stopped answering while it worked."), [])
    case .sourceFailed(let error):
      (
        tr("A file could not be burned"), message(for: error).explanation,
        message(for: error).details
      )
    case .trackFailed(let track, let error):
      (
        tr("Track %s could not be burned", track),
        line(for: error.reason, of: error.path.string),
        ["track \(track), sample \(error.position): \(error.reason)"]
      )
    case .sessionAtOnceRefused(let losses):
      (
        tr("The drive writes track by track only"),
        [
          tr("The drive would not write the audio CD in one go."),
          losses.isEmpty ? nil : lost(losses),
        ]
        .compactMap(\.self).joined(separator: " "), losses.map(detail(of:))
      )
    case .textRefused:
      (
        tr("The drive does not write CD-TEXT"),
        tr("The drive takes the disc, but not its titles and artists."), []
      )
    case .contentsDiffer(let differences):
      (
        tr("The disc's table of contents is wrong"),
        tr("What the disc tells of its tracks is not what was written."),
        differences.map(line(for:))
      )
    case .verificationFailed(let mismatches):
      (tr("The disc is not good"), verification(mismatches), mismatches.map(line(for:)))
    case .driveFailed:
      (tr("The drive failed"), tr("A command that burning needs failed."), [])
    }
  }

  private static func cancelled(_ medium: MediumCondition) -> String {
    switch medium {
    case .untouched: tr("You cancelled before anything was written.")
    case .appendable, .closed, .overwritable:
      tr("Everything was written, but it was not checked to the end.")
    case .partlyWritten, .partlyOverwritten, .lost, .unknown, .partlyErased, .beingErased:
      tr("You cancelled while the disc was being written.")
    }
  }

  private static func verification(_ mismatches: [Mismatch]) -> String {
    let files = Set(mismatches.flatMap(\.paths)).sorted()
    let start = tr("What was read back is not what was written.")
    let structures = mismatches.contains { $0.paths.isEmpty }
    guard let first = files.first else {
      return structures ? start + " " + tr("The disc's directories are damaged.") : start
    }
    let named =
      files.count == 1
      ? tr("“%s” is damaged.", first)
      : trn(
        "“%1$s” and %2$s other file are damaged.", "“%1$s” and %2$s other files are damaged.",
        files.count - 1, first, Format.count(files.count - 1))
    return start + " " + named
  }

  /// A mismatch for the log: "blocks 320…351 differ: /a.txt".
  static func line(for mismatch: Mismatch) -> String {
    let last = Int64(mismatch.start.rawValue) + mismatch.blocks.rawValue - 1
    let what =
      switch mismatch.reason {
      case .different: "differ"
      case .unreadable: "cannot be read"
      }
    let paths = mismatch.paths.isEmpty ? "directories" : mismatch.paths.joined(separator: ", ")
    return "blocks \(mismatch.start)…\(last) \(what): \(paths)"
  }
}
