extension DriveMachine {
  /// MODE SENSE(10) (5Ah): a header of 8 bytes without block descriptors, and pages.
  ///
  ///     byte 2   bits 7…6 which values: current, changeable, default, saved; bits 5…0 the page
  ///     byte 3   sub-page          byte 7, 8   allocation length
  ///
  /// Source: SPC-4, "MODE SENSE(10) command".
  mutating func modeSense(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let code = command[2] & 0x3F
    let control = command[2] >> 6
    let codes: [UInt8] = code == 0x3F ? [0x01, 0x05, 0x08, 0x1A, 0x1D, 0x2A] : [code]
    guard command[3] == 0 || command[3] == 0xFF && code == 0x3F else { throw .check(.field(3)) }
    var reply = [UInt8](repeating: 0, count: 8)
    for code in codes {
      guard let page = modePage(code, control: control) else { throw .check(.field(2, bit: 5)) }
      reply += page
    }
    if control == 3 { throw .check(.savingNotSupported) }
    reply.store(UInt16(reply.count - 2), at: 0)
    try transfer.send(reply, allocation: command.word(7))
  }

  /// The current (0), changeable (1) or default (2) values of a page; nil if there is no such page.
  private func modePage(_ code: UInt8, control: UInt8) -> [UInt8]? {
    let pages: ModePages = control == 2 ? ModePages() : pages
    let page: [UInt8]
    switch code {
    case 0x01: page = pages.errorRecovery
    case 0x05: page = pages.writeParameters
    case 0x08: page = pages.caching
    case 0x1A: page = ModePages.powerCondition
    case 0x1D: page = ModePages.timeoutAndProtect
    case 0x2A: page = capabilitiesPage
    default: return nil
    }
    return control == 1 ? ModePages.changeable(code, byteCount: page.count) : page
  }

  /// Page 2Ah: what the drive can do and how fast it is set.
  ///
  ///     byte 2, 3     reads, writes: bit 0 CD-R, bit 1 CD-RW, bit 2 test write, bit 3 DVD-ROM,
  ///                   bit 4 DVD-R, bit 5 DVD-RAM
  ///     byte 4        bit 7 underrun protection, bit 6 multi-session
  ///     byte 6        bits 7…5 tray, bit 3 ejects, bit 1 is locked, bit 0 can be locked
  ///     byte 12, 13   buffer in KiB       byte 8, 14  read speed       byte 18, 20, 28  write speed
  ///     byte 27       bits 1…0 rotation: 0 linear, 1 angular
  ///     byte 30, 31   speeds that follow, of 4 bytes each: byte 1 bits 1…0 rotation, byte 2, 3 speed
  ///
  /// Source: MMC-3, "CD/DVD Capabilities and Mechanical Status page".
  private var capabilitiesPage: [UInt8] {
    let modes = medium?.kind.writeModes ?? []
    let readSpeed = UInt16(clamping: medium?.kind.readSpeed ?? 0)
    var page = [UInt8](repeating: 0, count: 32)
    page[0] = 0x2A
    page[2] = 0x3B
    page[3] = 0x37
    page[4] = 0xC0
    page[6] = 0x29 | (record.isLocked ? 0x02 : 0)
    page.store(readSpeed, at: 8)
    page.store(UInt16(clamping: options.bufferByteCount / 1024), at: 12)
    page.store(readSpeed, at: 14)
    page.store(UInt16(clamping: modes.first?.speed ?? 0), at: 18)
    page.store(UInt16(clamping: writeSpeed), at: 20)
    page.store(UInt16(1), at: 22)
    page[27] = writeRotation.rawValue
    page.store(UInt16(clamping: writeSpeed), at: 28)
    page.store(UInt16(modes.count), at: 30)
    for (speed, rotation) in modes {
      page += [0, rotation.rawValue]
      page.append(bigEndian: UInt16(clamping: speed))
    }
    page[1] = UInt8(page.count - 2)
    return page
  }

  /// MODE SELECT(10) (55h): a header of 8 bytes without block descriptors, and pages.
  ///
  ///     byte 1   bit 4 the pages have the standard's form (must be set), bit 0 save (must not)
  ///     byte 7, 8   length of the parameter list
  ///
  /// Source: SPC-4, "MODE SELECT(10) command".
  mutating func modeSelect(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[1] & 0x10 != 0 else { throw .check(.field(1, bit: 4)) }
    guard command[1] & 0x01 == 0 else { throw .check(.field(1, bit: 0)) }
    let byteCount = command.word(7)
    guard byteCount > 0 else { return }
    let list = Array(try transfer.receive(byteCount: byteCount))
    guard list.count >= 8 else { throw .check(.parameterListLength) }
    for offset in [0, 1, 6, 7] where list[offset] != 0 { throw .check(.parameter(offset)) }
    var changed = pages
    var offset = 8
    while offset < list.count {
      guard offset + 2 <= list.count, offset + 2 + Int(list[offset + 1]) <= list.count else {
        throw .check(.parameterListLength)
      }
      let page = Array(list[offset..<offset + 2 + Int(list[offset + 1])])
      try select(page, at: offset, in: &changed)
      offset += page.count
    }
    pages = changed
    if !pages.isTestWrite { medium?.setTesting(false) }
  }

  /// Refuses another value in a page of which nothing can be changed.
  private func keep(_ page: [UInt8], at offset: Int) throws(Ending) {
    let fixed = page[0] == 0x1A ? ModePages.powerCondition : ModePages.timeoutAndProtect
    guard let fault = zip(page, fixed).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
      return
    }
    throw .check(.parameter(offset + fault))
  }

  /// Takes one page over, if the drive can follow it.
  private mutating func select(
    _ page: [UInt8], at offset: Int, in pages: inout ModePages
  ) throws(Ending) {
    let expected: Int
    switch page[0] {
    case 0x01: expected = ModePages.defaultErrorRecovery.count
    case 0x05: expected = ModePages.defaultWriteParameters.count
    case 0x08: expected = ModePages.defaultCaching.count
    case 0x1A: expected = ModePages.powerCondition.count
    case 0x1D: expected = ModePages.timeoutAndProtect.count
    default: throw .check(.parameter(offset))
    }
    guard page.count == expected else { throw .check(.parameter(offset + 1)) }
    switch page[0] {
    case 0x01: pages.errorRecovery = page
    case 0x05:
      let kind = readyMedium?.kind
      // Other media do not go by it. Programs set it all the same, and drives keep it.
      let isUsed = kind.map { $0.isCompactDisc || $0.isDVDMinus } ?? true
      if isUsed, let fault = ModePages.faultInWriteParameters(page, for: kind) {
        throw .check(.parameter(offset + fault))
      }
      if page != pages.writeParameters { recording = nil }
      if has(.strictPage), kind?.isDVDMinus == true {
        guard page[3] & 0x0F == 5 else { throw .check(.parameter(offset + 3)) }
        guard page[13] == 16 else { throw .check(.parameter(offset + 13)) }
      }
      let sticks = has(.testWriteSticks) && pages.isTestWrite
      pages.writeParameters = page
      if sticks { pages.writeParameters[2] |= 0x10 }
    case 0x1A, 0x1D: try keep(page, at: offset)
    default:
      guard zip(page, ModePages.defaultCaching).dropFirst(3).allSatisfy(==), page[2] & ~0x04 == 0
      else { throw .check(.parameter(offset + 2)) }
      pages.caching = page
    }
  }
}
