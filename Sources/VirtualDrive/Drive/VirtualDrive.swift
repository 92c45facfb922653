internal import Glibc
public import MMC
internal import Synchronization
public import SystemPackage

/// An optical drive in software, kept with its media in a folder.
///
/// It takes commands as a real drive does and answers from the specification alone: it shares no
/// encoder and no parser with the engine. A program that opens it is its only user, as of a real
/// drive; what the mode pages were set to is forgotten when it is opened again, and it says so with
/// the first command (6/29/00).
///
///     DIR/drive.json                        name, serial number, tray, lock, which medium
///     DIR/media/1-cd-r/medium.json          sessions and tracks
///     DIR/media/1-cd-r/sectors.iso          block n at byte n × 2,048, sparse
///
/// What was written survives a program that is killed, in a track that is damaged, but for a write
/// unit that was not full; of a raw recording the last 16 MiB are lost. It survives a loss of power
/// up to the last SYNCHRONIZE CACHE. A medium whose folder was removed
/// is not in the drive any more; one whose description is damaged cannot be read, as ``mediumError``
/// tells, but it can be ejected and replaced.
public final class VirtualDrive: CommandTransport {
  public let folder: FilePath
  private let machine: Mutex<DriveMachine>

  /// Opens the drive in `folder`.
  ///
  /// - Parameters:
  ///   - access: with ``DriveAccess/shared`` commands that change something are refused by the host.
  ///   - faults: what shall go wrong.
  ///   - clock: how time passes.
  ///   - options: how it behaves where real drives differ.
  ///   - failures: where it notes what the system refuses to its files.
  /// - Throws: ``VirtualDriveError/busy(path:)`` if it is in use,
  ///   ``VirtualDriveError/notFound(path:)``, ``VirtualDriveError/notADrive(path:)``,
  ///   ``VirtualDriveError/damagedDescription(path:detail:)`` of the drive's own description.
  public init(
    folder: FilePath, access: DriveAccess, faults: FaultScript = .none,
    clock: VirtualClock = .instant, options: VirtualDriveOptions = VirtualDriveOptions(),
    failures: StorageFailures = StorageFailures()
  ) throws(VirtualDriveError) {
    self.folder = folder
    let machine = try DriveMachine(
      folder: DriveFolder(path: folder), access: access, faults: faults, clock: clock,
      options: options, failures: failures)
    self.machine = Mutex(machine)
  }

  public func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion {
    let outcome = machine.withLock {
      $0.execute(CommandBytes(command), data, timeout: timeout)
    }
    Self.sleep(outcome.sleep)
    return try outcome.result.get()
  }

  public func pause(_ duration: Duration) {
    Self.sleep(machine.withLock { $0.clock.pause(duration) })
  }

  private static func sleep(_ duration: Duration) {
    guard duration > .zero else { return }
    let parts = duration.components
    var left = timespec(
      tv_sec: Int(parts.seconds), tv_nsec: Int(parts.attoseconds / 1_000_000_000))
    var rest = timespec()
    while nanosleep(&left, &rest) != 0, errno == EINTR { left = rest }
  }

  /// Runs `body` on the drive's state, while no command runs.
  func withMachine<Result: Sendable>(
    _ body: (inout DriveMachine) throws(VirtualDriveError) -> Result
  ) throws(VirtualDriveError) -> Result {
    try machine.withLock { (machine) throws(VirtualDriveError) in try body(&machine) }
  }

  /// Reads from the drive's state, while no command runs.
  func read<Result: Sendable>(_ body: (DriveMachine) -> Result) -> Result {
    machine.withLock { body($0) }
  }
}

extension VirtualDrive {
  /// The name the user gave it.
  public var name: String { read { $0.record.name } }
  /// Eight digits that tell it from others.
  public var serial: String { read { $0.record.serial } }
  public var isTrayOpen: Bool { read { $0.record.trayIsOpen } }
  /// Whether a program forbade to open the tray.
  public var isLocked: Bool { read { $0.record.isLocked } }
  /// The medium on the tray, as it is at this moment.
  public var medium: VirtualMedium? { read { $0.medium.map(VirtualMedium.init) } }
  /// Why the medium on the tray cannot be read: its description is damaged or of a newer version,
  /// or one of its files is missing.
  public var mediumError: VirtualDriveError? { read { $0.mediumError } }
  /// The newest commands, at least the last 10,000, and what came of them.
  public var recordedCommands: [RecordedCommand] { read { $0.log.commands } }

  /// Forgets what a loss of power makes a drive forget: mode pages, the lock, what it was doing.
  public func resetPower() {
    machine.withLock { $0.reset() }
  }

  /// Replaces what shall go wrong; the counts begin anew.
  public func setFaults(_ faults: FaultScript) {
    machine.withLock { $0.faults = FaultRun(faults) }
  }
}
