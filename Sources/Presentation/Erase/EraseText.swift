public import Burning
internal import DiscModel

/// The ways to erase and format a disc in words.
public enum EraseText {
  /// A way in a few words, such as "Erase quickly".
  public static func title(_ choice: EraseChoice) -> String {
    let isQuick = choice.depth == .quick
    return switch choice.deed {
    case .blank where choice.medium.profile == .dvdMinusRWRestrictedOverwrite:
      isQuick ? tr("Erase quickly, for sessions") : tr("Erase everything, for sessions")
    case .blank: isQuick ? tr("Erase quickly") : tr("Erase everything")
    case .clear: isQuick ? tr("Empty quickly") : tr("Overwrite everything with zeros")
    case .restrictedOverwrite:
      isQuick ? tr("Format quickly for overwriting") : tr("Format everything for overwriting")
    case .format(nil): isQuick ? trc("a way", "Format") : tr("Format to the end")
    case .format(.usual): isQuick ? tr("Format quickly") : tr("Format and check everything")
    case .format(.nothing):
      isQuick
        ? tr("Format quickly, without spare area")
        : tr("Format and check everything, without spare area")
    case .format(.chosen(let blocks)):
      isQuick
        ? tr("Format quickly, with %s spare area", Format.size(blocks))
        : tr("Format and check everything, with %s spare area", Format.size(blocks))
    case .finishFormat: tr("Finish the format")
    case .pseudoOverwrite: tr("Format so that parts can be replaced")
    }
  }

  /// What is done, what becomes of the files, and what the disc is good for then.
  public static func explanation(_ choice: EraseChoice) -> String {
    [work(choice), contents(choice), result(choice)].compactMap(\.self).joined(separator: " ")
  }

  /// About how long it takes: "about 2 minutes".
  public static func duration(_ choice: EraseChoice) -> String {
    Format.estimate(choice.duration)
  }

  private static func work(_ choice: EraseChoice) -> String? {
    switch (choice.deed, choice.depth) {
    case (.blank, .quick): tr("Only what says where the files lie is erased.")
    case (.blank, .full): tr("The drive erases the whole disc.")
    case (.clear, .quick): tr("Zeros are written over the beginning and the end of the disc.")
    case (.clear, .full): tr("Zeros are written over the whole disc.")
    case (.restrictedOverwrite, .quick), (.format(nil), .quick):
      tr("The drive prepares the beginning; the rest follows while the disc is used.")
    case (.restrictedOverwrite, .full), (.format(nil), .full):
      tr("The drive formats the whole disc.")
    case (.format, .quick): tr("The drive notes how the disc is divided; no block is checked.")
    case (.format, .full): tr("The drive writes and checks every block of the disc.")
    case (.finishFormat, _): tr("The drive formats the rest of the disc.")
    case (.pseudoOverwrite, _):
      tr("The drive sets spare blocks aside, which replaced parts use up.")
    }
  }

  /// What becomes of the files.
  static func contents(_ choice: EraseChoice) -> String? {
    switch choice.contents {
    case .none: nil
    case .hidden: tr("The files cannot be found any more, but most of them could be recovered.")
    case .erased: tr("The files are gone for good.")
    case .uncertain: tr("The files are lost, but parts of them may still be on the disc.")
    case .kept: tr("The files stay.")
    }
  }

  private static func result(_ choice: EraseChoice) -> String? {
    if choice.allowsOneSessionOnly {
      return tr("Many drives then write the disc in one go only.")
    }
    switch choice.deed {
    case .format(.usual):
      return choice.spareBlocks.map {
        tr("%s are set aside to replace bad blocks.", Format.size($0))
      }
    case .format(.nothing):
      return tr("The disc holds more and is written faster, but nothing replaces bad blocks.")
    case .restrictedOverwrite: return tr("The disc can then be overwritten without erasing it.")
    default: return nil
    }
  }
}

extension Format {
  /// How long something will take, no finer than it can be known: "less than a minute", "about 3
  /// minutes", "about 1 h 35 min".
  public static func estimate(_ duration: Duration) -> String {
    let seconds = Int(clamping: max(0, duration.components.seconds))
    if seconds < 50 { return tr("less than a minute") }
    let minutes = (seconds + 59) / 60
    if minutes < 60 { return trn("about %s minute", "about %s minutes", minutes) }
    let rounded = (minutes + 4) / 5 * 5
    return rounded % 60 == 0
      ? trn("about %s hour", "about %s hours", rounded / 60)
      : tr("about %1$s h %2$s min", count(rounded / 60), rounded % 60)
  }
}
