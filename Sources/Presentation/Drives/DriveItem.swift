public import DiscModel
public import MMC

/// A drive as the system or the list of virtual drives names it, before anybody asked the drive.
public struct KnownDrive: Hashable, Sendable {
  /// Stays the same while the drive is plugged in, such as its node or the virtual drive's folder.
  public var id: String
  /// The maker's name; empty if not known.
  public var vendor: String
  /// The model, or the name the user gave a virtual drive.
  public var product: String
  /// The device node, or the folder of a virtual drive.
  public var location: String
  public var isVirtual: Bool

  public init(id: String, vendor: String, product: String, location: String, isVirtual: Bool) {
    self.id = id
    self.vendor = vendor
    self.product = product
    self.location = location
    self.isVirtual = isVirtual
  }
}

/// What is known about a drive at this moment.
public enum DriveState: Hashable, Sendable {
  /// Nobody has looked yet.
  case looking
  case medium(Medium)
  case noMedium
  case trayOpen
  /// This program itself works on it.
  case working(DriveActivity)
  /// Something else holds it, as far as it is known what.
  case busy([DriveHolder])
  /// This user may not use it, for want of what is told, if it is known.
  case notPermitted(DrivePermission?)
  case failed(DriveError)

  /// What a look into the drive brought.
  public init(medium: Medium?, trayIsOpen: Bool) {
    if let medium {
      self = .medium(medium)
    } else {
      self = trayIsOpen ? .trayOpen : .noMedium
    }
  }

  /// What an inspection of the drive brought.
  public init(_ inspection: DriveInspection) {
    self.init(medium: inspection.medium, trayIsOpen: inspection.trayIsOpen)
  }

  /// What a look into the drive failed with.
  public init(_ error: DriveError) {
    switch error {
    case .opening(.busy(_, let holders)): self = .busy(holders)
    case .opening(.notPermitted(_, let missing)): self = .notPermitted(missing)
    case .transport(_, .notPermitted): self = .notPermitted(nil)
    default: self = .failed(error)
    }
  }

  /// This program itself works on it, so that nothing else may be done with it.
  public var isWorking: Bool {
    if case .working = self { true } else { false }
  }

  /// The medium, if one is known to be there.
  public var medium: Medium? {
    if case .medium(let medium) = self { medium } else { nil }
  }
}

/// One row of the drive selector.
public struct DriveItem: Hashable, Sendable, Identifiable {
  public var drive: KnownDrive
  public var state: DriveState

  public init(_ drive: KnownDrive, state: DriveState = .looking) {
    self.drive = drive
    self.state = state
  }

  public var id: String { drive.id }
  public var isVirtual: Bool { drive.isVirtual }

  /// The drive's name: "ASUS BW-16D1HT", or "Trial (virtual)".
  public var title: String {
    let name = [drive.vendor, drive.product].map(trimmed).filter { !$0.isEmpty }
      .joined(separator: " ")
    let shown = name.isEmpty ? drive.location : name
    return isVirtual ? tr("%s (virtual)", shown) : shown
  }

  /// What is in the drive: "DVD+R, blank, 4.7 GB free".
  public var subtitle: String {
    DriveText.state(state)
  }

  /// The name of a symbolic icon for the row.
  public var iconName: String {
    if isVirtual { return "drive-harddisk-symbolic" }
    return state.medium == nil ? "drive-optical-symbolic" : "media-optical-symbolic"
  }

  /// A burn could begin as far as the drive is concerned; what the medium allows is the planner's.
  public var isUsable: Bool {
    state.medium != nil
  }
}

private func trimmed(_ text: String) -> String {
  var part = text[...]
  while part.last == " " { part.removeLast() }
  while part.first == " " { part.removeFirst() }
  return String(part)
}
