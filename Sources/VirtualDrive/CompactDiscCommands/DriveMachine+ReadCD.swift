extension DriveMachine {
  /// READ CD (BEh) and READ CD MSF (B9h): whole sectors or parts of them, with the sub-channel.
  ///
  ///     byte 1, 9, 10   what is sent, see ``SectorSelection``
  ///     BEh   byte 2…5   address       6…8   number of sectors
  ///     B9h   byte 3…5   minute, second, frame of the first sector     6…8   of the one behind the last
  ///
  /// Each sector comes as synchronisation, header, sub-header, user data, codes, C2 pointers (none
  /// is ever set) and sub-channel. Where audio and data meet the command ends with 5/64/00.
  /// Source: MMC-6, "READ CD Command", "READ CD MSF Command".
  mutating func readCD(
    _ operation: Operation, _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    guard medium.kind.isCompactDisc else { throw .check(.incompatibleMedium) }
    let selection = try SectorSelection(command)
    guard let range = operation.addresses(of: command) else {
      throw .check(.field(operation == .readCDMSF ? 3 : 2))
    }
    guard !range.isEmpty else { return }
    guard range.lowerBound >= -150, range.upperBound <= max(medium.recordedEnd, 1) else {
      throw .check(.addressOutOfRange.at(range.lowerBound))
    }
    var reply: [UInt8] = []
    var address = range.lowerBound
    var wasAudio: Bool?
    while address < range.upperBound {
      guard let track = self.medium?.stored.readableTrack(at: address) else {
        throw .check(.readError.at(address))
      }
      if let wasAudio, wasAudio != track.track.isAudio {
        throw .check(.illegalModeForTrack.at(address))
      }
      wasAudio = track.track.isAudio
      let run = address..<min(range.upperBound, track.track.readableEnd(from: address))
      reply += try onCompactDisc(run, of: track, selection)
      address = run.upperBound
    }
    headPosition = range.upperBound - 1
    try transfer.send(reply, allocation: reply.count)
    spendReading(range)
  }

  /// What is sent of sectors of one track.
  private func onCompactDisc(
    _ range: Range<Int64>, of track: NumberedTrack, _ selection: SectorSelection
  ) throws(Ending) -> [UInt8] {
    guard let medium else { return [] }
    var reply: [UInt8] = []
    let bytes = try onDisk { () throws(VirtualDriveError) in
      var bytes = try medium.wholeSectors(in: range, of: track.track)
      if fault?.action == .corruption {
        bytes.withUnsafeMutableBytes {
          corrupt($0, at: range, byteCount: WholeSector.byteCount)
        }
      }
      return bytes
    }
    for (index, address) in range.enumerated() {
      let start = index * WholeSector.byteCount
      let sector = bytes[start..<start + WholeSector.byteCount]
      let type = medium.type(of: sector, in: track.track)
      if let expected = selection.expected, expected != type {
        throw .check(.illegalModeForTrack.at(address))
      }
      guard let part = selection.ranges(in: type) else { throw .check(.field(9, bit: 7)) }
      reply += sector[start + part.lowerBound..<start + part.upperBound]
      reply += [UInt8](repeating: 0, count: selection.errorByteCount)
      reply += try subchannel(selection.subchannel, at: address, of: track)
    }
    return reply
  }

  private func subchannel(
    _ selection: SectorSelection.Subchannel, at address: Int64, of track: NumberedTrack
  ) throws(Ending) -> [UInt8] {
    guard let medium, selection != .none else { return [] }
    return try onDisk { () throws(VirtualDriveError) in
      switch selection {
      case .none: []
      case .raw: try medium.symbols(at: address, of: track)
      case .q: try medium.formattedSubchannel(at: address, of: track)
      case .packs: try medium.packs(at: address, of: track)
      }
    }
  }
}
