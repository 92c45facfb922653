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
  static let profiles: [UInt16] = [0x0041, 0x0040, 0x001B, 0x0010, 0x0009, 0x0008]

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
  var currentProfile: UInt16 { readyMedium?.kind.profile ?? 0 }

  private var features: [Feature] {
    let kind = readyMedium?.kind
    let isWritable = readyMedium.map { !$0.record.isFinalized } ?? false
    return [
      Feature(code: 0x0000, isPersistent: true, isCurrent: true, data: profileList),
      Feature(
        code: 0x0001, version: 2, isPersistent: true, isCurrent: true,
        data: [0, 0, 0, 7, 1, 0, 0, 0]),
      Feature(code: 0x0002, version: 1, isPersistent: true, isCurrent: true, data: [2, 0, 0, 0]),
      Feature(
        code: 0x0003, version: 2, isPersistent: true, isCurrent: true, data: [0x39, 0, 0, 0]),
      Feature(code: 0x0010, isCurrent: kind != nil, data: randomReadable(kind)),
      Feature(code: 0x001D, isPersistent: true, isCurrent: kind == .cdR),
      Feature(code: 0x001E, version: 2, isCurrent: kind == .cdR, data: [0, 0, 0, 0]),
      Feature(code: 0x001F, version: 1, isCurrent: kind == .dvdPlusR, data: [1, 0, 0, 0]),
      Feature(code: 0x0021, isCurrent: kind == .bdR && isWritable, data: [1, 0, 1, 0]),
      Feature(
        code: 0x0023, version: 1, isCurrent: kind == .bdR && readyMedium?.record.isBlank == true,
        data: [0, 0, 0, 0, 0, 0, 0, 0]),
      Feature(code: 0x002B, isCurrent: kind == .dvdPlusR && isWritable, data: [1, 0, 0, 0]),
      Feature(
        code: 0x002D, version: 2, isCurrent: kind == .cdR && isWritable,
        data: [0x44, 0, 1, 0]),
      Feature(code: 0x0040, isCurrent: kind == .bdR, data: bluRayClasses(reads: true)),
      Feature(
        code: 0x0041, isCurrent: kind == .bdR && isWritable, data: bluRayClasses(reads: false)),
      Feature(code: 0x0100, isPersistent: true, isCurrent: true),
      Feature(code: 0x0105, version: 1, isPersistent: true, isCurrent: true, data: [0, 0, 0, 0]),
      Feature(code: 0x0107, version: 4, isCurrent: true, data: [0x1E, 0, 0, 0]),
      Feature(code: 0x0108, isPersistent: true, isCurrent: true, data: Array(record.serial.utf8)),
    ]
  }

  /// Four bytes a profile; bit 0 of the third is set for the current one.
  private var profileList: [UInt8] {
    var list: [UInt8] = []
    for profile in Self.profiles {
      list.append(bigEndian: profile)
      list += [profile == currentProfile ? 1 : 0, 0]
    }
    return list
  }

  /// Block size, blocks that are read together, and that there is a page 01h.
  private func randomReadable(_ kind: MediumKind?) -> [UInt8] {
    [0, 0, 8, 0, 0, UInt8(kind?.writeUnit ?? 1), 1, 0]
  }

  /// The versions of BD-RE, BD-R (version 1 of class 0) and, for reading, BD-ROM.
  private func bluRayClasses(reads: Bool) -> [UInt8] {
    var data = [UInt8](repeating: 0, count: reads ? 28 : 20)
    data[13] = 0x02
    if reads { data[21] = 0x02 }
    return data
  }
}
