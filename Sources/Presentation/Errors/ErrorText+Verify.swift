public import Burning
public import DiscImage

extension ErrorText {
  /// Why a comparison of a disc with files came to no result.
  public static func message(for error: VerifyError) -> UserMessage {
    switch error {
    case .cancelled:
      UserMessage(
        title: tr("The comparison was cancelled"),
        explanation: tr("The disc was not compared to the end, so nothing is known about the rest.")
      )
    case .driveNotAvailable(let cause):
      refined(tr("The drive is not available"), message(for: cause))
    case .noMedium: message(for: PlanProblem.noMedium).with(advice: tr("Insert a disc."))
    case .nothingOnDisc:
      UserMessage(
        title: tr("Nothing on the disc"), explanation: tr("There are no files on this disc."))
    case .tracksUnknown:
      UserMessage(
        title: tr("The drive does not tell what is on the disc"),
        explanation: tr(
          "It cannot say which tracks the disc has, so it is not known whether files are on it."),
        advice: tr("Try another drive."))
    case .volume(let fault):
      UserMessage(
        title: tr("The disc's directories cannot be understood"),
        explanation: fault.reason == .noVolume
          ? tr("The disc has no file system that Spindle can read.")
          : tr("The disc's directories are damaged."),
        details: ["\(fault.reason) at block \(fault.address)"])
    case .unreadable(let address, let cause):
      refined(
        tr("The disc's directories cannot be read"), message(for: cause),
        details: ["block \(address)"])
    case .drive(let cause): message(for: cause)
    }
  }

  /// What differs between a disc and the files, as a line of a list.
  public static func line(for difference: SessionDifference) -> String {
    let path = difference.path
    switch difference.kind {
    case .missing: return tr("“%s” is missing on the disc.", path)
    case .extra: return tr("“%s” is on the disc alone.", path)
    case .kind(let expected, let found):
      return tr("“%1$s” is %2$s on the disc instead of %3$s.", path, name(found), name(expected))
    case .size(let expected, let found):
      return tr(
        "“%1$s” has %2$s bytes on the disc instead of %3$s.", path,
        Format.count(Int(clamping: found)),
        Format.count(Int(clamping: expected)))
    case .content(let offset):
      return tr(
        "“%1$s” has other contents on the disc, from byte %2$s on.", path,
        Format.count(Int(clamping: offset)))
    case .unreadableOnDisc(let address):
      return tr("“%1$s” cannot be read from the disc (block %2$s).", path, address)
    case .unreadableSource(let number):
      return tr("“%1$s” cannot be read on the computer: %2$s.", path, systemText(number))
    case .linkTarget(let expected, let found):
      return tr("“%1$s” points to “%2$s” on the disc instead of “%3$s”.", path, found, expected)
    case .mode(let expected, let found):
      return tr(
        "“%1$s” has the permissions %2$s on the disc instead of %3$s.", path,
        Format.mode(found), Format.mode(expected))
    case .modificationTime: return tr("“%s” has another time of change on the disc.", path)
    }
  }

  private static func name(_ kind: VolumeTree.Kind) -> String {
    switch kind {
    case .folder: tr("a folder")
    case .file: tr("a file")
    case .symbolicLink: tr("a link")
    case .special: tr("a device")
    }
  }

  private static func refined(
    _ title: String, _ cause: UserMessage, details: [String] = []
  ) -> UserMessage {
    UserMessage(
      title: title, explanation: cause.explanation, advice: cause.advice,
      details: details + cause.details)
  }
}

extension UserMessage {
  /// The same with other words on what helps.
  func with(advice: String) -> Self {
    var copy = self
    copy.advice = advice
    return copy
  }
}
