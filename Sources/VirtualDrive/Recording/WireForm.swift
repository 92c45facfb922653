/// How the bytes that the host sends for a sector become the whole sector.
struct WireForm: Hashable, Sendable {
  /// What the sectors are.
  var content: TrackLayout.Content
  /// The bytes of a sector on the wire, without the sub-channel's.
  var byteCount: Int
  /// Where in them the user's data begins, or the sub-headers of mode 2 XA.
  var offset = 0
  /// The sub-header of sectors that come without.
  var subheader: [UInt8]?
  /// Whether zeros are written instead of what comes.
  var isIgnored = false

  /// Whether the track can be kept as blocks of user data alone.
  var isPlain: Bool {
    switch content {
    case .mode1: true
    case .extended: byteCount == 2048 && subheader == WholeSector.plainSubheader
    case .audio, .formless: false
    }
  }

  /// The whole sectors of `bytes`, which are of `address` and those after it.
  func wholeSectors(_ bytes: [UInt8], at address: Int64) -> [UInt8] {
    if content == .audio { return bytes }
    var sectors: [UInt8] = []
    sectors.reserveCapacity(bytes.count / byteCount * WholeSector.byteCount)
    for (index, start) in stride(from: 0, to: bytes.count, by: byteCount).enumerated() {
      let place = address + Int64(index)
      sectors +=
        isIgnored
        ? WholeSector.empty(content, at: place)
        : wholeSector(bytes[start + offset..<start + byteCount], at: place)
    }
    return sectors
  }

  private func wholeSector(_ bytes: ArraySlice<UInt8>, at address: Int64) -> [UInt8] {
    switch (content, subheader) {
    case (.audio, _): Array(bytes)
    case (.mode1, _): WholeSector.mode1(bytes.prefix(2048), at: address)
    case (.formless, _): WholeSector.formless(bytes.prefix(2336), at: address)
    case (.extended, let subheader?) where byteCount == 2324:
      WholeSector.form2(subheader: subheader, bytes, at: address)
    case (.extended, let subheader?):
      WholeSector.form1(subheader: subheader, bytes.prefix(2048), at: address)
    case (.extended, nil): WholeSector.extended(bytes, at: address)
    }
  }
}

extension WireForm {
  /// What a track at once is written in, as page 05h sets it; nil for settings that fit no track.
  ///
  ///     block type 0   audio, 2,352      8   mode 1, 2,048        9   mode 2, 2,336
  ///     10, 12   form 1, 2,048, and form 2, 2,324: the sub-header is the page's
  ///     11, 13   form 1, 2,056, and both forms, 2,332, with sub-headers
  ///
  /// Source: MMC-6, "Write Parameters mode page", table of the data block types.
  init?(trackAtOnce pages: ModePages) {
    let isData = pages.trackMode & 0x04 != 0
    switch (pages.dataBlockType, isData) {
    case (0, false): self.init(content: .audio, byteCount: 2352)
    case (8, true): self.init(content: .mode1, byteCount: 2048)
    case (9, true): self.init(content: .formless, byteCount: 2336)
    case (10, true): self.init(content: .extended, byteCount: 2048, subheader: pages.subheader)
    case (11, true): self.init(content: .extended, byteCount: 2056)
    case (12, true): self.init(content: .extended, byteCount: 2324, subheader: pages.subheader)
    case (13, true): self.init(content: .extended, byteCount: 2332)
    default: return nil
    }
  }

  /// What a part of a cue sheet is written in; nil for those that the drive makes.
  init?(_ form: DataForm) {
    guard let byteCount = form.mainByteCount, byteCount > 0 else { return nil }
    let isWhole = byteCount == WholeSector.byteCount
    switch form.main >> 4 {
    case 0: self.init(content: .audio, byteCount: byteCount)
    case 1: self.init(content: .mode1, byteCount: byteCount, offset: isWhole ? 16 : 0)
    case 2: self.init(content: .extended, byteCount: byteCount, offset: isWhole ? 16 : 0)
    default: self.init(content: .formless, byteCount: byteCount, offset: isWhole ? 16 : 0)
    }
    isIgnored = form.isIgnored
  }
}
