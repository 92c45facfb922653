internal import MMC
internal import SystemPackage

/// The drive itself: takes a command, changes its state, answers. It has no threads and no locks.
struct DriveMachine: Sendable {
  let folder: DriveFolder
  let access: DriveAccess
  let options: VirtualDriveOptions
  private let lock: FolderLock
  /// What the system refused since the drive was opened.
  let failures: StorageFailures

  var record: DriveRecord
  /// The medium on the tray, whether that is open or closed.
  var medium: LoadedMedium?
  /// Why the medium on the tray cannot be read; there is no ``medium`` then.
  var mediumError: VirtualDriveError?
  var clock: RunningClock
  var faults: FaultRun
  var log = CommandLog()
  /// Conditions the host must hear of before a command is executed.
  var attentions: [VirtualSense] = [.powerOn]
  /// A failure that the next command must tell.
  var deferred: VirtualSense?
  /// Failures of writes that have ended, which show when their blocks leave the buffer.
  var latentFailures: [LatentFailure] = []
  /// What happened to the medium, as GET EVENT STATUS NOTIFICATION tells it.
  var mediaEvents: [UInt8] = []
  var operation: LongOperation?
  var backgroundFormat: BackgroundFormat?
  /// The peculiarities of this drive.
  let quirks: Set<VirtualDriveQuirk>
  var quirkMemory = QuirkMemory()
  var buffer: WriteBuffer
  var pages = ModePages()
  /// The speed that was asked for in kB/s; nil is the fastest.
  var chosenWriteSpeed: UInt32?
  /// How the disc shall turn while it is written and read.
  var chosenWriteRotation = Rotation.linear
  var readRotation = Rotation.linear
  /// The block behind the one that was received last.
  var writePosition: Int64 = 0
  var writtenBlocks: Int64 = 0
  /// The bytes of a block as the host sends them; more than 2,048 on compact discs alone.
  var wireByteCount = 2048
  /// The session on a compact disc that is being written in one go.
  var recording: SessionRecording?
  /// The block that was read last.
  var headPosition: Int64 = 0
  /// Whether what was written last is read back, which takes as long again.
  var readsBack = false
  /// What goes wrong in the command at hand.
  var fault: FaultRun.Match?
  var hasVanished = false

  init(
    folder: DriveFolder, access: DriveAccess, faults: FaultScript, clock: VirtualClock,
    options: VirtualDriveOptions, failures: StorageFailures
  ) throws(VirtualDriveError) {
    self.folder = folder
    self.access = access
    self.options = options
    self.failures = failures
    self.faults = FaultRun(faults)
    buffer = WriteBuffer(capacity: Int64(options.bufferByteCount))
    _ = try folder.readRecord()
    lock = try FolderLock(folder.path, access)
    if access == .exclusive {
      failures.forget()
      TemporaryFile.removeAbandoned(for: folder.description)
    }
    record = try folder.readRecord()
    quirks = options.quirks.union(record.quirks ?? [])
    self.clock = RunningClock(record.pace == .realTime ? .realTime() : clock)
    try findMedium()
  }

  /// Takes up the medium that lay on the tray. If its folder was removed, there is none; if it
  /// cannot be understood, it lies there but is of no use.
  private mutating func findMedium() throws(VirtualDriveError) {
    guard let name = record.medium, folder.medium(name).path.isThere else { return }
    do throws(VirtualDriveError) {
      medium = try LoadedMedium(folder.medium(name), writable: access == .exclusive)
      // On an open tray nothing is formatted.
      if record.trayIsOpen { stopBackgroundFormat() } else { resumeBackgroundFormat() }
    } catch {
      guard error.isOfMedium else { throw error }
      mediumError = error
    }
    if !record.trayIsOpen { mediaEvents = [MediaEvent.newMedium] }
  }

  /// What keeps the drive from working while there is no ``medium``.
  var senseWithoutMedium: VirtualSense {
    if record.trayIsOpen { return .noMediumTrayOpen }
    return mediumError == nil ? .noMediumTrayClosed : .unreadableMedium
  }

  /// Whether anything lies on the tray, readable or not.
  var holdsMedium: Bool { medium != nil || mediumError != nil }

  /// The medium, if the drive can get at it.
  var readyMedium: LoadedMedium? {
    record.trayIsOpen || operation?.kind == .spinningUp ? nil : medium
  }

  /// How fast the laser takes the bytes of blocks, in bytes a second, where it is at the moment.
  var drainRate: Double {
    guard let medium else { return 1_000_000 }
    let share = medium.record.speedShare(at: writePosition, writeRotation)
    let rate =
      Double(writeSpeed) * 1000 * share * Double(wireByteCount)
      / Double(medium.kind.bytesPerBlockOfSpeed)
    return readsBack ? rate / 2 : rate
  }

  /// The speed in effect, in kB/s; 0 without a medium.
  var writeSpeed: UInt32 {
    guard let speeds = medium?.kind.writeSpeeds else { return 0 }
    guard let chosenWriteSpeed else { return speeds[0] }
    return speeds.first { $0 <= chosenWriteSpeed } ?? speeds[speeds.count - 1]
  }

  /// Keeps what the drive remembers.
  mutating func save(_ change: (inout DriveRecord) -> Void) throws(VirtualDriveError) {
    var changed = record
    change(&changed)
    if changed != record { try changed.write(folder.description) }
    record = changed
  }

  /// Begins something that takes `duration` and that the drive does on its own.
  mutating func begin(_ kind: LongOperation.Kind, for duration: Duration) {
    guard !clock.finishesAtOnce, duration > .zero else { return }
    let start = operation.map { max($0.end, clock.now) } ?? clock.now
    operation = LongOperation(kind: kind, start: clock.now, end: start + duration)
  }

  /// Lets the command at hand take as long as what was begun.
  mutating func waitForOperation() {
    guard let operation else { return }
    clock.spend(operation.end - clock.now)
  }

  mutating func finishOperationIfDue() {
    guard let end = operation?.end, end <= clock.now else { return }
    operation = nil
    if has(.busyAfterReady) { quirkMemory.busyAnswers = 2 }
  }
}

extension VirtualDriveError {
  /// Whether the medium's files are at fault and not the drive or the system.
  fileprivate var isOfMedium: Bool {
    switch self {
    case .damagedDescription, .newerVersion: true
    default: isAbsence
    }
  }
}

/// Runs what the disk must do for a command, which its refusals end.
func onDisk<Result>(
  _ body: () throws(VirtualDriveError) -> Result
) throws(Ending) -> Result {
  do {
    return try body()
  } catch {
    throw .storage(error)
  }
}

extension VirtualDriveError {
  /// What the drive says of it: without room a block could not be written; anything else is a failure
  /// of its own.
  var sense: VirtualSense {
    if case .system(_, noSpaceLeft) = self { return .mediumError }
    return VirtualSense(0x4, 0x44, 0x00)
  }
}

/// `ENOSPC`.
private let noSpaceLeft: Int32 = 28
