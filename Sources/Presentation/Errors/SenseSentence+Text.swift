extension SenseSentence {
  /// What happened, as one sentence.
  public var text: String {
    switch self {
    case .notReady: tr("The drive is not ready.")
    case .becomingReady: tr("The drive is still getting ready.")
    case .startRequired: tr("The disc does not turn yet.")
    case .needsAttention: tr("The drive needs attention: a cartridge or the tray may be stuck.")
    case .formatting: tr("The disc is still being formatted.")
    case .stillBusy: tr("The drive is still finishing the previous step.")
    case .longWrite: tr("The drive is still writing.")
    case .selfTest: tr("The drive is testing itself.")
    case .startingUp: tr("The drive is starting up.")
    case .noDisc: tr("There is no disc in the drive.")
    case .trayOpen: tr("The tray is open.")
    case .discNotPushedIn: tr("The disc is not pushed in completely.")
    case .discChanged: tr("The disc was changed.")
    case .driveReset: tr("The drive was reset.")
    case .settingsChanged: tr("The drive changed its settings by itself.")
    case .ejectPressed: tr("The eject button was pressed.")
    case .noTimeLeft: tr("The drive had no time for a command.")
    case .commandsCleared: tr("Another program or the drive cleared a command.")
    case .writingAsked: tr("Writing was allowed or forbidden at the drive.")
    case .powerChanged: tr("The drive went to sleep or woke up.")
    case .driveMessage: tr("The drive reported an event by itself.")
    case .recovered: tr("The drive mended an error by itself.")
    case .tooHot: tr("The drive reports a high temperature.")
    case .wearingOut: tr("The disc or the drive is wearing out.")
    case .calibrationsAlmostUsed:
      tr("The laser can be adjusted to this disc only a few more times.")
    case .discRecordAlmostFull: tr("The disc has little room left to note what is on it.")
    default: mediumSentence
    }
  }

  private var mediumSentence: String {
    switch self {
    case .cannotPosition: tr("The drive cannot find its place on this disc.")
    case .cannotFollowTrack: tr("The drive cannot follow the track on this disc.")
    case .badSpot: tr("The drive met a bad spot on the disc.")
    case .noSpareArea: tr("There is no spare area left on this disc.")
    case .writeNotRepaired: tr("The drive met a bad spot on the disc and could not repair it.")
    case .dataTooLate: tr("The data did not reach the drive in time.")
    case .tooManyDefects: tr("There are too many bad spots in one place of the disc.")
    case .cannotRead: tr("The drive cannot read a part of the disc.")
    case .cannotUseDisc: tr("The drive cannot do this with this kind of disc.")
    case .formattingFailed: tr("The disc could not be formatted.")
    case .erasingFailed: tr("The disc could not be erased.")
    case .cartridge: tr("The disc's cartridge is faulty.")
    case .contentsUnreadable: tr("The disc's table of contents cannot be read.")
    case .finishingFailed: tr("The disc could not be finished.")
    case .calibrationsUsed: tr("The laser cannot be adjusted to this disc any more.")
    case .calibrationFailed: tr("The laser could not be adjusted to this disc.")
    case .discRecordFull: tr("The disc has no room left to note what is on it.")
    case .notFormatted: tr("The disc is not formatted.")
    case .codesUnreadable: tr("The disc's catalogue number or a track's code cannot be read.")
    case .gapFilled: tr("The drive filled a gap in the data by itself.")
    case .discError: tr("The drive met an error on the disc.")
    default: requestSentence
    }
  }

  private var requestSentence: String {
    switch self {
    case .hardware: tr("The drive has a hardware fault.")
    case .writeProtected: tr("The disc is write protected.")
    case .blankArea: tr("Nothing is written at this place of the disc.")
    case .connection: tr("The connection to the drive is unreliable.")
    case .cable: tr("Data were damaged on the way to the drive.")
    case .doesNotFit: tr("The end of the disc was reached.")
    case .differs: tr("The disc differs from the original.")
    case .wrongAddress: tr("The drive expected the data at another place of the disc.")
    case .layerJump: tr("The drive could not go over to the disc's second layer.")
    case .notSupported: tr("The drive does not know a command that is needed.")
    case .refusedSettings: tr("The drive does not take a setting that is needed.")
    case .wrongOrder: tr("The drive does not take a command at this moment.")
    case .removalPrevented: tr("The tray is locked.")
    case .traySticks: tr("The tray could not be moved.")
    case .noResources: tr("The drive has too much to do.")
    case .wrongTrackMode: tr("The disc was begun in another way and cannot be continued like this.")
    case .copyProtected: tr("The disc is copy protected and cannot be read or copied.")
    case .wrongRegion: tr("The disc is made for drives of another region.")
    case .trackFull: tr("The track that was reserved is full.")
    case .discNotEmpty: tr("The disc is not empty.")
    case .nothingToClose: tr("There is nothing on the disc that could be closed.")
    default: tr("The drive reported an error that Spindle does not know.")
    }
  }

  /// What helps, as one sentence; nil where nothing special does.
  public var advice: String? {
    switch self {
    case .notReady, .becomingReady, .startRequired, .stillBusy, .longWrite, .selfTest, .startingUp,
      .formatting, .wrongOrder, .noResources, .noTimeLeft, .commandsCleared, .powerChanged:
      tr("Wait a moment, then try again.")
    case .needsAttention, .cartridge, .traySticks: tr("Take the disc out and look at the drive.")
    case .noDisc: tr("Insert a disc.")
    case .trayOpen: tr("Insert a disc and close the tray.")
    case .discNotPushedIn: tr("Push the disc in completely.")
    case .driveReset, .connection, .cable:
      tr("Check the cable, the USB adapter and the power supply.")
    case .tooHot: tr("Let the drive cool down and burn at a lower speed.")
    case .cannotPosition, .cannotFollowTrack, .cannotRead, .contentsUnreadable, .discError:
      tr("Clean the disc, or try it in another drive.")
    case .badSpot, .writeNotRepaired, .tooManyDefects, .calibrationFailed, .dataTooLate:
      tr("Try a lower speed, or discs of another brand.")
    case .wearingOut, .calibrationsAlmostUsed, .noSpareArea, .cannotUseDisc, .formattingFailed,
      .erasingFailed, .calibrationsUsed, .discRecordFull, .discRecordAlmostFull, .writeProtected,
      .wrongTrackMode:
      tr("Use another disc.")
    case .notFormatted: tr("Format the disc, then try again.")
    case .trackFull, .discNotEmpty: tr("Use a blank disc.")
    case .hardware: tr("Switch the drive off and on again. If that does not help, it needs repair.")
    case .removalPrevented: tr("Close the programs that use the disc.")
    case .discChanged, .settingsChanged, .ejectPressed, .recovered, .finishingFailed, .blankArea,
      .doesNotFit, .differs, .wrongAddress, .layerJump, .notSupported, .refusedSettings,
      .copyProtected, .wrongRegion, .codesUnreadable, .gapFilled, .nothingToClose, .writingAsked,
      .driveMessage, .unknown:
      nil
    }
  }
}
