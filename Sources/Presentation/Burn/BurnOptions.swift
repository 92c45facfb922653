public import Burning
public import DiscImage
public import DiscModel

/// What the burn sheet shows and what the user chose there.
public struct BurnOptions: Hashable, Sendable {
  /// An entry of the speed list.
  public struct Speed: Hashable, Sendable {
    /// The speed; nil for the drive's fastest.
    public var rate: TransferRate?
    public var label: String
  }

  /// An entry of a list of choices, with a sentence that explains it.
  public struct Choice<Value: Hashable & Sendable>: Hashable, Sendable {
    public var value: Value
    public var label: String
    public var explanation: String
  }

  /// What is burned, as far as the choices depend on it.
  public enum Content: Hashable, Sendable {
    case files
    /// Tracks; whether their titles and artists have room in CD-TEXT.
    case music(textFits: Bool)
  }

  public let content: Content
  /// The fastest first, before it "Automatic". Only that one if the drive does not tell its speeds.
  public let speeds: [Speed]
  /// The chosen entry of ``speeds``.
  public var speedIndex = 0
  public var verification: BurnRequest.Verification = .full
  public var ejectsAfterwards = false
  /// Another session can follow later.
  public var keepsAppendable = false
  public var changedFiles: ChangedFilePolicy = .stop
  /// Titles and artists come onto an audio disc.
  public var writesText: Bool
  /// A drive that cannot write an audio disc in one go may write it track by track, though the disc
  /// then lacks something.
  public var acceptsLosses = false

  /// The options that `medium` allows, all at their defaults.
  public init(for medium: Medium?, content: Content = .files) {
    self.content = content
    writesText = content == .music(textFits: true)
    let family = medium?.profile.family
    let rates = Set(medium?.writeRates ?? []).sorted(by: >)
    speeds =
      [Speed(rate: nil, label: tr("Automatic"))]
      + rates.map { Speed(rate: $0, label: Format.speed($0, of: family)) }
    let isOverwritten = medium?.condition == .overwritable || medium?.condition == .intermediate
    let profile = medium?.profile ?? .none
    offersAppendable =
      !profile.isOverwritable && profile.physicalType != .dvdMinusRDualLayer
    warning =
      isOverwritten
      ? tr("What is on this %s now will be overwritten.", DriveText.profile(profile)) : nil
  }

  /// Whether more can be added to the disc later, so that there is a choice.
  public let offersAppendable: Bool
  /// What the disc loses, to be said before it is burned; nil if nothing.
  public let warning: String?

  /// Chooses the fastest speed that is not above `rate`, or the slowest there is.
  public mutating func selectSpeed(atMost rate: TransferRate) {
    guard speeds.count > 1 else { return }
    let index = speeds.firstIndex { speed in speed.rate.map { $0 <= rate } ?? false }
    speedIndex = index ?? speeds.count - 1
  }

  /// How much is read back, with what each choice costs and proves.
  public var verifications: [Choice<BurnRequest.Verification>] {
    BurnRequest.Verification.allCases.map { value in
      Choice(value: value, label: Self.label(of: value), explanation: explanation(of: value))
    }
  }

  /// What happens to a file that changes while the disc is burned.
  public static var changedFilePolicies: [Choice<ChangedFilePolicy>] {
    [
      Choice(
        value: .stop, label: tr("Stop burning"),
        explanation: tr("The disc is then incomplete, but never holds a damaged file unnoticed.")),
      Choice(
        value: .padAndReport, label: tr("Go on and tell me"),
        explanation: tr("The file is made to fit, and the report names it.")),
    ]
  }

  /// What the sheet says about keeping the disc open.
  public var appendableExplanation: String {
    keepsAppendable
      ? tr(
        "Other programs can add more later, Spindle cannot yet. Some players do not read such a disc."
      )
      : tr("The disc is finished, so that every player reads it.")
  }

  /// Whether the user can choose that titles and artists come onto the disc.
  public var mayWriteText: Bool { content == .music(textFits: true) }

  /// What the sheet says about titles and artists.
  public var textExplanation: String {
    guard mayWriteText else {
      return tr("The titles and artists are more than CD-TEXT has room for.")
    }
    return writesText
      ? tr("Players that know CD-TEXT show titles and artists.")
      : tr("Players show the numbers of the tracks only.")
  }

  /// What the sheet says about writing track by track.
  public static var lossesExplanation: String {
    tr(
      "Only if the drive cannot write in one go: all gaps are then 2 seconds, and there are no titles."
    )
  }

  /// Takes over the choices of another time, as far as they are possible now.
  public mutating func take(_ last: BurnOptions) {
    verification = last.verification
    ejectsAfterwards = last.ejectsAfterwards
    if content == .files, last.content == .files {
      keepsAppendable = last.keepsAppendable
      changedFiles = last.changedFiles
    } else if content != .files, last.mayWriteText {
      writesText = mayWriteText && last.writesText
      acceptsLosses = last.acceptsLosses
    }
    if let rate = last.speeds[last.speedIndex].rate { selectSpeed(atMost: rate) }
  }

  /// The chosen speed; nil for the drive's fastest.
  public var rate: TransferRate? {
    speeds.indices.contains(speedIndex) ? speeds[speedIndex].rate : nil
  }

  /// What the engine is to do for `layout`.
  public func request(for layout: ImageLayout) -> BurnRequest {
    BurnRequest(
      layout: layout, verification: verification, rate: rate,
      sessionEnd: keepsAppendable && offersAppendable ? .appendable : .closed,
      ejectsAfterwards: ejectsAfterwards,
      changedFiles: changedFiles)
  }

  /// What the engine is to do for an audio disc.
  public func request(for content: AudioContent) -> BurnRequest {
    var content = content
    content.acceptsLosses = acceptsLosses
    return BurnRequest(
      .audio(content), verification: verification, rate: rate, ejectsAfterwards: ejectsAfterwards)
  }

  private static func label(of verification: BurnRequest.Verification) -> String {
    switch verification {
    case .full: tr("Everything")
    case .quick: tr("Samples")
    case .none: tr("Nothing")
    }
  }

  private func explanation(of verification: BurnRequest.Verification) -> String {
    switch verification {
    case .full: tr("The whole disc is read back and compared. Takes about as long as writing.")
    case .quick where content != .files:
      tr("Samples of the tracks are read back. Takes a few minutes at most.")
    case .quick:
      tr("Directories and samples of the files are read back. Takes a few minutes at most.")
    case .none: tr("The disc is not read back, so nobody knows whether it is good.")
    }
  }
}
