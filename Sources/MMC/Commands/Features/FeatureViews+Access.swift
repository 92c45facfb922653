public import DiscModel

/// Blocks that can be read in any order (0010h).
///
///     byte 4…7   bytes a block     byte 8…9   blocks read at once     byte 10   bit 0 mode page 01h
public struct RandomReadableFeature: FeatureView {
  public static let name = FeatureName.randomReadable
  public var blockByteCount: Int
  /// 1 on CD, 16 on DVD, 32 on BD.
  public var blocking: Int
  public var hasErrorRecoveryPage: Bool

  public init(_ feature: DriveFeature) {
    blockByteCount = feature.integer(at: 0, as: UInt32.self)
    blocking = feature.integer(at: 4, as: UInt16.self)
    hasErrorRecoveryPage = feature.has(bit: 0, at: 6)
  }
}

/// Blocks that can be written in any order (0020h).
///
///     byte 4…7   last address      byte 8…11  bytes a block
///     byte 12…13 blocks at once    byte 14    bit 0 mode page 01h
public struct RandomWritableFeature: FeatureView {
  public static let name = FeatureName.randomWritable
  /// Nil if that is none a medium can have.
  public var lastAddress: LogicalBlockAddress?
  public var blockByteCount: Int
  public var blocking: Int
  public var hasErrorRecoveryPage: Bool

  public init(_ feature: DriveFeature) {
    let last = feature.integer(at: 0, as: UInt32.self)
    lastAddress = Int32(exactly: last).map { LogicalBlockAddress($0) }
    blockByteCount = feature.integer(at: 4, as: UInt32.self)
    blocking = feature.integer(at: 8, as: UInt16.self)
    hasErrorRecoveryPage = feature.has(bit: 0, at: 10)
  }
}

/// Blocks that can be written once, in any order (0025h).
///
///     byte 4…7   bytes a block     byte 8…9   blocks at once     byte 10   bit 0 mode page 01h
public struct WriteOnceFeature: FeatureView {
  public static let name = FeatureName.writeOnce
  public var blockByteCount: Int
  public var blocking: Int
  public var hasErrorRecoveryPage: Bool

  public init(_ feature: DriveFeature) {
    blockByteCount = feature.integer(at: 0, as: UInt32.self)
    blocking = feature.integer(at: 4, as: UInt16.self)
    hasErrorRecoveryPage = feature.has(bit: 0, at: 6)
  }
}

/// Tracks that grow packet by packet (0021h).
///
///     byte 4…5   data block types, bit n is type n     byte 6   bit 2 tells how many tracks it
///                manages, bit 1 address mode reservation, bit 0 underrun protection
///     byte 7     number of link sizes, which follow from byte 8 on
public struct IncrementalStreamingFeature: FeatureView {
  public static let name = FeatureName.incrementalStreamingWritable
  public var dataBlockTypes: Set<UInt8>
  /// Whether ``ReadTrackResources`` is answered (TRIO).
  public var tellsTrackResources: Bool
  public var reservesByAddress: Bool
  public var protectsAgainstUnderrun: Bool
  /// In blocks. Drives exist that send nonsense here.
  public var linkSizes: [UInt8]

  public init(_ feature: DriveFeature) {
    dataBlockTypes = feature.bits(at: 0)
    tellsTrackResources = feature.has(bit: 2, at: 2)
    reservesByAddress = feature.has(bit: 1, at: 2)
    protectsAgainstUnderrun = feature.has(bit: 0, at: 2)
    linkSizes = Array(feature.data.dropFirst(4).prefix(Int(feature.byte(at: 3))))
  }
}

/// The ways to format (0023h).
///
///     byte 4   bit 3 BD-RE without spare area, bit 2 spare area expansion, bit 1 quick
///              certification, bit 0 full certification
///     byte 8   bit 0 BD-R for random recording
public struct FormattableFeature: FeatureView {
  public static let name = FeatureName.formattable
  public var formatsWithoutSpareArea: Bool
  public var expandsSpareArea: Bool
  public var certifiesQuickly: Bool
  public var certifiesFully: Bool
  public var formatsForRandomRecording: Bool

  public init(_ feature: DriveFeature) {
    formatsWithoutSpareArea = feature.has(bit: 3, at: 0)
    expandsSpareArea = feature.has(bit: 2, at: 0)
    certifiesQuickly = feature.has(bit: 1, at: 0)
    certifiesFully = feature.has(bit: 0, at: 0)
    formatsForRandomRecording = feature.has(bit: 0, at: 4)
  }
}

/// Bad blocks that the drive replaces (0024h); byte 4 bit 7: it tells of its spare area.
public struct DefectManagementFeature: FeatureView {
  public static let name = FeatureName.defectManagement
  public var tellsSpareArea: Bool

  public init(_ feature: DriveFeature) {
    tellsSpareArea = feature.has(bit: 7, at: 0)
  }
}

/// Mount Rainier (0028h); byte 4: bit 2 DVD+ writing, bit 1 DVD+ reading, bit 0 CD writing.
public struct MountRainierFeature: FeatureView {
  public static let name = FeatureName.mountRainier
  public var writesDVDPlus: Bool
  public var readsDVDPlus: Bool
  public var writesCD: Bool

  public init(_ feature: DriveFeature) {
    writesDVDPlus = feature.has(bit: 2, at: 0)
    readsDVDPlus = feature.has(bit: 1, at: 0)
    writesCD = feature.has(bit: 0, at: 0)
  }
}

/// Reports of defects (0029h).
///
///     byte 4   bit 0 managed by the drive   byte 5  information caches   byte 6…7  entries
public struct EnhancedDefectReportingFeature: FeatureView {
  public static let name = FeatureName.enhancedDefectReporting
  public var isManagedByDrive: Bool
  public var cacheZones: Int
  public var entries: Int

  public init(_ feature: DriveFeature) {
    isManagedByDrive = feature.has(bit: 0, at: 0)
    cacheZones = Int(feature.byte(at: 1))
    entries = feature.integer(at: 2, as: UInt16.self)
  }
}

/// DVD-RW that is overwritten in whole (002Ch); byte 4: bit 3 makes defect status
/// data, bit 2 reads them, bit 1 writes the intermediate state, bit 0 blanks.
public struct RigidRestrictedOverwriteFeature: FeatureView {
  public static let name = FeatureName.rigidRestrictedOverwrite
  public var generatesDefectStatus: Bool
  public var readsDefectStatus: Bool
  public var writesIntermediateState: Bool
  public var blanks: Bool

  public init(_ feature: DriveFeature) {
    generatesDefectStatus = feature.has(bit: 3, at: 0)
    readsDefectStatus = feature.has(bit: 2, at: 0)
    writesIntermediateState = feature.has(bit: 1, at: 0)
    blanks = feature.has(bit: 0, at: 0)
  }
}

extension DriveFeature {
  /// The bits of the two bytes at `offset` that are set, 0 being the lowest.
  func bits(at offset: Int) -> Set<UInt8> {
    let field = integer(at: offset, as: UInt16.self)
    return Set((0..<16).filter { field >> $0 & 1 == 1 }.map { UInt8($0) })
  }
}
