/// A feature of the drive. Source: MMC-6, "Features and Profiles".
struct Feature: Hashable, Sendable {
  var code: UInt16
  var version: UInt8 = 0
  var isPersistent = false
  var isCurrent: Bool
  var data: [UInt8] = []

  /// The descriptor: code, bits 5…2 version, bit 1 persistent, bit 0 current, length, data.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: code)
    bytes.append(version << 2 | (isPersistent ? 2 : 0) | (isCurrent ? 1 : 0))
    bytes.append(UInt8(data.count))
    return bytes + data
  }
}

extension DriveMachine {
  /// The profiles the drive can take on, the most capable first.
  static let profiles: [UInt16] = [
    0x0043, 0x0042, 0x0041, 0x0040, 0x002B, 0x001B, 0x001A, 0x0016, 0x0015, 0x0014, 0x0013, 0x0012,
    0x0011, 0x0010, 0x000A, 0x0009, 0x0008,
  ]

  /// GET CONFIGURATION (46h): the current profile and the features.
  ///
  ///     byte 1      bits 1…0: 0 all features, 1 the current ones, 2 the one that is named
  ///     byte 2, 3   the first feature wanted              byte 7, 8   allocation length
  ///
  /// Source: MMC-6, "GET CONFIGURATION Command".
  mutating func getConfiguration(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let first = UInt16(command.word(2))
    let wanted: [Feature]
    switch command[1] & 0x03 {
    case 0: wanted = features.filter { $0.code >= first }
    case 1: wanted = features.filter { $0.code >= first && $0.isCurrent }
    case 2: wanted = features.filter { $0.code == first }
    default: throw .check(.field(1, bit: 1))
    }
    let descriptors = wanted.flatMap(\.bytes)
    var reply: [UInt8] = []
    reply.append(bigEndian: UInt32(descriptors.count + 4))
    reply += [0, 0]
    reply.append(bigEndian: currentProfile)
    try transfer.send(reply + descriptors, allocation: command.word(7))
  }

  /// The profile of the medium; 0 while there is none that the drive can get at.
  var currentProfile: UInt16 {
    jumpsBetweenLayers ? 0x0016 : readyMedium?.record.profile ?? 0
  }

  private var features: [Feature] {
    var current = readyMedium?.record.currentFeatures ?? []
    if has(.minimalBlankOnceOnly), readyMedium?.record.isMinimallyBlanked == true {
      current.remove(0x0021)
    }
    if jumpsBetweenLayers, readyMedium?.record.isFinalized == false {
      current.remove(0x0021)
      current.insert(0x0033)
    }
    let codes = current
    func feature(_ code: UInt16, _ version: UInt8 = 0, _ data: [UInt8] = []) -> Feature {
      Feature(code: code, version: version, isCurrent: codes.contains(code), data: data)
    }
    func persistent(_ code: UInt16, _ version: UInt8 = 0, _ data: [UInt8] = []) -> Feature {
      Feature(code: code, version: version, isPersistent: true, isCurrent: true, data: data)
    }
    var multiRead = feature(0x001D)
    multiRead.isPersistent = true
    return [
      persistent(0x0000, 0, profileList),
      persistent(0x0001, 2, [0, 0, 0, 7, 1, 0, 0, 0]),
      persistent(0x0002, 1, [2, 0, 0, 0]),
      persistent(0x0003, 2, [0x39, 0, 0, 0]),
      // Persistent protection can be set; of DVD-RAM alone.
      feature(0x0004, 1, [0x02, 0, 0, 0]),
      feature(0x0010, 0, randomReadable),
      multiRead,
      // C2 pointers and CD-TEXT.
      feature(0x001E, 2, [0x03, 0, 0, 0]),
      feature(0x001F, 1, [1, 0, 1, 0]),
      feature(0x0020, 1, randomWritable),
      feature(0x0021, 0, incrementalStreaming),
      feature(0x0023, 1, formattable),
      feature(0x0024, 0, [0, 0, 0, 0]),
      // Block size, blocks of a cluster, and that there is a page 01h.
      feature(0x0025, 0, [0, 0, 8, 0, 0, 32, 1, 0]),
      feature(0x0026),
      feature(0x002A, 1, [1, 2, 0, 0]),
      feature(0x002B, 0, [1, 0, 0, 0]),
      // Intermediate and blank.
      feature(0x002C, 0, [3, 0, 0, 0]),
      // Underrun protection, test write; data block types 0 and 8 to 13.
      feature(0x002D, 2, [0x44 | rewritableBit, 0, 0x3F, 0x01]),
      // The same, sessions at once, raw, also in several sessions, R to W; bytes of a cue sheet.
      feature(0x002E, 0, [0x7D | rewritableBit, 0x00, 0x10, 0x00]),
      // Underrun protection, dual layer, test write, DVD-RW.
      feature(0x002F, 2, [0x4E, 0, 0, 0]),
      // One link size, 16.
      feature(0x0033, 0, [0, 0, 0, 1, 16, 0, 0, 0]),
      // All sub-types of CD-RW.
      feature(0x0037, 0, [0, 0x0F, 0, 0]),
      feature(0x0038),
      feature(0x003B, 0, [1, 0, 0, 0]),
      feature(0x0040, 0, bluRayClasses(reads: true)),
      feature(0x0041, 0, bluRayClasses(reads: false)),
      persistent(0x0100),
      persistent(0x0105, 1, [0, 0, 0, 0]),
      // CSS, of which no medium that is written has anything.
      feature(0x0106, 0, [0, 0, 0, 1]),
      // All that there is of it, streams by WRITE(12) included.
      Feature(code: 0x0107, version: 4, isCurrent: true, data: [0x1F, 0, 0, 0]),
      persistent(0x0108, 0, Array(record.serial.utf8)),
    ]
  }

  /// Bit 1 of the features of writing CDs: CD-RW.
  private var rewritableBit: UInt8 { readyMedium?.kind == .cdRW ? 0x02 : 0 }

  /// Four bytes a profile; bit 0 of the third is set for the current one.
  private var profileList: [UInt8] {
    var list: [UInt8] = []
    for profile in Self.profiles {
      list.append(bigEndian: profile)
      list += [profile == currentProfile ? 1 : 0, 0]
    }
    return list
  }

  /// Of BD-RE: without spare area, quick and full certification; of BD-R: random recording.
  private var formattable: [UInt8] {
    switch readyMedium?.kind {
    case .bdRE: [0x0B, 0, 0, 0, 0, 0, 0, 0]
    case .bdR: [0, 0, 0, 0, 1, 0, 0, 0]
    default: [0, 0, 0, 0, 0, 0, 0, 0]
    }
  }

  /// Block size, blocks that are read together, and that there is a page 01h.
  private var randomReadable: [UInt8] {
    [0, 0, 8, 0, 0, UInt8(readyMedium?.kind.writeUnit ?? 1), 1, 0]
  }

  /// Last address, block size, blocks that are written together, and that there is a page 01h.
  private var randomWritable: [UInt8] {
    var data: [UInt8] = []
    data.append(bigEndian: UInt32(clamping: (readyMedium?.record.capacity ?? 1) - 1))
    return data + [0, 0, 8, 0, 0, UInt8(readyMedium?.kind.writeUnit ?? 1), 1, 0]
  }

  /// Data block type 8 and underrun protection; on DVD-R links of 16 blocks. On CD type 10, too, and
  /// links of 7.
  private var incrementalStreaming: [UInt8] {
    switch readyMedium?.kind.traits.family {
    case .dvdMinus: [1, 0, 1, 1, 16, 0, 0, 0]
    case .compactDisc: [5, 0, 1, 1, UInt8(TrackPackets.linkBlocks), 0, 0, 0]
    default: [1, 0, 1, 0]
    }
  }

  /// The versions of class 0: BD-RE 2 and 4, BD-R 1 and 2 (the later ones have three and four layers)
  /// and, for reading, BD-ROM 1.
  private func bluRayClasses(reads: Bool) -> [UInt8] {
    var data = [UInt8](repeating: 0, count: reads ? 28 : 20)
    data[5] = 0x14
    data[13] = 0x06
    if reads { data[21] = 0x02 }
    return data
  }
}

extension MediumRecord {
  /// The features that the medium makes current, beside those that always are.
  fileprivate var currentFeatures: Set<UInt16> {
    switch state {
    case .sequential(let state): sequentialFeatures(state)
    case .overwritable(let state): overwritableFeatures(state)
    }
  }

  private func sequentialFeatures(_ state: SequentialState) -> Set<UInt16> {
    var codes: Set<UInt16> =
      switch kind.traits.family {
      case .compactDisc: [0x0010, 0x001D, 0x001E]
      case .bluRay: [0x0010, 0x0040]
      default: [0x0010, 0x001F]
      }
    if kind == .cdRW { codes.formUnion([0x0023, 0x0037]) }
    if isFormattedInPackets { codes.insert(0x0026) }
    if kind == .dvdMinusRW || kind == .bdR && isBlank { codes.insert(0x0023) }
    if state.preparation.spareBlocks > 0 { codes.insert(0x0024) }
    let writesCDs: Set<UInt16> = [0x0021, 0x002D, 0x002E]
    guard !state.isFinalized else { return kind == .cdRW ? codes.union(writesCDs) : codes }
    switch kind {
    case .cdR, .cdRW: codes.formUnion(writesCDs)
    case .dvdPlusR: codes.insert(0x002B)
    case .dvdPlusRDualLayer: codes.insert(0x003B)
    case .bdR: codes.formUnion([0x0021, 0x0041])
    default:
      codes.insert(0x002F)
      codes.insert(0x0021)
    }
    if case .pseudoOverwrite = state.preparation { codes.insert(0x0038) }
    return codes
  }

  private func overwritableFeatures(_ state: OverwritableState) -> Set<UInt16> {
    var codes: Set<UInt16> =
      switch kind {
      case .bdR: [0x0010, 0x0040]
      case .bdRE: [0x0010, 0x0023, 0x0040, 0x0041]
      case .dvdPlusRW: [0x0010, 0x001F, 0x0023, 0x002A]
      case .dvdRAM: [0x0004, 0x0010, 0x001F, 0x0023]
      default: [0x0010, 0x001F, 0x0023, 0x0026, 0x002C]
      }
    guard let extent = state.extent, kind != .dvdMinusRW else { return codes }
    if let randomRecording {
      if !randomRecording.isFinalized { codes.formUnion([0x0025, 0x0041]) }
    } else if protection?.sense == nil {
      codes.insert(0x0020)
    }
    if extent.spareBlocks > 0 { codes.insert(0x0024) }
    return codes
  }
}
