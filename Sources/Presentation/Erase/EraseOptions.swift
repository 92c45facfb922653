public import Burning
internal import DiscModel
public import MMC

/// What the erase window shows of the disc in a drive, and what the user chose there.
public struct EraseOptions: Hashable, Sendable {
  /// One way, as a row of a list.
  public struct Way: Hashable, Sendable {
    public let choice: EraseChoice
    /// "Erase quickly".
    public let title: String
    /// What is done, what becomes of the files, and what the disc is good for then.
    public let explanation: String
    /// "about 2 minutes".
    public let duration: String

    init(_ choice: EraseChoice) {
      self.choice = choice
      title = EraseText.title(choice)
      explanation = EraseText.explanation(choice)
      duration = EraseText.duration(choice)
    }
  }

  /// Everything that the disc allows.
  public let choices: EraseChoices
  /// Ways to get rid of what is on the disc, the most sensible first.
  public let erasing: [Way]
  /// Ways to give the disc another format, the most sensible first.
  public let formatting: [Way]
  /// Why the disc can be neither erased nor formatted; nil if it can.
  public let problem: UserMessage?
  /// The chosen entry of ``ways``.
  public var selectedIndex = 0

  /// The options for what `inspection` found in a drive.
  public init(for inspection: DriveInspection) {
    choices = EraseChoices(for: inspection)
    erasing = choices.erasing.map(Way.init)
    formatting = choices.formatting.map(Way.init)
    problem =
      choices.all.isEmpty
      ? choices.erasingProblems.first.map(ErrorText.message(for:)) : nil
  }

  /// All rows in the order of the list; the first is what is done when the user does not choose.
  public var ways: [Way] { erasing + formatting }

  /// What was chosen; nil if nothing can be done.
  public var selected: Way? {
    ways.indices.contains(selectedIndex) ? ways[selectedIndex] : nil
  }

  /// What is on the disc now: "DVD+RW, can be overwritten, 4.7 GB".
  public var disc: String? { choices.medium.map(DriveText.medium) }

  /// The disc is new and must be formatted before it is used.
  public var isUnformatted: Bool { choices.medium?.condition == .unformatted }

  /// Nothing is on the disc as far as it can tell, so that erasing it is not needed.
  public var isBlank: Bool { choices.medium?.condition == .blank }
}
