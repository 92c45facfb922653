public import DiscImage

extension ErrorText {
  /// Why a file could not be read as it was measured.
  public static func message(for error: ImageStreamError) -> UserMessage {
    UserMessage(
      title: tr("A file changed"), explanation: changed(error.reason, path: error.path),
      advice: tr("Look at “%s”, then burn again.", error.path),
      details: [details(of: error.reason, path: error.path)])
  }

  /// A file that changed and was made to fit, as a line of the report.
  public static func line(for file: ChangedFile) -> String {
    let what = changed(file.reason, path: file.path)
    switch file.reason {
    case .vanished, .unreadable, .shrank:
      return what + " " + tr("What is missing was filled with zeros.")
    case .grew: return what + " " + tr("Only its beginning is on the disc.")
    case .modified: return what + " " + tr("The disc may hold a mixture of old and new.")
    }
  }

  /// A note about the user's files: a heading by its kind and what happens to this one.
  public static func message(for issue: StagingIssue) -> UserMessage {
    UserMessage(
      title: IssueTopic(issue.kind).title, explanation: line(for: issue),
      details: details(of: issue))
  }

  /// What happens to a file, as a line of a list.
  public static func line(for issue: StagingIssue) -> String {
    let path = issue.path
    switch issue.kind {
    case .nameNotUTF8(let shown):
      return tr("The name of “%1$s” is not valid text; the disc gets “%2$s”.", path, shown)
    case .specialFile(let kind):
      return tr("“%1$s” is left out: it is %2$s and has no contents.", path, name(kind))
    case .unreadable(let number):
      return tr("“%1$s” is left out: it cannot be read (%2$s).", path, systemText(number))
    case .brokenLink(let target):
      return tr("“%1$s” points to “%2$s”, which does not exist.", path, target)
    case .circularLink(let target):
      return tr("“%1$s” points to “%2$s”, which leads in a circle.", path, target)
    case .targetNotUTF8(let shown):
      return tr(
        "What “%1$s” points to is not valid text; on the disc it points to “%2$s”.", path, shown)
    case .loop: return tr("“%s” is left out: the folder contains itself.", path)
    case .vanished: return tr("“%s” is left out: it was deleted meanwhile.", path)
    case .missing: return tr("“%s” belongs to the project, but is not there.", path)
    case .renamed(let systems, let name) where path == "/":
      return tr(
        "The disc is called “%1$s” where it is read as %2$s.", name, self.name(systems))
    case .renamed(let systems, let name):
      return tr(
        "“%1$s” is called “%2$s” where the disc is read as %3$s.", path, name, self.name(systems))
    case .nameTaken(let newName):
      return tr("“%s” got this name because its own was taken in the folder.", newName)
    case .nameCutByLinux(let shown):
      return tr(
        "Linux shows “%1$s” as “%2$s”, since its name has more than 253 bytes.", path, shown)
    case .leftOut(let systems):
      return tr(
        "“%1$s” cannot be seen where the disc is read as %2$s, which knows no links.", path,
        name(systems))
    }
  }

  private static func details(of issue: StagingIssue) -> [String] {
    if case .unreadable(let number) = issue.kind { ["\(issue.path): errno \(number)"] } else { [] }
  }

  /// File systems by the names a user may have met.
  public static func name(_ systems: FileSystemSet) -> String {
    var names: [String] = []
    if systems.contains(.iso9660) { names.append("ISO 9660") }
    if systems.contains(.rockRidge) { names.append("Rock Ridge") }
    if systems.contains(.joliet) { names.append("Joliet") }
    return names.joined(separator: ", ")
  }

  private static func name(_ kind: StagingIssue.SpecialFile) -> String {
    switch kind {
    case .socket: tr("a socket")
    case .pipe: tr("a pipe")
    case .characterDevice, .blockDevice: tr("a device")
    }
  }

  private static func changed(_ reason: ImageStreamError.Reason, path: String) -> String {
    switch reason {
    case .vanished: tr("“%s” is no longer there.", path)
    case .shrank(let expected, let found):
      tr(
        "“%1$s” became smaller while it was burned: %2$s instead of %3$s.", path,
        size(found, besides: expected), size(expected, besides: found))
    case .grew(let expected, let found):
      tr(
        "“%1$s” became larger while it was burned: %2$s instead of %3$s.", path,
        size(found, besides: expected), size(expected, besides: found))
    case .modified: tr("“%s” was changed while it was burned.", path)
    case .unreadable(let number):
      tr("“%1$s” could not be read: %2$s.", path, systemText(number))
    }
  }

  /// A size as ever; to the byte where it would otherwise read like the one it is told apart from.
  private static func size(_ byteCount: UInt64, besides other: UInt64) -> String {
    let text = Format.size(byteCount)
    guard text == Format.size(other) else { return text }
    return trn("%s byte", "%s bytes", Int(clamping: byteCount))
  }

  static func details(of reason: ImageStreamError.Reason, path: String) -> String {
    switch reason {
    case .vanished: "\(path): vanished"
    case .shrank(let expected, let found): "\(path): shrank from \(expected) to \(found) bytes"
    case .grew(let expected, let found): "\(path): grew from \(expected) to \(found) bytes"
    case .modified: "\(path): modified"
    case .unreadable(let number): "\(path): errno \(number)"
    }
  }
}

extension ErrorText {
  /// Why a name or a place in the project is refused.
  public static func message(for error: StagingError) -> UserMessage {
    UserMessage(title: tr("That is not possible"), explanation: text(for: error))
  }

  /// Why no image can be made of the files.
  public static func message(for error: ImagePlanError) -> UserMessage {
    switch error {
    case .tooManyFolders(let count):
      UserMessage(
        title: tr("Too many folders"),
        explanation: tr(
          "There are %s folders; the disc's file system cannot number so many.",
          Format.count(count)),
        advice: tr("Pack some of the folders into archives."))
    case .tooLarge(let blocks):
      UserMessage(
        title: tr("Too large"),
        explanation: tr("The files need %s, more than any disc can hold.", Format.size(blocks)),
        advice: tr("Remove some files."))
    }
  }

  /// Why an image was not written to a file or a pipe. Nothing is left of the file then.
  public static func message(for error: ImageFileError) -> UserMessage {
    switch error {
    case .cancelled:
      UserMessage(
        title: tr("Cancelled"), explanation: tr("The image was not finished; its file is removed."))
    case .source(let error): message(for: error)
    case .cannotCreate(let number):
      UserMessage(
        title: tr("The image's file cannot be made"),
        explanation: tr("The system does not let the file be made: %s.", systemText(number)),
        advice: tr("Choose another place."), details: ["errno \(number)"])
    case .cannotWrite(let number):
      UserMessage(
        title: tr("The image could not be written"),
        explanation: tr("The system broke off writing the image: %s.", systemText(number)),
        advice: tr("Look for free space at its place."), details: ["errno \(number)"])
    }
  }

  private static func text(for error: StagingError) -> String {
    switch error {
    case .nameEmpty: tr("A name needs at least one character.")
    case .nameContainsSlash: tr("A name cannot contain a slash (/).")
    case .nameReserved(let name): tr("“%s” means something else and cannot be a name.", name)
    case .nameTaken(let name): tr("There is something called “%s” already.", name)
    case .nameTooLong(let count):
      tr("The name is too long: it takes %1$s bytes, and %2$s is the most.", count, 255)
    case .folderIntoItself: tr("A folder cannot be put into itself.")
    }
  }
}
