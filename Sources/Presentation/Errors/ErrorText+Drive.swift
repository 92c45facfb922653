internal import CIntl
public import MMC

extension ErrorText {
  /// Why the drive did not do what it was asked.
  public static func message(for error: DriveError) -> UserMessage {
    switch error {
    case .refused(let command, let sense): refusal(sense, of: command)
    case .status(let command, let status):
      UserMessage(
        title: tr("The drive broke off a command"),
        explanation: tr("The drive ended a command without saying why."),
        advice: tr("Wait a moment, then try again."),
        details: ["\(commandName(command)): status \(hexadecimal(status.rawValue, digits: 2))h"])
    case .transport(let command, let error): transport(error, of: command)
    case .reply(let command, let error):
      UserMessage(
        title: tr("The drive's answer makes no sense"),
        explanation: tr("The drive sent an answer that does not follow the standard."),
        advice: tr("Look for newer firmware for this drive."),
        details: ["\(commandName(command)): \(describe(error))"])
    case .opening(let error): message(for: error)
    }
  }

  /// What sense data mean, for a log: "WRITE(10) 2Ah: sense 3/0C/00".
  public static func details(of sense: SenseData, command: UInt8) -> String {
    var line = "\(commandName(command)): sense \(hexadecimal(sense.key.rawValue, digits: 1))"
    line += "/\(hexadecimal(sense.asc, digits: 2))/\(hexadecimal(sense.ascq, digits: 2))"
    if let information = sense.information { line += ", information \(information)" }
    if sense.isDeferred { line += ", of an earlier command" }
    return line
  }

  /// The system's own words for an error number, in the user's language.
  static func systemText(_ errorNumber: Int32) -> String {
    guard let text = strerror(errorNumber) else { return String(errorNumber) }
    return String(cString: text)
  }

  private static func refusal(_ sense: SenseData, of command: UInt8) -> UserMessage {
    let sentence = SenseSentence(sense)
    return UserMessage(
      title: tr("The drive reported a problem"), explanation: sentence.text,
      advice: sentence.advice, details: [details(of: sense, command: command)])
  }

  private static func transport(_ error: TransportError, of command: UInt8) -> UserMessage {
    switch error {
    case .deviceVanished:
      UserMessage(
        title: tr("The drive is gone"),
        explanation: tr("The drive was unplugged or switched off."),
        advice: tr("Check the cable, the USB adapter and the power supply."),
        details: ["\(commandName(command)): device vanished"])
    case .timedOut:
      UserMessage(
        title: tr("The drive does not answer"),
        explanation: tr("The drive did not answer in time."),
        advice: tr("Switch the drive off and on again."),
        details: ["\(commandName(command)): timed out"])
    case .notPermitted:
      UserMessage(
        title: tr("No permission to command the drive"),
        explanation: tr("The system did not let a command through to the drive."),
        advice: tr(
          "Log in at the computer itself, or ask the administrator to add you to the group “cdrom”."
        ),
        details: ["\(commandName(command)): not permitted"])
    case .reset:
      UserMessage(
        title: tr("The drive was reset"),
        explanation: tr("The drive started anew while it worked."),
        advice: tr("Check the cable, the USB adapter and the power supply."),
        details: ["\(commandName(command)): reset"])
    case .transferTooLarge(let byteCount):
      UserMessage(
        title: tr("The system refused a transfer"),
        explanation: tr("The connection to the drive does not take so much data at once."),
        details: ["\(commandName(command)): \(byteCount) bytes are too many for one transfer"])
    case .failed(let number, let host):
      UserMessage(
        title: tr("The drive could not be reached"),
        explanation: tr("The system could not reach the drive: %s.", systemText(number)),
        advice: tr("Check the cable, the USB adapter and the power supply."),
        details: [
          "\(commandName(command)): errno \(number), host status \(hexadecimal(host, digits: 2))h"
        ])
    }
  }

  private static func describe(_ error: ReplyError) -> String {
    switch error {
    case .truncated(let needed, let available):
      "reply of \(available) bytes, \(needed) are needed"
    case .invalid(let field): "invalid field \(field)"
    }
  }
}
