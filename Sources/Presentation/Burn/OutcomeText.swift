public import Burning
internal import CompactDisc
internal import DiscModel
public import VirtualDrive

/// How a job ended, for the last page, the notification and the terminal.
///
/// It never claims more than was proven by reading back.
public struct OutcomeText: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Every block was read back and is right.
    case proven
    /// Written, and what was read back is right; the rest is not known.
    case written
    /// Written, but something the user must look at happened.
    case writtenWithNotes
    case cancelled
    case failed
  }

  public let kind: Kind
  public let title: String
  public let body: String
  /// Label and value, for a list.
  public let facts: [Fact]
  /// Lines for the log, in the order in which they matter.
  public let log: [String]

  /// The outcome of a job that ran to its end.
  public init(_ report: BurnReport) {
    let hasNotes = !report.changedFiles.isEmpty
    let claim = Self.claim(report)
    let isComplete = !hasNotes && report.audio?.losses.isEmpty ?? true
    kind = !isComplete ? .writtenWithNotes : report.proof == .everyBlock ? .proven : .written
    title =
      hasNotes
      ? trn(
        "Written, but %s file changed", "Written, but %s files changed", report.changedFiles.count)
      : claim.title
    let changed = report.changedFiles.prefix(3).map(ErrorText.line(for:))
    body = ([claim.sentence, ErrorText.disc(report.medium)] + changed + Self.notes(report.audio))
      .joined(separator: " ")
    facts = Self.facts(report)
    log = Self.log(report)
  }

  /// The outcome of a job that failed or was cancelled.
  ///
  /// - Parameter storage: what the system refused to the files of a virtual drive meanwhile.
  public init(_ error: BurnError, storage: VirtualDriveError? = nil) {
    let message = ErrorText.message(for: error, storage: storage)
    kind = error.code == .cancelled ? .cancelled : .failed
    title = message.title
    body = message.body
    facts = []
    log = message.details
  }

  /// The outcome of a comparison of a disc with files.
  public init(_ report: VerifyReport) {
    let count = report.differences.count
    kind = count == 0 ? .proven : .failed
    title =
      count == 0
      ? tr("The disc equals the files") : trn("%s difference", "%s differences", count)
    let compared = tr(
      "%1$s with %2$s were compared.", Format.items(report.entryCount),
      Format.size(report.comparedByteCount))
    let first = report.differences.prefix(3).map(ErrorText.line(for:))
    body = ([compared] + first).joined(separator: " ")
    facts = [
      Fact(tr("Compared"), Format.size(report.comparedByteCount)),
      Fact(tr("Altogether"), Format.duration(report.totalTime)),
    ]
    log = report.differences.map(ErrorText.line(for:))
  }

  /// The outcome of a comparison that came to no result.
  public init(_ error: VerifyError) {
    let message = ErrorText.message(for: error)
    kind = error == .cancelled ? .cancelled : .failed
    title = message.title
    body = message.body
    facts = []
    log = message.details
  }

  /// Whether everything that was to be done was done.
  public var isWritten: Bool { kind != .cancelled && kind != .failed }

  /// The name of a symbolic icon for the page.
  public var iconName: String {
    switch kind {
    case .proven: "emblem-ok-symbolic"
    case .written: "media-optical-symbolic"
    case .writtenWithNotes: "dialog-warning-symbolic"
    case .cancelled: "process-stop-symbolic"
    case .failed: "dialog-error-symbolic"
    }
  }

  private static func claim(_ report: BurnReport) -> (title: String, sentence: String) {
    switch report.proof {
    case .everyBlock:
      (
        tr("The disc is good"),
        readBack(report)
      )
    case .sample(let blocks):
      (
        tr("Written, samples are good"),
        tr(
          "%1$s of %2$s were read back and are what was sent; the rest was not checked.",
          Self.amount(blocks, in: report), Self.amount(report.blocks, in: report))
      )
    case .nothing:
      (
        tr("Written, not verified"),
        tr("Nothing was read back, so nobody knows whether the disc is good.")
      )
    }
  }

  /// That everything was read back, but for what the drive does not reach.
  private static func readBack(_ report: BurnReport) -> String {
    let amount = amount(report.blocks, in: report)
    guard let count = outOfReach(report.audio) else {
      return tr("All %s were read back and are what was sent.", amount)
    }
    return trn(
      "%1$s were read back and are what was sent, all but %2$s sample at the edge, which this drive does not reach.",
      "%1$s were read back and are what was sent, all but %2$s samples at the edge, which this drive does not reach.",
      count, amount, Format.count(count))
  }

  private static func everything(_ audio: AudioReport?) -> String {
    guard let count = outOfReach(audio) else { return tr("everything") }
    return trn("everything but %s sample", "everything but %s samples", count)
  }

  private static func outOfReach(_ audio: AudioReport?) -> Int? {
    guard let audio, audio.outOfReach > .zero else { return nil }
    return Int(audio.outOfReach.rawValue)
  }

  private static func facts(_ report: BurnReport) -> [Fact] {
    var facts = [Fact(tr("Written"), amount(report.blocks, in: report))]
    switch report.proof {
    case .everyBlock: facts.append(Fact(tr("Verified"), everything(report.audio)))
    case .sample(let blocks): facts.append(Fact(tr("Verified"), amount(blocks, in: report)))
    case .nothing: facts.append(Fact(tr("Verified"), tr("nothing")))
    }
    facts.append(Fact(tr("Writing took"), Format.duration(report.writingTime)))
    facts.append(Fact(tr("Altogether"), Format.duration(report.totalTime)))
    if let rate = report.meanRate { facts.append(Fact(tr("Mean speed"), Format.flow(rate))) }
    if let offset = report.audio?.readOffset, offset != .zero {
      facts.append(Fact(tr("The drive reads late by"), tr("%s samples", "\(offset)")))
    }
    facts.append(Fact(tr("SHA-256"), report.digest))
    return facts
  }

  /// Music is told by its time, files by their size.
  private static func amount(_ blocks: BlockCount, in report: BurnReport) -> String {
    report.audio == nil ? Format.size(blocks) : Format.playingTime(blocks)
  }

  /// What an audio disc lacks, and what nobody could read.
  private static func notes(_ audio: AudioReport?) -> [String] {
    guard let audio else { return [] }
    var notes = audio.losses.isEmpty ? [] : [ErrorText.lost(audio.losses)]
    if audio.unconfirmed.contains(.text) {
      notes.append(tr("This drive does not read CD-TEXT, so nobody knows whether it is right."))
    }
    if audio.unconfirmed.contains(where: { $0 != .text }) {
      notes.append(tr("This drive does not read the codes of the disc or its tracks."))
    }
    return notes
  }

  private static func log(_ report: BurnReport) -> [String] {
    ["\(report.blocks) blocks, sha256 \(report.digest)"]
      + report.changedFiles.map(ErrorText.line(for:))
  }
}
