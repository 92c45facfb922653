/// What quirks make of a reply, before it is cut to the allocation length.
struct QuirkyReply: Sendable {
  let quirks: Set<VirtualDriveQuirk>
  let command: CommandBytes
  let medium: MediumRecord?
  let memory: QuirkMemory

  func distorted(_ reply: [UInt8]) -> [UInt8] {
    guard !quirks.isEmpty else { return reply }
    switch Operation(rawValue: command[0]) {
    case .readTrackInformation: return trackInformation(reply)
    case .readTOC: return tableOfContents(reply)
    case .getConfiguration: return configuration(reply)
    case .modeSense10: return modePages(reply)
    case .getPerformance: return performance(reply)
    case .readDiscInformation: return discInformation(reply)
    case .readCapacity: return capacity(reply)
    case .readBufferCapacity: return bufferCapacity(reply)
    case .readSubchannel: return has(.bogusLengths) ? lengthened(reply, by: 32, at: 2) : reply
    case .mechanismStatus: return has(.bogusLengths) ? lengthened(reply, by: 32, at: 6) : reply
    default: return reply
    }
  }

  private func has(_ quirk: VirtualDriveQuirk) -> Bool { quirks.contains(quirk) }

  /// With another length in two or four bytes, the first ones unless told otherwise.
  private func lengthened(
    _ reply: [UInt8], by count: Int, at offset: Int = 0, bytes: Int = 2
  ) -> [UInt8] {
    var reply = reply
    let length = reply[offset..<offset + bytes].reduce(0) { $0 << 8 | Int($1) } + count
    if bytes == 2 {
      reply.store(UInt16(clamping: length), at: offset)
    } else {
      reply.store(UInt32(clamping: length), at: offset)
    }
    return reply
  }

  private func trackInformation(_ reply: [UInt8]) -> [UInt8] {
    var reply = reply
    if has(.blankAddressMinus150), medium?.kind.isCompactDisc == true, medium?.isBlank == true {
      reply.store(Int32(-150), at: 12)
    }
    if has(.trackSizeZero) { reply.store(UInt32(0), at: 24) }
    return has(.bogusLengths) ? lengthened(reply, by: 32) : reply
  }

  private func tableOfContents(_ reply: [UInt8]) -> [UInt8] {
    var reply = reply
    let format = command[2] & 0x0F == 0 ? command[9] >> 6 : command[2] & 0x0F
    switch format {
    case 0 where has(.tocOfTwoTracks) && medium?.kind.isDVDMinus == true:
      reply = twoTracks
    case 2:
      if has(.tocBCD) { reply = inBCD(reply, entries: 4, every: 11, times: [4, 5, 6, 8, 9, 10]) }
      if has(.tocLengthOff) { reply = lengthened(reply, by: 3) }
    case 4: reply = atip(reply)
    default: break
    }
    return has(.bogusLengths) ? lengthened(reply, by: 32) : reply
  }

  /// Track 1 from address 0, and one from the middle on.
  private var twoTracks: [UInt8] {
    let end = medium?.leadOut ?? 0
    var reply: [UInt8] = [0, 26, 1, 2, 0, 0x14, 1, 0, 0, 0, 0, 0, 0, 0x14, 2, 0]
    reply.append(bigEndian: UInt32(clamping: end / 2))
    reply += [0, 0x14, 0xAA, 0]
    reply.append(bigEndian: UInt32(clamping: end))
    return reply
  }

  private func atip(_ reply: [UInt8]) -> [UInt8] {
    if has(.atipZero) { return [UInt8](repeating: 0, count: reply.count) }
    if has(.atipShort) { return Array(reply[..<2]) }
    if has(.atipBCD) {
      return inBCD(reply, entries: 8, every: reply.count, times: [0, 1, 2, 4, 5, 6])
    }
    return reply
  }

  private func inBCD(
    _ reply: [UInt8], entries: Int, every step: Int, times: [Int]
  ) -> [UInt8] {
    var reply = reply
    for start in stride(from: entries, to: reply.count, by: step) {
      for offset in times.map({ start + $0 }) where offset < reply.count && reply[offset] < 100 {
        reply[offset] = (reply[offset] / 10) << 4 | reply[offset] % 10
      }
    }
    return reply
  }

  private func configuration(_ reply: [UInt8]) -> [UInt8] {
    var reply = reply
    if has(.noProfileOfCompactDisc), medium?.kind.isCompactDisc == true {
      reply.replaceSubrange(6..<8, with: [0, 0])
    }
    if has(.linkSizeGarbage) {
      var offset = 8
      while offset + 8 <= reply.count {
        if reply[offset] == 0, reply[offset + 1] == 0x21 { reply[offset + 7] = 0x77 }
        offset += 4 + Int(reply[offset + 3])
      }
    }
    return has(.bogusLengths) ? lengthened(reply, by: 32, bytes: 4) : reply
  }

  private func modePages(_ reply: [UInt8]) -> [UInt8] {
    var reply = reply
    let isDefault = command[2] >> 6 == 2
    if command[2] & 0x3F == 0x05, reply.count >= 24 {
      if has(.unknownBlockType) { reply[12] |= 0x0F }
      if has(.illegalDefaults), isDefault || memory.pageIsUntouched {
        reply.replaceSubrange(16..<17, with: [0xFF])
        reply.replaceSubrange(22..<24, with: [0xFF, 0xFF])
      }
    }
    if command[2] & 0x3F == 0x2A {
      let speeds: UInt16? = has(.speedsZero) ? 0 : has(.speedsOfCompactDisc) ? 706 : nil
      if let speeds {
        for offset in stride(from: 42, to: reply.count - 1, by: 4) {
          reply.store(speeds, at: offset)
        }
      }
    }
    if has(.shortCapabilities), command[2] & 0x3F == 0x2A {
      reply = lengthened(reply, by: 28 - reply.count)
      reply = Array(reply[..<28])
      reply[9] = 18
    }
    if has(.blockDescriptor) {
      reply[7] = 8
      reply.insert(contentsOf: [0, 0, 0, 0, 0, 0, 8, 0], at: 8)
      reply = lengthened(reply, by: 8)
    }
    if has(.modeLengthShort) { return lengthened(reply, by: -2) }
    return has(.modeLengthWrong) ? lengthened(reply, by: 2) : reply
  }

  private func performance(_ reply: [UInt8]) -> [UInt8] {
    if has(.noSpeeds) { return [UInt8](repeating: 0, count: 8) }
    if has(.irrelevantSpeed), command[10] == 0, reply.count >= 24 {
      var reply = reply
      for offset in [12, 20] { reply.store(UInt32(176), at: offset) }
      return reply
    }
    if has(.varyingSpeeds), memory.performancesAsked % 2 == 1 {
      return lengthened(reply, by: 16_000, bytes: 4)
    }
    guard has(.oneSpeed), command[10] == 3 else { return reply }
    var reply = Array(reply.prefix(24))
    reply.store(UInt32(20), at: 0)
    if reply.count == 24 { reply.store(memory.writeSpeed, at: 20) }
    return reply
  }

  private func discInformation(_ reply: [UInt8]) -> [UInt8] {
    if memory.discIsWrong, command[1] & 0x1F == 0 {
      var reply = reply
      reply[2] = reply[2] & 0x10 | 0x0E
      return reply
    }
    guard has(.formattedIsBlank), let medium, medium.kind == .bdR, medium.sessions.isEmpty,
      command[1] & 0x1F == 0
    else { return reply }
    var reply = reply
    reply[2] &= ~0x03
    return reply
  }

  private func capacity(_ reply: [UInt8]) -> [UInt8] {
    if has(.staleCapacity), let stale = memory.staleCapacity { return stale }
    guard has(.exactCapacity), let medium, medium.kind.isCompactDisc, medium.leadOut != nil else {
      return reply
    }
    var reply = reply
    reply.store(UInt32(clamping: medium.lastReadableAddress - medium.kind.runOutBlocks), at: 0)
    return reply
  }

  private func bufferCapacity(_ reply: [UInt8]) -> [UInt8] {
    var reply = reply
    if has(.bufferAlwaysFree) { reply.replaceSubrange(8..<12, with: reply[4..<8]) }
    if has(.bufferCapacityLags), let lagged = memory.laggedFree {
      reply.store(UInt32(clamping: lagged), at: 8)
    }
    return reply
  }
}
