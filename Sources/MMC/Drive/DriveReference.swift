internal import Glibc
public import SystemPackage

/// A drive that can be opened: what everybody passes around.
public final class DriveReference: Sendable {
  /// What to call the drive before it was asked: its node, or the name of a virtual one.
  public let name: String
  /// Where the drive is: its node, or the folder of a virtual one; nil if it is nowhere.
  public let location: FilePath?
  private let opening: @Sendable (DriveAccess) throws(DriveError) -> any CommandTransport

  /// The drive behind a device node such as `/dev/sr0`.
  public convenience init(node: FilePath) {
    self.init(name: node.string, location: node) { (access) throws(DriveError) in
      try SGTransport(opening: node, access: access)
    }
  }

  /// A drive that `opening` opens, called on the drive's thread once for each access.
  ///
  /// Programs that mean the same drive by `location` see who of them holds it.
  public init(
    name: String, location: FilePath? = nil,
    opening: @escaping @Sendable (DriveAccess) throws(DriveError) -> any CommandTransport
  ) {
    self.name = name
    self.location = location
    self.opening = opening
  }

  /// Opens the drive for this process alone and lends it to `body`.
  ///
  /// `body` runs on a thread of the drive's own. On every path, the tray is unlocked and the drive
  /// closed before this returns.
  ///
  /// - Parameters:
  ///   - client: who others are told holds the drive.
  ///   - activity: and what for.
  public func withExclusiveAccess<Result: Sendable>(
    client: ClientName = .spindle, for activity: DriveActivity = .using,
    _ body: @Sendable (borrowing ExclusiveDrive) async throws(DriveError) -> Result
  ) async throws(DriveError) -> Result {
    try await withExclusiveAccess(client: client, for: activity, mapping: { $0 }, body)
  }

  /// Opens the drive for this process alone and lends it to `body`, which has errors of its own.
  ///
  /// - Parameters:
  ///   - client: who others are told holds the drive.
  ///   - activity: and what for.
  ///   - mapping: turns the reason why the drive could not be opened into such an error.
  ///   - body: runs on a thread of the drive's own. On every path, the tray is unlocked and the
  ///     drive closed before this returns.
  public func withExclusiveAccess<Result: Sendable, Failure: Error>(
    client: ClientName = .spindle, for activity: DriveActivity = .using,
    mapping: @Sendable (DriveError) -> Failure,
    _ body: @Sendable (borrowing ExclusiveDrive) async throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    try await onOwnThread(mapping) { () async throws(Failure) in
      let drive: ExclusiveDrive
      do throws(DriveError) {
        let transport = try self.open(.exclusive)
        drive = ExclusiveDrive(transport, claim: self.claim(client, activity))
      } catch {
        throw mapping(error)
      }
      return try await body(drive)
    }
  }

  /// Asks the drive who it is, what it can do and what is in it, without disturbing other programs.
  ///
  /// - Throws: ``OpeningError/busy(path:holders:)`` also while a program with this engine burns: a
  ///   question then might cost the disc.
  public func inspect() async throws(DriveError) -> DriveInspection {
    try await onOwnThread(\.self) { () async throws(DriveError) in
      try self.refuseDuringBurn()
      return try CommandChannel(transport: self.open(.shared)).inspect()
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

extension DriveReference {
  /// Opens the drive; a refusal says who holds it, or what this user lacks.
  private func open(_ access: DriveAccess) throws(DriveError) -> any CommandTransport {
    do throws(DriveError) {
      return try opening(access)
    } catch {
      throw explained(error)
    }
  }

  private func explained(_ error: DriveError) -> DriveError {
    guard let location else { return error }
    switch error {
    case .opening(.busy(let path, let holders)) where holders.isEmpty:
      return .opening(.busy(path: path, holders: HolderSearch().holders(of: location)))
    case .opening(.notPermitted(let path, nil)):
      return .opening(.notPermitted(path: path, missing: DrivePermission(of: location)))
    default: return error
    }
  }

  private func refuseDuringBurn() throws(DriveError) {
    guard let location else { return }
    let claims = HolderSearch().claims(on: location).filter(\.activity.isLong)
    guard claims.isEmpty else {
      throw .opening(.busy(path: name, holders: claims.map { .spindle($0) }))
    }
  }

  private func claim(_ client: ClientName, _ activity: DriveActivity) -> AnnouncedClaim? {
    location.flatMap { ClaimedDrive(at: $0) }.map { drive in
      let claim = DriveClaim(client: client, activity: activity, processID: getpid())
      return AnnouncedClaim(claim, on: drive)
    }
  }
}

extension CommandChannel {
  /// Identity, capabilities, and the medium or where the tray is.
  func inspect() throws(DriveError) -> DriveInspection {
    let identity = try send(Inquiry()).identity
    let capabilities = try readCapabilities()
    let examined = try examineMedium()
    return DriveInspection(
      identity: identity, capabilities: capabilities,
      trayIsOpen: examined == nil ? readsOpenTray() : false, medium: examined?.medium,
      currentFeatures: examined?.features ?? [], formats: examined?.formats)
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
