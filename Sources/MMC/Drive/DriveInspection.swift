public import DiscModel

/// What a drive says about itself and the medium in it.
public struct DriveInspection: Hashable, Sendable {
  /// Who the drive says it is.
  public var identity: DriveIdentity
  /// What the drive can do.
  public var capabilities: DriveCapabilities
  /// Whether the tray is open.
  public var trayIsOpen: Bool
  /// The medium in the drive, or nil.
  public var medium: Medium?
  /// What the medium lets the drive do now, as the drive tells it; empty without a medium.
  public var currentFeatures: [DriveFeature]
  /// How the medium is and can be formatted; nil for media that are not, and if the drive does not
  /// say.
  public var formats: ReadFormatCapacities.Response?

  /// An inspection with these findings.
  public init(
    identity: DriveIdentity, capabilities: DriveCapabilities, trayIsOpen: Bool, medium: Medium?,
    currentFeatures: [DriveFeature] = [], formats: ReadFormatCapacities.Response? = nil
  ) {
    self.identity = identity
    self.capabilities = capabilities
    self.trayIsOpen = trayIsOpen
    self.medium = medium
    self.currentFeatures = currentFeatures
    self.formats = formats
  }
}

/// Who a drive says it is, without the spaces around the names.
public struct DriveIdentity: Hashable, Sendable {
  /// The maker, such as "HL-DT-ST".
  public var vendor: String
  /// The model, such as "BD-RE WH16NS60".
  public var product: String
  /// The version of the firmware.
  public var revision: String

  /// A drive with these names.
  public init(vendor: String, product: String, revision: String) {
    self.vendor = vendor
    self.product = product
    self.revision = revision
  }
}

/// What a drive can do, whatever medium is in it.
public struct DriveCapabilities: Hashable, Sendable {
  /// The kinds of media that the drive knows, in its own order.
  public var profiles: [MediumProfile]
  /// The kinds of media that the drive can write.
  public var writableProfiles: Set<MediumProfile>
  /// Whether the drive can open the tray.
  public var canEject: Bool
  /// Whether the drive can close the tray; slim drives cannot.
  public var canLoad: Bool
  /// Whether the drive can lock the tray.
  public var canLock: Bool
  /// Whether the drive can pretend to write a CD.
  public var supportsTestWrite: Bool
  /// Whether the drive can pause the laser when data for a CD come late.
  public var hasUnderrunProtection: Bool
  /// Whether the write speed of DVD and BD is set by SET STREAMING.
  public var supportsStreaming: Bool
  /// The size of the drive's buffer in bytes; nil if it is not told.
  public var bufferByteCount: Int?
  /// Whether the drive can write a CD session at once, by a cue sheet.
  public var writesSessionAtOnce: Bool
  /// Whether the drive can write a CD track by track.
  public var writesTrackAtOnce: Bool
  /// Whether the drive can read CD-TEXT.
  public var readsCDText: Bool
  /// The kinds of media of which the drive says whether it writes them; nil for all. An old drive, which
  /// has no features to tell, speaks of CD-R, CD-RW, DVD-R and DVD-RAM alone.
  public var toldProfiles: Set<MediumProfile>?

  /// Capabilities as given; by default none.
  public init(
    profiles: [MediumProfile] = [], writableProfiles: Set<MediumProfile> = [],
    canEject: Bool = false, canLoad: Bool = false, canLock: Bool = false,
    supportsTestWrite: Bool = false, hasUnderrunProtection: Bool = false,
    supportsStreaming: Bool = false, bufferByteCount: Int? = nil,
    writesSessionAtOnce: Bool = false, writesTrackAtOnce: Bool = false, readsCDText: Bool = false,
    toldProfiles: Set<MediumProfile>? = nil
  ) {
    self.profiles = profiles
    self.writableProfiles = writableProfiles
    self.canEject = canEject
    self.canLoad = canLoad
    self.canLock = canLock
    self.supportsTestWrite = supportsTestWrite
    self.hasUnderrunProtection = hasUnderrunProtection
    self.supportsStreaming = supportsStreaming
    self.bufferByteCount = bufferByteCount
    self.writesSessionAtOnce = writesSessionAtOnce
    self.writesTrackAtOnce = writesTrackAtOnce
    self.readsCDText = readsCDText
    self.toldProfiles = toldProfiles
  }

  /// Whether the drive writes such media; nil if it does not say.
  public func writes(_ profile: MediumProfile) -> Bool? {
    guard toldProfiles?.contains(profile) ?? true else { return nil }
    return writableProfiles.contains(profile)
  }
}
