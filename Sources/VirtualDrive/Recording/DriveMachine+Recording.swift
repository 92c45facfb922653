/// A session that the host writes in one go.
enum SessionRecording: Hashable, Sendable {
  case sheet(SheetRecording)
  case raw(RawRecording)

  /// Where the next write must begin.
  var position: Int64 {
    switch self {
    case .sheet(let recording): recording.position
    case .raw(let recording): recording.position
    }
  }

  /// Whether anything was written.
  var hasBegun: Bool {
    switch self {
    case .sheet(let recording): recording.hasBegun
    case .raw(let recording): recording.hasBegun
    }
  }

  /// Whether all was written that makes a session.
  var isComplete: Bool {
    switch self {
    case .sheet(let recording): recording.hasBegun && recording.isComplete
    case .raw(let recording): recording.leadOut != nil
    }
  }
}

/// Writing compact discs.
extension DriveMachine {
  /// The bytes of each block of a write to a compact disc, after the checks of what is being
  /// written and where.
  mutating func compactDiscByteCount(
    for range: Range<Int64>, on medium: MediumRecord
  ) throws(Ending) -> Int {
    switch pages.writeType {
    case 0: return try packetByteCount(for: range, on: medium)
    case 1: return try trackByteCount(for: range, on: medium)
    case 2:
      guard case .sheet(let recording) = recording else { throw .check(.commandSequence) }
      return try recording.byteCount(for: range)
    case 3: return try rawByteCount(for: range, on: medium)
    default: throw .check(.illegalModeForTrack)
    }
  }

  private func trackByteCount(
    for range: Range<Int64>, on medium: MediumRecord
  ) throws(Ending) -> Int {
    guard let form = WireForm(trackAtOnce: pages) else { throw .check(.illegalModeForTrack) }
    let reserved = medium.openTrackIndex(at: range.lowerBound).map { medium.tracks[$0] }
    if let track = reserved ?? medium.openTrack {
      guard track.content == form.content, track.control == pages.trackMode, track.packets == nil
      else { throw .check(.illegalModeForTrack) }
    }
    try checkNextAddress(range, on: medium)
    return form.byteCount
  }

  private mutating func rawByteCount(
    for range: Range<Int64>, on medium: MediumRecord
  ) throws(Ending) -> Int {
    guard let subchannel = RawRecording.Subchannel(rawValue: pages.dataBlockType) else {
      throw .check(.illegalModeForTrack)
    }
    if case .raw = recording {
    } else {
      guard medium.openSession == nil, let start = medium.writableTrackStart else {
        throw .check(.programAreaNotEmpty)
      }
      let leadIn = medium.sessions.isEmpty ? CompactDiscTime.leadIn : start - 4650
      recording = .raw(
        RawRecording(
          subchannel, leadIn: leadIn, start: start - 150, firstTrack: UInt8(medium.trackCount + 1)))
    }
    // The lead-out may lie behind what the host can use.
    guard range.upperBound <= medium.capacity + 6750 + 150 else {
      throw .check(.addressOutOfRange.at(range.lowerBound))
    }
    guard range.lowerBound == recording?.position else { throw .check(.invalidWriteAddress) }
    return subchannel.byteCount
  }

  /// Takes the blocks of a write to a compact disc.
  mutating func storeOnCompactDisc(
    _ bytes: UnsafeRawBufferPointer, at range: Range<Int64>
  ) throws(Ending) {
    let bytes = Array(bytes)
    try onDisk { () throws(VirtualDriveError) in
      switch recording {
      case .sheet(var sheet):
        try store(bytes, at: range, of: &sheet)
        recording = .sheet(sheet)
      case .raw(var raw):
        let byteCount = raw.subchannel.byteCount
        for start in stride(from: 0, to: bytes.count, by: byteCount) {
          let step = raw.take(Array(bytes[start..<start + byteCount]))
          try medium?.store(step, of: raw)
        }
        recording = .raw(raw)
      case nil: try storeInTrack(bytes, at: range)
      }
    }
  }

  /// A track at once or in packets: the page tells what it is.
  private mutating func storeInTrack(
    _ bytes: [UInt8], at range: Range<Int64>
  ) throws(VirtualDriveError) {
    guard let form = WireForm(trackAtOnce: pages), let before = medium?.record else { return }
    if before.rewritableTrack(at: range.lowerBound) != nil {
      try bytes.span.bytes.withUnsafeBytes { (bytes) throws(VirtualDriveError) in
        try medium?.overwrite(bytes, at: range)
      }
      return
    }
    let open = before.openTrackIndex(at: range.lowerBound)
    let layout = open.flatMap { before.tracks[$0].layout } ?? pages.layoutOfTrack(form)
    let track = RecordedTrack(start: range.lowerBound, control: pages.trackMode, layout: layout)
    let session = SessionLayout(discType: pages.discType)
    let catalogNumber = pages.catalogNumber
    try medium?.store(blocks: Int64(range.count), in: open) { record, blocks in
      if open == nil { record.beginTrack(track, session: session) }
      if let catalogNumber { record.disc.catalogNumber = catalogNumber }
      record.updateTrack(open ?? record.trackCount - 1) { $0.add(blocks) }
    } by: { (medium) throws(VirtualDriveError) in
      try medium.store(bytes, as: form, at: range.lowerBound, of: layout)
    }
  }

  /// A session at once: the sheet tells what comes.
  private mutating func store(
    _ bytes: [UInt8], at range: Range<Int64>, of recording: inout SheetRecording
  ) throws(VirtualDriveError) {
    if recording.isText(range.lowerBound) {
      recording.gather(bytes)
      recording.advance(to: range.upperBound)
      return
    }
    let byteCount = bytes.count / range.count
    for (piece, part) in recording.pieces(of: range) {
      let start = Int(piece.lowerBound - range.lowerBound) * byteCount
      let block = bytes[start..<start + piece.count * byteCount]
      try store(Array(block), at: piece, part: part, of: recording)
    }
    recording.advance(to: range.upperBound)
  }

  private mutating func store(
    _ bytes: [UInt8], at range: Range<Int64>, part: CueSheet.Part, of recording: SheetRecording
  ) throws(VirtualDriveError) {
    let track = recording.track(beginningWith: part)
    let session = SessionLayout(discType: pages.discType)
    guard let form = WireForm(part.form), let layout = track.layout else { return }
    let catalogNumber = recording.sheet.catalogNumber
    try medium?.store(blocks: Int64(range.count)) { record, blocks in
      if record.trackCount < Int(part.track) {
        record.beginTrack(track, session: session)
        if let catalogNumber { record.disc.catalogNumber = catalogNumber }
      }
      if part.index > 0 { record.extendLastTrack(by: blocks) }
    } by: { (medium) throws(VirtualDriveError) in
      try medium.store(
        bytes, as: form, subchannel: part.form.subchannel, at: range.lowerBound, of: layout)
    }
  }
}

extension ModePages {
  /// A track at once or in packets as the page describes it: audio has a pause that can be read.
  func layoutOfTrack(_ form: WireForm) -> TrackLayout {
    TrackLayout(
      content: form.content, pregapBlocks: form.content == .audio ? 150 : 0,
      recordingCode: form.content == .audio ? recordingCode : nil,
      keepsWholeSectors: !form.isPlain, packets: packets)
  }
}

extension LoadedMedium {
  /// Stores blocks as the host sent them.
  fileprivate func store(
    _ bytes: [UInt8], as form: WireForm, subchannel: DataForm.Subchannel? = nil, at address: Int64,
    of layout: TrackLayout
  ) throws(VirtualDriveError) {
    guard subchannel == .raw || subchannel == .packed else {
      if form.content == .mode1, form.byteCount == 2048, !form.isIgnored, address >= 0 {
        return try sectors.write(bytes, at: address)
      }
      return try store(form.wholeSectors(bytes, at: address), at: address, of: layout)
    }
    let size = WholeSector.byteCount + SubchannelSymbols.byteCount
    var mixer = SubchannelMixer()
    for (index, start) in stride(from: 0, to: bytes.count, by: size).enumerated() {
      let place = address + Int64(index)
      let symbols = bytes[start + WholeSector.byteCount..<start + size]
      let recorded = subchannel == .raw ? Array(symbols) : mixer.mix(symbols)
      try store(Array(bytes[start..<start + WholeSector.byteCount]), at: place, of: layout)
      try disc?.writeSubchannels(recorded, at: place)
    }
  }
}
