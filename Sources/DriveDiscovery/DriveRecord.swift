public import DiscModel

/// An optical drive as the system's device manager knows it, before anybody asked the drive.
public struct DriveRecord: Hashable, Sendable, Identifiable {
  /// What tells this drive from others and stays the same when it is plugged in again: its serial
  /// number, or the place it is plugged into where it has none.
  public var id: String
  /// The device node, such as `/dev/sr0`. It may change when the drive is plugged in again.
  public var node: String
  /// The maker, such as "HL-DT-ST"; empty if not known.
  public var vendor: String
  /// The model, such as "BD-RE WH16NS60"; empty if not known.
  public var model: String
  /// The version of the firmware; empty if not known.
  public var revision: String
  /// The serial number; nil for drives that do not tell theirs.
  public var serial: String?
  /// Whether there is a medium in the drive.
  public var hasMedium: Bool
  /// What kind of medium it is; nil without one, and for kinds that udev has no name for.
  public var mediumProfile: MediumProfile?

  /// A record with these contents.
  public init(
    id: String, node: String, vendor: String, model: String, revision: String = "",
    serial: String? = nil, hasMedium: Bool = false, mediumProfile: MediumProfile? = nil
  ) {
    self.id = id
    self.node = node
    self.vendor = vendor
    self.model = model
    self.revision = revision
    self.serial = serial
    self.hasMedium = hasMedium
    self.mediumProfile = mediumProfile
  }
}

/// What happened to a drive.
public enum DriveChange: Hashable, Sendable {
  /// A drive was plugged in.
  case added(DriveRecord)
  /// The drive is gone; the record is the last one known.
  case removed(DriveRecord)
  /// A medium came or went, the button was pressed, or udev learnt more; the record may look the
  /// same as before.
  case changed(DriveRecord)
}
