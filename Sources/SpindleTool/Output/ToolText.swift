internal import Burning
internal import DiscModel
internal import Presentation

/// What only the terminal says; everything else is in the words that the window uses, too.
enum ToolText {
  static var cancelled: UserMessage {
    UserMessage(title: tr("Cancelled"), explanation: tr("Nothing was changed."))
  }

  /// The tray was told to close, and nobody waits for the disc any longer.
  static var loadingCancelled: UserMessage {
    UserMessage(
      title: tr("Cancelled"),
      explanation: tr("The drive closes the tray and takes up the disc alone."))
  }

  static func usage(_ message: String) -> UserMessage {
    UserMessage(title: tr("Not understood"), explanation: message)
  }

  static func unknownDrive(_ argument: String) -> UserMessage {
    UserMessage(
      title: tr("The drive is not there"), explanation: tr("There is no drive “%s”.", argument),
      advice: tr("See which there are with: spindlectl devices"))
  }

  static func driveWithoutPrefix(_ folder: String) -> UserMessage {
    UserMessage(
      title: tr("The drive is not there"),
      explanation: tr("“%s” is the folder of a virtual drive.", folder),
      advice: tr("Name the drive as virtual:%s.", folder))
  }

  /// A drive was made with other peculiarities than those that are asked for.
  static func quirksKept(_ folder: String) -> UserMessage {
    UserMessage(
      title: tr("The drive is there already"),
      explanation: tr("The virtual drive in “%s” has other peculiarities, which stay.", folder),
      advice: tr("Leave out --quirk, or add a new drive in another folder."))
  }

  static func notListed(_ folder: String) -> UserMessage {
    UserMessage(
      title: tr("The drive is not there"),
      explanation: tr("No virtual drive in “%s” is on the list.", folder),
      advice: tr("See which there are with: spindlectl devices"))
  }

  static var readerGone: UserMessage {
    UserMessage(
      title: tr("The image could not be written"),
      explanation: tr("The program that reads it ended before it had everything."))
  }

  static func sourceNotFound(_ path: String) -> UserMessage {
    UserMessage(
      title: tr("A file was not found"), explanation: tr("There is no “%s”.", path),
      advice: tr("Check the path."))
  }

  static func notVirtual(_ location: String) -> UserMessage {
    UserMessage(
      title: tr("Not a virtual drive"),
      explanation: tr("“%s” is a real drive; this works with virtual drives alone.", location),
      advice: tr("Name a virtual drive as virtual:DIR."))
  }

  static func different(_ count: Int) -> UserMessage {
    UserMessage(
      title: tr("The disc does not equal the files"),
      explanation: trn("%s difference was found.", "%s differences were found.", count))
  }

  static func simplifiedNames(_ count: Int) -> String {
    trn(
      "%s name is simplified for systems that know plain ISO 9660 alone.",
      "%s names are simplified for systems that know plain ISO 9660 alone.", count)
  }

  static func linksLeftOut(_ count: Int) -> String {
    trn(
      "%s link cannot be seen where the disc is read as Joliet, as on Windows.",
      "%s links cannot be seen where the disc is read as Joliet, as on Windows.", count)
  }

  static func comparing(_ snapshot: BurnSnapshot) -> String {
    tr(
      "Comparing: %1$s of %2$s", Format.size(snapshot.doneBlocks),
      Format.size(snapshot.totalBlocks))
  }

  static func scanning(_ count: Int) -> String {
    tr("Reading folders: %s", Format.items(count))
  }

  static func writingImage(_ done: BlockCount, of total: BlockCount) -> String {
    tr("Writing the image: %1$s of %2$s", Format.size(done), Format.size(total))
  }

  static func imageWritten(_ path: String, _ blocks: BlockCount) -> String {
    tr("%1$s: %2$s", path, Format.size(blocks))
  }

  static func driveAdded(_ id: String) -> String { tr("Added: %s", id) }

  static func nameKept(_ name: String) -> String {
    tr("There is a drive already; it keeps its name “%s”.", name)
  }

  static func driveRemoved(_ folder: String) -> String {
    tr("Removed from the list; its folder and discs are still in %s.", folder)
  }

  static func mediumInserted(_ folder: String) -> String {
    tr("A blank disc is in the drive; it is kept in %s.", folder)
  }

  static func mediumExported(_ path: String) -> String { tr("The disc's image is %s.", path) }

  static func notDecodable(_ count: Int) -> String {
    trn("%s file cannot be burned", "%s files cannot be burned", count)
  }

  static func audioDisc(_ tracks: Int, _ blocks: BlockCount) -> String {
    tr("%1$s, %2$s", trn("%s track", "%s tracks", tracks), Format.playingTime(blocks))
  }

  static var acceptLossesAdvice: String { tr("Allow it with: --accept-losses") }
  static var noTextAdvice: String { tr("Burn without them with: --no-cd-text") }

  static var noDrives: String {
    tr("There are no drives. Add a virtual one with: spindlectl drive add DIR")
  }

  static var unmountAdvice: String { tr("Let it be unmounted with: --unmount") }
  static var hasDrive: String { tr("This computer has a disc drive.") }

  static var dryRun: String { tr("This can be burned. Nothing was done.") }
  static func erasing(_ choice: EraseChoice) -> String {
    tr("%1$s, %2$s", EraseText.title(choice), EraseText.duration(choice))
  }

  static var eraseDryRun: String { tr("This can be erased. Nothing was done.") }
  static var formatDryRun: String { tr("This can be formatted. Nothing was done.") }
  static var eraseFully: String { tr("Do it in full with: --full") }
  static var ejected: String { tr("The tray is open.") }
  static var loaded: String { tr("The disc is ready.") }
}
