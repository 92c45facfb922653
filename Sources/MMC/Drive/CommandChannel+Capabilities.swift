internal import DiscModel

extension CommandChannel {
  /// What the drive can do, from all its features and, for the buffer, mode page 2Ah.
  ///
  /// A drive that does not know GET CONFIGURATION has that page alone.
  func readCapabilities() throws(DriveError) -> DriveCapabilities {
    let configuration = try readConfigurationIfKnown(.all)
    let page = readCapabilitiesPage()
    var capabilities =
      configuration.map { DriveCapabilities(features: $0.features) }
      ?? page.map { DriveCapabilities(page: $0) } ?? DriveCapabilities(toldProfiles: [])
    capabilities.bufferByteCount = page?.bufferByteCount
    return capabilities
  }

  /// The configuration, or nil from a drive that does not know the command.
  ///
  /// There are readers that know none of MMC but what their first standard had: old ones, and what
  /// passes itself off as one on USB.
  func readConfigurationIfKnown(
    _ scope: GetConfiguration.Scope
  ) throws(DriveError) -> GetConfiguration.Response? {
    do throws(DriveError) {
      return try send(GetConfiguration(scope))
    } catch {
      guard case .refused(_, let sense) = error, sense.key == .illegalRequest, sense.asc == 0x20
      else { throw error }
      return nil
    }
  }

  /// Mode page 2Ah, or nil: drives need not have it any more.
  func readCapabilitiesPage() -> CapabilitiesPage? {
    try? send(ModeSense10<CapabilitiesPage>())
  }
}

extension DriveCapabilities {
  /// What `features` add up to.
  ///
  /// The profile list alone proves nothing: readers list profiles of media that they only read. A
  /// kind counts as writable when the list and a write feature agree.
  ///
  ///     0003h  removable medium   byte 0  bit 4 loads, bit 3 ejects, bit 0 locks
  ///     001Eh  CD reading         byte 0  bit 0 CD-TEXT
  ///     002Dh  CD track at once   byte 0  bit 6 underrun protection, bit 2 test write, bit 1 CD-RW
  ///     002Eh  CD mastering       byte 0  bit 6 underrun protection, bit 5 session at once
  ///     0107h  streaming          byte 0  bit 0 stream writing
  ///
  /// Source: MMC-6, "Features".
  init(features: [DriveFeature]) {
    func feature(_ code: UInt16) -> DriveFeature? { features.first { $0.code == code } }
    func has(_ code: UInt16, bit: Int) -> Bool { feature(code)?.has(bit: bit, at: 0) ?? false }
    let listed = features[ProfileListFeature.self]?.profiles ?? []
    self.init(
      profiles: listed,
      writableProfiles: Set(
        listed.filter { profile in
          profile.writeFeatures.contains { code, bit in
            bit.map { has(code, bit: $0) } ?? (feature(code) != nil)
          }
        }),
      canEject: has(0x0003, bit: 3), canLoad: has(0x0003, bit: 4), canLock: has(0x0003, bit: 0),
      supportsTestWrite: has(0x002D, bit: 2),
      hasUnderrunProtection: has(0x002D, bit: 6) || has(0x002E, bit: 6),
      supportsStreaming: has(0x0107, bit: 0), writesSessionAtOnce: has(0x002E, bit: 5),
      writesTrackAtOnce: feature(0x002D) != nil, readsCDText: has(0x001E, bit: 0))
  }
}

extension DriveCapabilities {
  /// What mode page 2Ah says of a drive that has no features to tell.
  ///
  /// It speaks of four kinds of media alone. Whether a session can be written at once it does not say:
  /// that is asked of the drive when it is done, and writing track by track stays if it refuses.
  /// Source: MMC-3, "CD/DVD Capabilities and Mechanical Status Mode Page".
  init(page: CapabilitiesPage) {
    let bits: [(MediumProfile, CapabilitiesPage.MediaKinds)] = [
      (.cdR, .cdR), (.cdRW, .cdRW), (.dvdMinusRSequential, .dvdMinusR), (.dvdRAM, .dvdRAM),
    ]
    let writable = Set(bits.filter { page.writableMedia.contains($0.1) }.map(\.0))
    let readable = bits.filter { page.readableMedia.contains($0.1) }.map(\.0)
    let writesCD = page.writesCDR || page.writesCDRW
    self.init(
      profiles: bits.map(\.0).filter { writable.contains($0) || readable.contains($0) },
      writableProfiles: writable, canEject: page.canEject, canLoad: page.mechanism == .tray,
      canLock: page.canLock, supportsTestWrite: page.supportsTestWrite,
      hasUnderrunProtection: page.cdAbilities.contains(.underrunProtection),
      writesSessionAtOnce: writesCD, writesTrackAtOnce: writesCD,
      toldProfiles: Set(bits.map(\.0)))
  }
}

extension MediumProfile {
  /// The features of which one must be there for a drive to write this medium, with the bit of the
  /// first data byte that must be set, if it takes one; empty for media that nobody writes.
  fileprivate var writeFeatures: [(code: UInt16, bit: Int?)] {
    switch self {
    case .cdR: [(0x002D, nil), (0x002E, nil)]
    case .cdRW: [(0x002D, 1), (0x002E, 1)]
    case .dvdMinusRSequential: [(0x002F, nil)]
    case .dvdMinusRDualLayerSequential, .dvdMinusRDualLayerJump: [(0x002F, 3)]
    case .dvdMinusRWSequential, .dvdMinusRWRestrictedOverwrite: [(0x002F, 1)]
    case .dvdRAM: [(0x0024, nil), (0x0020, nil)]
    case .dvdPlusRW: [(0x002A, 0)]
    case .dvdPlusR: [(0x002B, 0)]
    case .dvdPlusRWDualLayer: [(0x003A, 0)]
    case .dvdPlusRDualLayer: [(0x003B, 0)]
    case .bdRSequential, .bdRRandom, .bdRE: [(0x0041, nil)]
    default: []
    }
  }
}
