public import DiscModel
internal import MMC
internal import SystemPackage

/// Drives and media in words.
public enum DriveText {
  /// What is in a drive, or why that is not known.
  public static func state(_ state: DriveState) -> String {
    switch state {
    case .looking: tr("Looking at the drive…")
    case .medium(let medium): self.medium(medium)
    case .noMedium: tr("No disc")
    case .trayOpen: tr("The tray is open")
    case .working(.erasing): tr("Erasing…")
    case .working(.formatting): tr("Formatting…")
    case .working: tr("Burning…")
    case .busy(let holders): holders.first.map(holder) ?? tr("Used by another program")
    case .notPermitted(let missing):
      missing.map(permission) ?? tr("No permission to use this drive")
    case .failed(let error): ErrorText.message(for: error).title
    }
  }

  private static func holder(_ holder: DriveHolder) -> String {
    switch holder {
    case .mount(let folder): tr("Mounted at %s", folder.string)
    case .spindle(let claim) where claim.activity == .burning:
      tr("%s is burning on it", claim.client)
    case .spindle(let claim): tr("Used by %s", claim.client)
    case .program(let name, _), .device(let name): tr("Used by %s", name)
    }
  }

  private static func permission(_ missing: DrivePermission) -> String {
    missing.groupMayUse && missing.membership == .none
      ? tr("No permission: you are not in the group “%s”", missing.group)
      : tr("No permission to use this drive")
  }

  /// A medium in one line: "DVD+R, blank, 4.7 GB free".
  public static func medium(_ medium: Medium) -> String {
    let name = profile(medium.profile)
    if medium.state.contains(.writeProtected) { return tr("%s, write-protected", name) }
    switch medium.condition {
    case .blank:
      return tr("%1$s, blank, %2$s free", name, Format.size(medium.freeBlocks, rounding: .down))
    case .appendable where medium.isDamaged:
      return tr("%s, a burn broke off", name)
    case .appendable:
      return tr("%1$s, begun, %2$s free", name, Format.size(medium.freeBlocks, rounding: .down))
    case .closed where medium.writeProtection.contains(.readOnlyMedium):
      return tr("%s, can only be read", name)
    case .closed where medium.isErasable:
      return tr("%s, finished, can be erased", name)
    case .closed:
      return tr("%s, finished", name)
    case .overwritable:
      return tr(
        "%1$s, can be overwritten, %2$s", name, Format.size(medium.capacity, rounding: .down))
    case .unformatted:
      return tr("%s, must be formatted first", name)
    case .intermediate:
      return tr("%s, can be overwritten, not closed", name)
    }
  }

  /// The name on the box, or what is known of a disc without one.
  public static func profile(_ profile: MediumProfile) -> String {
    if profile == .none { return tr("Unknown disc") }
    return profile.name ?? tr("Unknown disc (profile %s)", hexadecimal(profile.rawValue, digits: 4))
  }
}

/// A line of facts: what it is, and its value.
public struct Fact: Hashable, Sendable {
  public var label: String
  public var value: String

  public init(_ label: String, _ value: String) {
    self.label = label
    self.value = value
  }
}

/// A number in capital hexadecimal digits, as specifications print it, with at least `digits` of them.
func hexadecimal(_ value: some BinaryInteger, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
