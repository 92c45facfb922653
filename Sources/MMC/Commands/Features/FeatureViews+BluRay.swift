/// Which versions of which classes of BD the drive takes: a bit for each version, 0 being the lowest
/// bit of the two bytes.
public struct BDVersions: Hashable, Sendable {
  /// Four classes, 0 to 3, and in each the versions, 0 to 15.
  public var versions: [Set<UInt8>]

  init(_ feature: DriveFeature, at offset: Int) {
    versions = (0..<4).map { feature.bits(at: offset + 2 * $0) }
  }

  /// Whether there is a version of any class.
  public var isEmpty: Bool { versions.allSatisfy(\.isEmpty) }
}

/// BD reading (0040h); byte 8…15 BD-RE, byte 16…23 BD-R, byte 24…31 BD-ROM, two bytes a class.
public struct BDReadFeature: FeatureView {
  public static let name = FeatureName.bdRead
  public var rewritable: BDVersions
  public var recordable: BDVersions
  public var pressed: BDVersions

  public init(_ feature: DriveFeature) {
    rewritable = BDVersions(feature, at: 4)
    recordable = BDVersions(feature, at: 12)
    pressed = BDVersions(feature, at: 20)
  }
}

/// BD writing (0041h); byte 4 bit 0 writing without verification; byte 8…15 BD-RE, byte 16…23 BD-R,
/// two bytes a class.
public struct BDWriteFeature: FeatureView {
  public static let name = FeatureName.bdWrite
  public var writesUnverified: Bool
  public var rewritable: BDVersions
  public var recordable: BDVersions

  public init(_ feature: DriveFeature) {
    writesUnverified = feature.has(bit: 0, at: 0)
    rewritable = BDVersions(feature, at: 4)
    recordable = BDVersions(feature, at: 12)
  }
}

/// Discs of several kinds in one (0080h); byte 4 bit 0: the drive can leave the present one.
public struct HybridDiscFeature: FeatureView {
  public static let name = FeatureName.hybridDisc
  public var resetsToOther: Bool

  public init(_ feature: DriveFeature) {
    resetsToOther = feature.has(bit: 0, at: 0)
  }
}

/// A changer in the drive (0102h); byte 4: bit 4 side change, bit 2 disc check; byte 7 bits 0–4 the
/// highest slot.
public struct EmbeddedChangerFeature: FeatureView {
  public static let name = FeatureName.embeddedChanger
  public var changesSide: Bool
  public var checksSlots: Bool
  public var highestSlot: Int

  public init(_ feature: DriveFeature) {
    changesSide = feature.has(bit: 4, at: 0)
    checksSlots = feature.has(bit: 2, at: 0)
    highestSlot = Int(feature.byte(at: 3) & 0x1F)
  }
}

/// Playing through the drive's own output (0103h); byte 4: bit 2 scan, bit 1 separate mute, bit 0
/// separate volume; byte 6…7 volume levels.
public struct AudioPlayFeature: FeatureView {
  public static let name = FeatureName.cdAudioExternalPlay
  public var scans: Bool
  public var mutesSeparately: Bool
  public var hasSeparateVolume: Bool
  public var volumeLevels: Int

  public init(_ feature: DriveFeature) {
    scans = feature.has(bit: 2, at: 0)
    mutesSeparately = feature.has(bit: 1, at: 0)
    hasSeparateVolume = feature.has(bit: 0, at: 0)
    volumeLevels = feature.integer(at: 2, as: UInt16.self)
  }
}

/// Failure prediction (0101h); byte 4 bit 0: mode page 1Ch is there.
public struct SMARTFeature: FeatureView {
  public static let name = FeatureName.smart
  public var hasFaultPage: Bool

  public init(_ feature: DriveFeature) {
    hasFaultPage = feature.has(bit: 0, at: 0)
  }
}

/// How firmware is loaded (0104h); byte 4 bit 0: in five modes.
public struct MicrocodeUpgradeFeature: FeatureView {
  public static let name = FeatureName.microcodeUpgrade
  public var knowsFifthMode: Bool

  public init(_ feature: DriveFeature) {
    knowsFifthMode = feature.has(bit: 0, at: 0)
  }
}

/// How long commands may take (0105h); byte 4 bit 0 group 3; byte 6…7 unit length.
public struct TimeoutFeature: FeatureView {
  public static let name = FeatureName.timeout
  public var hasThirdGroup: Bool
  public var unitLength: Int

  public init(_ feature: DriveFeature) {
    hasThirdGroup = feature.has(bit: 0, at: 0)
    unitLength = feature.integer(at: 2, as: UInt16.self)
  }
}

/// CSS (0106h) in the version of byte 7.
public struct CSSFeature: FeatureView {
  public static let name = FeatureName.dvdCSS
  public var cssVersion: Int

  public init(_ feature: DriveFeature) {
    cssVersion = Int(feature.byte(at: 3))
  }
}

/// CPRM (010Bh) in the version of byte 7.
public struct CPRMFeature: FeatureView {
  public static let name = FeatureName.dvdCPRM
  public var cprmVersion: Int

  public init(_ feature: DriveFeature) {
    cprmVersion = Int(feature.byte(at: 3))
  }
}

/// AACS (010Dh); byte 4 bit 0 makes binding nonces; byte 5 nonce blocks; byte 6 bits 0–3 sessions;
/// byte 7 version.
public struct AACSFeature: FeatureView {
  public static let name = FeatureName.aacs
  public var makesBindingNonces: Bool
  public var nonceBlocks: Int
  public var authenticationSessions: Int
  public var aacsVersion: Int

  public init(_ feature: DriveFeature) {
    makesBindingNonces = feature.has(bit: 0, at: 0)
    nonceBlocks = Int(feature.byte(at: 1))
    authenticationSessions = Int(feature.byte(at: 2) & 0x0F)
    aacsVersion = Int(feature.byte(at: 3))
  }
}

/// Disc control blocks that the drive reads and writes (010Ah): ids of four bytes.
public struct DiscControlBlocksFeature: FeatureView {
  public static let name = FeatureName.discControlBlocks
  public var identifiers: [UInt32]

  public init(_ feature: DriveFeature) {
    identifiers = stride(from: 0, through: feature.data.count - 4, by: 4).map {
      UInt32(feature.integer(at: $0, as: UInt32.self))
    }
  }
}

/// DVDs whose contents are scrambled as they are recorded (010Eh); byte 4: how many parts of a disc can be.
public struct CSSManagedRecordingFeature: FeatureView {
  public static let name = FeatureName.cssManagedRecording
  public var maximumScrambledExtents: Int

  public init(_ feature: DriveFeature) {
    maximumScrambledExtents = Int(feature.byte(at: 0))
  }
}
