extension ErrorText {
  /// Why a project cannot be opened or saved.
  public static func message(for error: ProjectFileError) -> UserMessage {
    switch error {
    case .unreadable(let path, let number):
      UserMessage(
        title: tr("The project cannot be opened"),
        explanation: tr("“%1$s” cannot be read: %2$s.", path, systemText(number)))
    case .notAProject(let path):
      UserMessage(
        title: tr("The project cannot be opened"),
        explanation: tr("“%s” is no project of Spindle.", path),
        advice: tr("To burn the file itself, drop it into the window of a data disc."))
    case .newer(let path, let version):
      UserMessage(
        title: tr("The project cannot be opened"),
        explanation: tr("“%s” was made by a newer version of Spindle.", path),
        advice: tr("Update Spindle."), details: ["version \(version)"])
    case .damaged(let path, let detail):
      UserMessage(
        title: tr("The project cannot be opened"),
        explanation: tr("“%s” is damaged.", path),
        advice: tr("Restore the file from a copy."), details: [detail])
    case .notWritable(let path, let number):
      UserMessage(
        title: tr("The project was not saved"),
        explanation: tr("“%1$s” cannot be written: %2$s.", path, systemText(number)),
        advice: tr("Save it under another name or in another folder."))
    }
  }
}
