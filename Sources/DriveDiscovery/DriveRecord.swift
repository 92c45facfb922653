public import DiscModel

/// An optical drive as the system's device manager knows it, before anybody asked the drive.
public struct DriveRecord: Hashable, Sendable, Identifiable {
  /// What tells this drive from others and stays the same when it is plugged in again: its serial
  /// number, or the place it is plugged into where it has none.
  public var id: String
  /// The device node, such as `/dev/sr0`. It may change when the drive is plugged in again.
  public var node: String
  /// A link to the node that is named after the drive, such as `/dev/disk/by-id/usb-…`; nil if there
  /// is none.
  public var link: String?
  /// How the drive is connected; nil if udev does not know.
  public var bus: Bus?
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
    serial: String? = nil, hasMedium: Bool = false, mediumProfile: MediumProfile? = nil,
    link: String? = nil, bus: Bus? = nil
  ) {
    self.id = id
    self.node = node
    self.vendor = vendor
    self.model = model
    self.revision = revision
    self.serial = serial
    self.hasMedium = hasMedium
    self.mediumProfile = mediumProfile
    self.link = link
    self.bus = bus
  }

  /// How a drive is connected, in udev's word; there may be others than those named here.
  public struct Bus: RawRepresentable, Hashable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// SATA or parallel ATA.
    public static let ata = Self(rawValue: "ata")
    public static let usb = Self(rawValue: "usb")
    public static let scsi = Self(rawValue: "scsi")
    public static let fireWire = Self(rawValue: "ieee1394")
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
