/// A peculiarity that real drives have been seen with, and that a virtual one can be given.
///
/// The words are those of `drive.json` and of `spindlectl drive add --quirk`. What is not here of the
/// drives they were seen with: that TEST UNIT READY tells a progress that is none, and that the track to
/// be written of a closed disc is refused (5/24/00), as this drive does anyway.
public enum VirtualDriveQuirk: String, Hashable, Sendable, Codable, CaseIterable {
  /// A blank CD begins at address −150 for READ TRACK INFORMATION.
  case blankAddressMinus150 = "blank-address-minus-150"
  /// READ TRACK INFORMATION of a CD is refused until page 05h was selected (5/24/00).
  case trackInformationWantsPage = "track-information-wants-page"
  /// Media without ATIP have one that makes no sense.
  case atipEverywhere = "atip-everywhere"
  /// The ATIP is all zeros.
  case atipZero = "atip-zero"
  /// The times of the ATIP are in BCD.
  case atipBCD = "atip-bcd"
  /// The ATIP is two bytes long.
  case atipShort = "atip-short"
  /// CLOSE TRACK of a CD is refused (5/24/00).
  case closeTrackFails = "close-track-fails"
  /// CLOSE TRACK of a CD is refused in a test write.
  case closeTrackFailsInTest = "close-track-fails-in-test"
  /// TEST UNIT READY is good while the medium spins up.
  case readyLies = "ready-lies"
  /// After a tray that was closed at once the drive says that it is empty, then that it is not ready,
  /// and once that the disc is closed, whatever it is.
  case immediateLoadLies = "immediate-load-lies"
  /// START UNIT that ended at once keeps the tray shut for three seconds (2/04/01); one that does not
  /// waits for that.
  case startBlocksEject = "start-blocks-eject"
  /// Opening the tray is answered with 2/04/07 three times first.
  case ejectBusy = "eject-busy"
  /// Asking twice for the capacity of a buffer that is not full jams a DVD-R: busy for ever.
  case bufferCapacityJams = "buffer-capacity-jams"
  /// The capacity of the buffer is that of two seconds ago.
  case bufferCapacityLags = "buffer-capacity-lags"
  /// The buffer is told to be empty, full as it is.
  case bufferAlwaysFree = "buffer-always-free"
  /// When a long operation is done, two more commands are answered with 2/04/07, but not TEST UNIT
  /// READY.
  case busyAfterReady = "busy-after-ready"
  /// After SYNCHRONIZE CACHE that ended at once the drive calls itself ready though it writes on, and
  /// closing is refused until all is written.
  case synchronizeLies = "synchronize-lies"
  /// Each CLOSE TRACK/SESSION is answered with 2/04/07 five times first.
  case closeBusy = "close-busy"
  /// The link sizes of feature 0021h make no sense.
  case linkSizeGarbage = "link-size-garbage"
  /// Page 05h of DVD-R wants track mode 5 and packets of 16 blocks, also for a disc at once.
  case strictPage = "strict-page"
  /// Page 05h tells an unknown data block type.
  case unknownBlockType = "unknown-block-type"
  /// SEND OPC INFORMATION is refused with 5/30/02.
  case calibrationIncompatible = "calibration-incompatible"
  /// READ TOC, READ TRACK INFORMATION, READ SUB-CHANNEL, MECHANISM STATUS and GET CONFIGURATION tell 32
  /// bytes more than there are.
  case bogusLengths = "bogus-lengths"
  /// MODE SENSE tells two bytes more than there are.
  case modeLengthWrong = "mode-length-wrong"
  /// MODE SENSE tells two bytes less than there are.
  case modeLengthShort = "mode-length-short"
  /// Page 2Ah ends behind the speed of writing: 18 bytes, as before MMC-3.
  case shortCapabilities = "short-capabilities"
  /// MODE SENSE sends a block descriptor that nobody asked for.
  case blockDescriptor = "block-descriptor"
  /// The length of the full list of contents is three bytes too large.
  case tocLengthOff = "toc-length-off"
  /// The full list of contents and the ATIP stall the bus.
  case tocStalls = "toc-stalls"
  /// MODE SENSE for less than 30 bytes stalls the bus.
  case shortModesStall = "short-modes-stall"
  /// GET PERFORMANCE does not tell the speed of the moment (5/24/00).
  case noCurrentSpeed = "no-current-speed"
  /// GET PERFORMANCE tells that it is the single speed of a CD at the moment, whatever it is.
  case irrelevantSpeed = "irrelevant-speed"
  /// GET PERFORMANCE knows one speed, the current one, however many are asked for, none included.
  case oneSpeed = "one-speed"
  /// GET PERFORMANCE tells at every other time that there are a thousand descriptors more.
  case varyingSpeeds = "varying-speeds"
  /// GET PERFORMANCE has nothing to tell.
  case noSpeeds = "no-speeds"
  /// Page 2Ah lists speeds of 0.
  case speedsZero = "speeds-zero"
  /// Page 2Ah lists speeds of a CD for a DVD.
  case speedsOfCompactDisc = "speeds-of-cd"
  /// SET STREAMING fails (5/24/00).
  case streamingFails = "streaming-fails"
  /// SET STREAMING refuses the last address FFFFFFFFh (5/26/00).
  case streamingWantsEnd = "streaming-wants-end"
  /// SET STREAMING fails for DVD+RW (5/21/00).
  case streamingOutOfRange = "streaming-out-of-range"
  /// The speed that was set outlives the medium.
  case speedSurvives = "speed-survives"
  /// SET CD SPEED refuses what is not a speed of the drive (5/24/00).
  case speedNotRounded = "speed-not-rounded"
  /// SEND OPC INFORMATION is unknown (5/20/00).
  case calibrationUnknown = "calibration-unknown"
  /// SEND OPC INFORMATION calls the medium write protected (5/27/00).
  case calibrationProtected = "calibration-protected"
  /// SEND OPC INFORMATION is out of sequence (5/2C/00).
  case calibrationOutOfSequence = "calibration-out-of-sequence"
  /// SEND OPC INFORMATION is answered with a unit attention (6/5A/03).
  case calibrationAttention = "calibration-attention"
  /// The first WRITE at address 0 is answered with 2/04/01 for 20 s, and so is the one that comes to the
  /// second layer of a DVD.
  case firstWriteBusy = "first-write-busy"
  /// The sense of long operations tells no progress.
  case noProgress = "no-progress"
  /// CLOSE TRACK/SESSION knows no function 6 (5/24/00).
  case noFunction6 = "no-function-6"
  /// A DVD-RW that was blanked minimally takes a disc at once alone.
  case minimalBlankOnceOnly = "minimal-blank-once-only"
  /// CD-RW and DVD-RW are blanked in full alone (5/24/00).
  case noMinimalBlank = "no-minimal-blank"
  /// BD-RE is not formatted with quick certification (5/26/00).
  case noQuickCertification = "no-quick-certification"
  /// Formatting a DVD-RAM without certification changes nothing.
  case uncertifiedIgnored = "uncertified-ignored"
  /// Streaming writes of less than 64 KiB to BD-RE store junk.
  case shortStreamsCorrupt = "short-streams-corrupt"
  /// A BD-R that is formatted and empty calls itself blank.
  case formattedIsBlank = "formatted-is-blank"
  /// A BD-R takes three sessions at most.
  case fewSessions = "few-sessions"
  /// The media event never goes away.
  case endlessEvents = "endless-events"
  /// Every 50th WRITE is refused once (5/24/00).
  case sporadicRefusal = "sporadic-refusal"
  /// READ CAPACITY tells the medium before, once.
  case staleCapacity = "stale-capacity"
  /// READ CAPACITY does not count the run-out of a track at once.
  case exactCapacity = "exact-capacity"
  /// GET CONFIGURATION is unknown (5/20/00).
  case noConfiguration = "no-configuration"
  /// A CD has no profile.
  case noProfileOfCompactDisc = "no-profile-of-cd"
  /// The times of the full list of contents are in BCD.
  case tocBCD = "toc-bcd"
  /// The list of contents of a DVD-R has two tracks, whatever is on it.
  case tocOfTwoTracks = "toc-of-two-tracks"
  /// READ TRACK INFORMATION tells tracks of no size.
  case trackSizeZero = "track-size-zero"
  /// While a session is closed, the drive says 6/2E/00.
  case closingAttention = "closing-attention"
  /// While a session is closed, the drive says 2/04/08.
  case closingAsLongWrite = "closing-as-long-write"
  /// A test write can be switched on but not off.
  case testWriteSticks = "test-write-sticks"
  /// The defaults of page 05h are such as the drive itself refuses.
  case illegalDefaults = "illegal-defaults"
}
