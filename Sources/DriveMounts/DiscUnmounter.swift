public import MMC
internal import SystemPackage

/// Unmounts discs through UDisks2, if the user wants it.
public struct DiscUnmounter: Sendable {
  /// Whether the system may ask the user for a password on the way.
  public var allowsAuthentication: Bool
  private let service: StorageService
  private let mountPoints: @Sendable (DriveReference) -> [FilePath]

  /// An unmounter on the system's bus.
  public init(allowsAuthentication: Bool = true) {
    self.init(
      StorageService(bus: .system), allowsAuthentication: allowsAuthentication,
      mountPoints: \.mountPoints)
  }

  init(
    _ service: StorageService, allowsAuthentication: Bool = true,
    mountPoints: @escaping @Sendable (DriveReference) -> [FilePath]
  ) {
    self.service = service
    self.allowsAuthentication = allowsAuthentication
    self.mountPoints = mountPoints
  }

  /// Makes sure that the disc in `drive` is not mounted anywhere; asks first if it is.
  ///
  /// A drive without a mounted disc, a virtual one too, is free at once, and nobody is asked.
  /// Each call to the service takes away one place, so there are as many calls as places.
  public func free(
    _ drive: DriveReference, ask: (MountedDisc) async -> UnmountAnswer
  ) async throws(UnmountError) {
    guard let disc = mountedDisc(in: drive) else { return }
    guard await ask(disc) == .unmount else { throw UnmountError(code: .declined, disc: disc) }
    guard let node = drive.location else { throw UnmountError(code: .noService, disc: disc) }
    var left = disc
    for _ in disc.mountPoints {
      do throws(BusFailure) {
        try await service.unmount(node, allowsAuthentication: allowsAuthentication)
      } catch {
        guard let disc = mountedDisc(in: drive) else { return }
        throw UnmountError(code: error.code, disc: disc, details: error.text)
      }
      guard let rest = mountedDisc(in: drive) else { return }
      left = rest
    }
    throw UnmountError(code: .failed, disc: left)
  }

  private func mountedDisc(in drive: DriveReference) -> MountedDisc? {
    let places = mountPoints(drive)
    return places.isEmpty ? nil : MountedDisc(drive: drive.name, mountPoints: places)
  }
}

extension BusFailure {
  /// What the failure means for a disc. Source: UDisks2 Reference Manual, "UDisksError".
  var code: UnmountError.Code {
    switch self {
    case .noBus: .noService
    case .cancelled: .cancelled
    case .error(let name, _):
      switch name {
      case "org.freedesktop.UDisks2.Error.NotAuthorized",
        "org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain",
        "org.freedesktop.UDisks2.Error.NotAuthorizedDismissed",
        "org.freedesktop.UDisks2.Error.MountedByOtherUser",
        "org.freedesktop.DBus.Error.AccessDenied":
        .notAuthorized
      case "org.freedesktop.UDisks2.Error.DeviceBusy": .inUse
      case "org.freedesktop.UDisks2.Error.Cancelled": .cancelled
      case "org.freedesktop.DBus.Error.ServiceUnknown",
        "org.freedesktop.DBus.Error.NameHasNoOwner", "org.freedesktop.DBus.Error.UnknownObject":
        .noService
      case _ where name.hasPrefix("org.freedesktop.DBus.Error.Spawn."): .noService
      default: .failed
      }
    }
  }

  /// The failure as a line for a log.
  var text: String {
    switch self {
    case .noBus(let message): message
    case .cancelled: ""
    case .error(let name, let message): "\(name): \(message)"
    }
  }
}
