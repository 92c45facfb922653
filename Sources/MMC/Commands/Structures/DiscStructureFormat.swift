/// A structure that READ DISC STRUCTURE and SEND DISC STRUCTURE know: media type and format.
///
/// Others can be made from their numbers. Source: MMC-6, "READ DISC STRUCTURE Command", format code
/// definitions for DVD and BD.
public struct DiscStructureFormat: Hashable, Sendable {
  /// Which media a format is for: bits 0–3 of CDB byte 1.
  public enum MediaType: UInt8, Hashable, Sendable {
    case dvd = 0
    case bluRay = 1
  }

  public var mediaType: MediaType
  public var code: UInt8

  public init(_ mediaType: MediaType, _ code: UInt8) {
    self.mediaType = mediaType
    self.code = code
  }

  /// What the lead-in of a DVD says of the disc.
  public static let dvdPhysical = Self(.dvd, 0x00)
  public static let dvdCopyright = Self(.dvd, 0x01)
  public static let dvdBurstCuttingArea = Self(.dvd, 0x03)
  public static let dvdManufacturing = Self(.dvd, 0x04)
  public static let dvdRAMDefinition = Self(.dvd, 0x08)
  public static let dvdRAMCartridge = Self(.dvd, 0x09)
  public static let dvdRAMSpareArea = Self(.dvd, 0x0A)
  public static let dvdRAMRecordingType = Self(.dvd, 0x0B)
  /// The recording management data of the last border.
  public static let lastRecordingManagement = Self(.dvd, 0x0C)
  /// The recording management data at an address.
  public static let recordingManagement = Self(.dvd, 0x0D)
  /// What the land of a DVD-R or DVD-RW was pressed with.
  public static let preRecordedInformation = Self(.dvd, 0x0E)
  public static let uniqueDiscID = Self(.dvd, 0x0F)
  /// What the lead-in of a DVD-R or DVD-RW says, laid out as ``dvdPhysical``.
  public static let dvdLeadInPhysical = Self(.dvd, 0x10)
  /// What the groove of a DVD+R or DVD+RW says, laid out as ``dvdPhysical``.
  public static let adip = Self(.dvd, 0x11)
  /// Where the first layer of a DVD±R DL ends.
  public static let layerBoundary = Self(.dvd, 0x20)
  public static let shiftedMiddleArea = Self(.dvd, 0x21)
  public static let jumpInterval = Self(.dvd, 0x22)
  public static let manualLayerJump = Self(.dvd, 0x23)
  public static let remappingAnchor = Self(.dvd, 0x24)
  public static let dvdDiscControlBlock = Self(.dvd, 0x30)
  public static let dvdWriteProtection = Self(.dvd, 0xC0)
  public static let dvdCapabilities = Self(.dvd, 0xFF)

  /// What a BD says of itself.
  public static let bdDiscInformation = Self(.bluRay, 0x00)
  public static let bdBurstCuttingArea = Self(.bluRay, 0x03)
  public static let bdDefinition = Self(.bluRay, 0x08)
  public static let bdCartridge = Self(.bluRay, 0x09)
  public static let bdSpareArea = Self(.bluRay, 0x0A)
  /// Physical access control.
  public static let bdAccessControl = Self(.bluRay, 0x30)
  public static let bdWriteProtection = Self(.bluRay, 0xC0)
  public static let bdCapabilities = Self(.bluRay, 0xFF)
}
