public import DiscModel

/// The drive, while this process alone may command it.
///
/// It lives inside ``DriveReference/withExclusiveAccess(_:)`` and nowhere else: it cannot be copied
/// or kept. When it goes, on whatever path, the tray is unlocked and the drive closed. All calls
/// block, which is why they run on the drive's own thread.
public struct ExclusiveDrive: ~Copyable {
  let channel: CommandChannel
  private let claim: AnnouncedClaim?

  init(_ transport: any CommandTransport, claim: AnnouncedClaim? = nil) {
    channel = CommandChannel(transport: transport)
    self.claim = claim
  }

  deinit {
    // The drive may be gone or busy; there is nobody left to tell.
    try? channel.send(PreventAllowMediumRemoval(.allow))
  }

  /// Tells other programs that something else is done with the drive from now on.
  public borrowing func announce(_ activity: DriveActivity) {
    claim?.change(to: activity)
  }

  /// Sends `command` and reads its reply.
  ///
  /// It is sent once more after the drive reported a changed medium (6/28), and once more after a
  /// reset (6/29), unless the command forbids it. A command that only asks or reads is sent again for up
  /// to ten seconds while the drive is at work. Nothing else is tried again here.
  public borrowing func send<Command: MMCCommand>(
    _ command: Command
  ) throws(DriveError) -> Command.Response {
    try channel.send(command)
  }

  /// Sends `command` for the beginning of its reply, and again for exactly the rest if there is one.
  ///
  /// Unit attentions are treated as in the other `send`.
  public borrowing func send<Command: VariableReplyCommand>(
    _ command: Command
  ) throws(DriveError) -> Command.Response {
    try channel.send(command)
  }

  /// Writes whole sectors.
  ///
  /// - Parameters:
  ///   - bytes: the sectors, of the size that the write parameters ask for.
  ///   - address: where the first goes; on sequential media the next writable address.
  ///   - blocks: how many there are, 1 to 65,535.
  /// - Throws: also when the drive took fewer bytes than it was given, and when it reports that an
  ///   earlier write failed.
  public borrowing func write(
    _ bytes: UnsafeRawBufferPointer, at address: LogicalBlockAddress, blocks: BlockCount
  ) throws(DriveError) {
    let command = Write10(at: address, blocks: Self.field(blocks))
    try channel.move(command, data: .toDrive(bytes), byteCount: bytes.count)
  }

  /// How many sectors of `format` go with one command: `blocks`, or fewer where the way to the drive
  /// carries less at once.
  ///
  /// Then it is a multiple of `unit` or, where not even that fits, a power of two, of which units are
  /// made: the drive puts them together.
  public borrowing func commandBlocks(
    of format: SectorFormat, upTo blocks: BlockCount, unit: BlockCount = BlockCount(1)
  ) -> BlockCount {
    guard let limit = channel.transport.maximumByteCount else { return blocks }
    let fitting = Int64(max(limit / format.byteCount, 1))
    guard fitting < blocks.rawValue else { return blocks }
    if fitting >= unit.rawValue { return BlockCount(fitting / unit.rawValue * unit.rawValue) }
    return BlockCount(Int64(1) << (Int64.bitWidth - 1 - fitting.leadingZeroBitCount))
  }

  /// Reads whole sectors into `buffer`, 2,048 bytes each, with as many commands as the way to the drive
  /// asks for.
  ///
  /// - Parameters:
  ///   - address: the first sector.
  ///   - blocks: how many, 1 to 65,535.
  ///   - buffer: room for exactly so many.
  /// - Throws: also when the drive sent fewer bytes than were asked for.
  public borrowing func read(
    at address: LogicalBlockAddress, blocks: BlockCount, into buffer: UnsafeMutableRawBufferPointer
  ) throws(DriveError) {
    precondition(Int64(buffer.count) == blocks.byteCount())
    let most = commandBlocks(of: .data, upTo: blocks)
    var done = BlockCount.zero
    while done < blocks {
      let count = min(most, blocks - done)
      let first = Int(done.byteCount())
      let part = UnsafeMutableRawBufferPointer(
        rebasing: buffer[first..<first + Int(count.byteCount())])
      let command = Read10(at: address + done, blocks: Self.field(count))
      try channel.move(command, data: .fromDrive(part), byteCount: part.count)
      done += count
    }
  }

  private static func field(_ blocks: BlockCount) -> UInt16 {
    precondition((1...65_535).contains(blocks.rawValue))
    return UInt16(blocks.rawValue)
  }

  /// Waits until the medium can be used, or what the drive does behind our back is done.
  ///
  /// - Parameters:
  ///   - limit: how long to wait at most.
  ///   - endsAtReset: whether a reset is an error, because the drive held data that it then lost.
  ///   - isCancelled: asked twice a second.
  ///   - progress: told twice a second how far the drive is, 0…1, where it knows.
  /// - Returns: false if it was cancelled before.
  /// - Throws: what the drive said last, when the limit has passed or waiting does not help.
  @discardableResult
  public borrowing func waitUntilReady(
    limit: Duration, endsAtReset: Bool = false, isCancelled: () -> Bool = { false },
    progress: (Double?) -> Void = { _ in }
  ) throws(DriveError) -> Bool {
    try channel.waitUntilReady(
      limit: limit, endsAtReset: endsAtReset, isCancelled: isCancelled, progress: progress)
  }

  /// Lets `duration` pass, by the drive's clock.
  public borrowing func pause(_ duration: Duration) {
    channel.transport.pause(duration)
  }

  /// Locks the tray. It is unlocked when the access ends.
  public borrowing func lockTray() throws(DriveError) {
    try channel.send(PreventAllowMediumRemoval(.prevent))
  }

  /// Unlocks the tray.
  public borrowing func unlockTray() throws(DriveError) {
    try channel.send(PreventAllowMediumRemoval(.allow))
  }

  /// What the drive can do, whatever medium is in it.
  public borrowing func readCapabilities() throws(DriveError) -> DriveCapabilities {
    try channel.readCapabilities()
  }

  /// What the medium is and holds; nil when there is none.
  ///
  /// Waits for the drive to become ready first.
  public borrowing func readMedium() throws(DriveError) -> Medium? {
    try channel.readMedium()
  }

  /// Identity, capabilities and medium together.
  ///
  /// Waits for the drive to become ready first.
  public borrowing func inspect() throws(DriveError) -> DriveInspection {
    try channel.inspect()
  }

  /// Unlocks the tray and opens it.
  public borrowing func eject() throws(DriveError) {
    try channel.eject()
  }

  /// Closes the tray and waits until the medium can be used.
  ///
  /// - Parameter isCancelled: asked twice a second while the medium is waited for.
  @discardableResult
  public borrowing func load(
    isCancelled: () -> Bool = { false }
  ) throws(DriveError) -> MediumArrival {
    try channel.load(isCancelled: isCancelled)
  }
}
