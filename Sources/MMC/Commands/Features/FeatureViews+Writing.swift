/// CD reading (001Eh); byte 4: bit 7 audio play, bit 1 error flags, bit 0 CD-TEXT.
public struct CDReadFeature: FeatureView {
  public static let name = FeatureName.cdRead
  public var knowsDigitalAudioPlay: Bool
  public var tellsErrorFlags: Bool
  public var readsCDText: Bool

  public init(_ feature: DriveFeature) {
    knowsDigitalAudioPlay = feature.has(bit: 7, at: 0)
    tellsErrorFlags = feature.has(bit: 1, at: 0)
    readsCDText = feature.has(bit: 0, at: 0)
  }
}

/// DVD reading (001Fh); byte 4 bit 0: conforms to DVD Multi 1.1; byte 6: bit 0 DVD-R DL, bit 1 DVD-RW DL.
public struct DVDReadFeature: FeatureView {
  public static let name = FeatureName.dvdRead
  public var conformsToDVDMulti: Bool
  public var readsDualLayerR: Bool
  public var readsDualLayerRW: Bool

  public init(_ feature: DriveFeature) {
    conformsToDVDMulti = feature.has(bit: 0, at: 0)
    readsDualLayerR = feature.has(bit: 0, at: 2)
    readsDualLayerRW = feature.has(bit: 1, at: 2)
  }
}

/// CD tracks written at once (002Dh).
///
///     byte 4     bit 6 underrun protection, bit 4 R–W raw, bit 3 R–W packed, bit 2 test write,
///                bit 1 CD-RW, bit 0 R–W
///     byte 6…7   data block types, bit n is type n
public struct CDTrackAtOnceFeature: FeatureView {
  public static let name = FeatureName.cdTrackAtOnce
  public var protectsAgainstUnderrun: Bool
  public var writesRawSubchannels: Bool
  public var writesPackedSubchannels: Bool
  public var testsWriting: Bool
  public var overwritesCDRW: Bool
  public var writesSubchannels: Bool
  public var dataBlockTypes: Set<UInt8>

  public init(_ feature: DriveFeature) {
    protectsAgainstUnderrun = feature.has(bit: 6, at: 0)
    writesRawSubchannels = feature.has(bit: 4, at: 0)
    writesPackedSubchannels = feature.has(bit: 3, at: 0)
    testsWriting = feature.has(bit: 2, at: 0)
    overwritesCDRW = feature.has(bit: 1, at: 0)
    writesSubchannels = feature.has(bit: 0, at: 0)
    dataBlockTypes = feature.bits(at: 2)
  }
}

/// CD sessions written at once, and raw (002Eh).
///
///     byte 4     bit 6 underrun protection, bit 5 session at once, bit 4 raw multi-session,
///                bit 3 raw, bit 2 test write, bit 1 CD-RW, bit 0 R–W
///     byte 5…7   the longest cue sheet, in bytes
public struct CDMasteringFeature: FeatureView {
  public static let name = FeatureName.cdMastering
  public var protectsAgainstUnderrun: Bool
  public var writesSessionAtOnce: Bool
  public var writesRawMultiSession: Bool
  public var writesRaw: Bool
  public var testsWriting: Bool
  public var overwritesCDRW: Bool
  public var writesSubchannels: Bool
  public var maximumCueSheetByteCount: Int

  public init(_ feature: DriveFeature) {
    protectsAgainstUnderrun = feature.has(bit: 6, at: 0)
    writesSessionAtOnce = feature.has(bit: 5, at: 0)
    writesRawMultiSession = feature.has(bit: 4, at: 0)
    writesRaw = feature.has(bit: 3, at: 0)
    testsWriting = feature.has(bit: 2, at: 0)
    overwritesCDRW = feature.has(bit: 1, at: 0)
    writesSubchannels = feature.has(bit: 0, at: 0)
    maximumCueSheetByteCount = feature.integer(at: 0, as: UInt32.self) & 0xFF_FFFF
  }
}

/// DVD-R and DVD-RW writing (002Fh); byte 4: bit 6 underrun protection, bit 3 DVD-R DL, bit 2 test
/// write, bit 1 DVD-RW.
public struct DVDMinusRWriteFeature: FeatureView {
  public static let name = FeatureName.dvdMinusRWrite
  public var protectsAgainstUnderrun: Bool
  public var writesDualLayer: Bool
  public var testsWriting: Bool
  public var writesDVDMinusRW: Bool

  public init(_ feature: DriveFeature) {
    protectsAgainstUnderrun = feature.has(bit: 6, at: 0)
    writesDualLayer = feature.has(bit: 3, at: 0)
    testsWriting = feature.has(bit: 2, at: 0)
    writesDVDMinusRW = feature.has(bit: 1, at: 0)
  }
}

/// DVD+RW (002Ah); byte 4 bit 0 writes; byte 5: bit 1 quick start, bit 0 close only.
public struct DVDPlusRWFeature: FeatureView {
  public static let name = FeatureName.dvdPlusRW
  public var writes: Bool
  public var startsQuickly: Bool
  public var closesOnly: Bool

  public init(_ feature: DriveFeature) {
    writes = feature.has(bit: 0, at: 0)
    startsQuickly = feature.has(bit: 1, at: 1)
    closesOnly = feature.has(bit: 0, at: 1)
  }
}

/// DVD+R (002Bh); byte 4 bit 0 writes.
public struct DVDPlusRFeature: FeatureView {
  public static let name = FeatureName.dvdPlusR
  public var writes: Bool

  public init(_ feature: DriveFeature) {
    writes = feature.has(bit: 0, at: 0)
  }
}

/// DVD+RW DL (003Ah), laid out as ``DVDPlusRWFeature``.
public struct DVDPlusRWDualLayerFeature: FeatureView {
  public static let name = FeatureName.dvdPlusRWDualLayer
  public var writes: Bool
  public var startsQuickly: Bool
  public var closesOnly: Bool

  public init(_ feature: DriveFeature) {
    writes = feature.has(bit: 0, at: 0)
    startsQuickly = feature.has(bit: 1, at: 1)
    closesOnly = feature.has(bit: 0, at: 1)
  }
}

/// DVD+R DL (003Bh); byte 4 bit 0 writes.
public struct DVDPlusRDualLayerFeature: FeatureView {
  public static let name = FeatureName.dvdPlusRDualLayer
  public var writes: Bool

  public init(_ feature: DriveFeature) {
    writes = feature.has(bit: 0, at: 0)
  }
}

/// DVD-R DL in layer jumps (0033h); byte 7 number of link sizes, which follow from byte 8 on.
public struct LayerJumpRecordingFeature: FeatureView {
  public static let name = FeatureName.layerJumpRecording
  /// In blocks.
  public var linkSizes: [UInt8]

  public init(_ feature: DriveFeature) {
    linkSizes = Array(feature.data.dropFirst(4).prefix(Int(feature.byte(at: 3))))
  }
}

/// DVD-RW DL in layer jumps (0034h); byte 4 bit 0 closes blocks; byte 7 blocks a buffer.
public struct LayerJumpRigidOverwriteFeature: FeatureView {
  public static let name = FeatureName.layerJumpRigidOverwrite
  public var closesJumpBlocks: Bool
  public var bufferBlocks: Int

  public init(_ feature: DriveFeature) {
    closesJumpBlocks = feature.has(bit: 0, at: 0)
    bufferBlocks = Int(feature.byte(at: 3))
  }
}

/// The kinds of CD-RW that can be written (0037h); byte 5: bit n is sub-type n, 0 being the normal
/// one, 1 high speed, 2 ultra speed, 3 ultra speed plus.
public struct CDRWMediaWriteFeature: FeatureView {
  public static let name = FeatureName.cdRWMediaWriteSupport
  public var writableSubtypes: Set<UInt8>

  public init(_ feature: DriveFeature) {
    let bits = feature.byte(at: 1)
    writableSubtypes = Set((0..<8).filter { bits >> $0 & 1 == 1 })
  }
}
