public import Burning
internal import DiscModel
public import VirtualDrive

extension OutcomeText {
  /// The outcome of erasing or formatting, with what can be done next.
  public init(_ report: EraseReport) {
    kind = .proven
    title = report.choice.isFormat ? tr("The disc is formatted") : tr("The disc is empty")
    body = Self.proof(report) + " " + Self.next(report)
    facts = [
      Fact(tr("Disc"), DriveText.medium(report.medium)),
      Fact(tr("Altogether"), Format.duration(report.totalTime)),
    ]
    log = []
  }

  /// The outcome of erasing that failed or was cancelled.
  public init(_ error: EraseError, storage: VirtualDriveError? = nil) {
    let message = ErrorText.message(for: error, storage: storage)
    kind = error.code == .cancelled ? .cancelled : .failed
    title = message.title
    body = message.body
    facts = []
    log = message.details
  }

  private static func proof(_ report: EraseReport) -> String {
    switch report.proof {
    case .blank: tr("The drive calls it blank, and nothing on it can be read.")
    case .formatted(let blocks): tr("The disc says that it holds %s.", Format.size(blocks))
    case .allAreZeros(let blocks):
      tr("All %s were read, and nothing is there.", Format.size(blocks))
    case .endsAreZeros(let blocks):
      tr("%s at its beginning and its end were read, and nothing is there.", Format.size(blocks))
    }
  }

  private static func next(_ report: EraseReport) -> String {
    switch report.medium.details.backgroundFormat {
    case .running:
      tr("It can be burned now; the drive formats the rest while nothing else is to do.")
    default: tr("It can be burned now.")
    }
  }
}
