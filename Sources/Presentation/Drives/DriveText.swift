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
    case .burning: tr("Burning…")
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
    switch medium.condition {
    case .blank:
      return tr("%1$s, blank, %2$s free", name, Format.size(medium.freeBlocks, rounding: .down))
    case .appendable:
      return tr("%1$s, begun, %2$s free", name, Format.size(medium.freeBlocks, rounding: .down))
    case .closed:
      return tr("%s, finished", name)
    case .overwritable:
      return tr("%1$s, rewritable, %2$s", name, Format.size(medium.capacity, rounding: .down))
    case .unformatted:
      return tr("%s, not formatted", name)
    case .intermediate:
      return tr("%s, formatted but not closed", name)
    }
  }

  /// The name on the box, or what is known of a disc without one.
  public static func profile(_ profile: MediumProfile) -> String {
    if profile == .none { return tr("Unknown disc") }
    return profile.name ?? tr("Unknown disc (profile %s)", hexadecimal(profile.rawValue, digits: 4))
  }

  /// Facts for a page about the disc: label and value.
  public static func facts(of medium: Medium) -> [Fact] {
    var facts = [
      Fact(tr("Disc"), profile(medium.profile)),
      Fact(tr("State"), condition(medium.condition)),
      Fact(tr("Capacity"), Format.size(medium.capacity)),
      Fact(tr("Free"), Format.size(medium.freeBlocks, rounding: .down)),
      Fact(tr("Sessions"), Format.count(medium.sessionCount)),
    ]
    if !medium.tracks.isEmpty {
      facts.append(Fact(tr("Tracks"), Format.count(medium.tracks.count)))
    }
    if !medium.writeRates.isEmpty {
      let speeds = medium.writeRates.map { rate in
        medium.profile.family.map { Format.factor(rate, of: $0) } ?? Format.flow(rate)
      }
      facts.append(Fact(tr("Speeds"), speeds.joined(separator: ", ")))
    }
    if let manufacturer = medium.manufacturerID {
      facts.append(Fact(tr("Manufacturer"), manufacturer))
    }
    return facts
  }

  /// What can still be done with a medium, in a word.
  public static func condition(_ condition: Medium.Condition) -> String {
    switch condition {
    case .blank: tr("blank")
    case .appendable: tr("begun, more can follow")
    case .closed: tr("finished")
    case .overwritable: tr("rewritable, can be written over")
    case .unformatted: tr("not formatted")
    case .intermediate: tr("formatted, but not closed")
    }
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
