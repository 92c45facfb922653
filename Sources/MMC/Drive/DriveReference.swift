public import SystemPackage

/// A drive that can be opened: what everybody passes around.
public final class DriveReference: Sendable {
  /// What to call the drive before it was asked: its node, or the name of a virtual one.
  public let name: String
  private let opening: @Sendable (DriveAccess) throws(DriveError) -> any CommandTransport

  /// The drive behind a device node such as `/dev/sr0`.
  public convenience init(node: FilePath) {
    self.init(name: node.string) { (access) throws(DriveError) in
      try SGTransport(opening: node, access: access)
    }
  }

  /// A drive that `opening` opens, called on the drive's thread once for each access.
  public init(
    name: String,
    opening: @escaping @Sendable (DriveAccess) throws(DriveError) -> any CommandTransport
  ) {
    self.name = name
    self.opening = opening
  }

  /// Opens the drive for this process alone and lends it to `body`.
  ///
  /// `body` runs on a thread of the drive's own. On every path, the tray is unlocked and the drive
  /// closed before this returns.
  public func withExclusiveAccess<Result: Sendable>(
    _ body: @Sendable (borrowing ExclusiveDrive) async throws(DriveError) -> Result
  ) async throws(DriveError) -> Result {
    try await withExclusiveAccess(mapping: { $0 }, body)
  }

  /// Opens the drive for this process alone and lends it to `body`, which has errors of its own.
  ///
  /// - Parameters:
  ///   - mapping: turns the reason why the drive could not be opened into such an error.
  ///   - body: runs on a thread of the drive's own. On every path, the tray is unlocked and the
  ///     drive closed before this returns.
  public func withExclusiveAccess<Result: Sendable, Failure: Error>(
    mapping: @Sendable (DriveError) -> Failure,
    _ body: @Sendable (borrowing ExclusiveDrive) async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    try await onOwnThread(mapping) { () async throws(Failure) in
      let drive: ExclusiveDrive
      do throws(DriveError) {
        drive = ExclusiveDrive(try self.opening(.exclusive))
      } catch {
        throw mapping(error)
      }
      return try await body(drive)
    }
  }

  /// Asks the drive who it is, what it can do and what is in it, without disturbing other programs.
  public func inspect() async throws(DriveError) -> DriveInspection {
    try await onOwnThread(\.self) { () async throws(DriveError) in
      try CommandChannel(transport: self.opening(.shared)).inspect()
    }
  }

  /// Runs `body` on a new thread that ends with it. As it is `@concurrent`, it leaves the caller's
  /// actor, and the task's preferred executor takes over.
  private func onOwnThread<Result: Sendable, Failure: Error>(
    _ mapping: (DriveError) -> Failure,
    _ body: @concurrent @Sendable () async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    let thread: DriveThread
    do throws(DriveThread.SystemFailure) {
      thread = try DriveThread()
    } catch {
      throw mapping(.opening(.failed(path: name, errorNumber: error.errorNumber)))
    }
    defer { thread.stop() }
    return try await withTaskExecutorPreference(thread, operation: body)
  }
}

extension CommandChannel {
  /// Identity, capabilities, and the medium or where the tray is.
  func inspect() throws(DriveError) -> DriveInspection {
    let identity = try send(Inquiry()).identity
    let capabilities = try readCapabilities()
    let medium = try readMedium()
    return DriveInspection(
      identity: identity, capabilities: capabilities,
      trayIsOpen: medium == nil ? readsOpenTray() : false, medium: medium)
  }

  /// Whether the tray is open, from the drive's media event or else from why it is not ready.
  private func readsOpenTray() -> Bool {
    if let media = (try? send(GetEventStatusNotification()))?.media { return media.trayIsOpen }
    do throws(DriveError) {
      try send(TestUnitReady())
      return false
    } catch {
      return error.meaning == .noMedium(.open)
    }
  }
}
