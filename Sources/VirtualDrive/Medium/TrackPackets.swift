/// How a track of a compact disc is divided that is written in packets, each with a link block, four
/// run-in blocks, the user's data, and two run-out blocks.
///
/// Source: MMC-6, "Packet Writing"; Orange Book, "Linking rules".
enum TrackPackets: Hashable, Sendable, Codable {
  /// Each as long as what the host wrote at a time. The seven blocks between the data of two packets
  /// have addresses but cannot be read; `links` are the first of them.
  case variable(links: [Int64])
  /// All of `blocks` blocks of data. The seven blocks between two have no addresses, so that the data
  /// has them without a gap.
  case fixed(blocks: Int64)

  /// The blocks between the data of two packets: run-out, link and run-in.
  static let linkBlocks: Int64 = 7
  /// The blocks of data in a packet of a CD-RW that is formatted.
  static let formattedBlocks: Int64 = 32

  /// The blocks of a fixed packet; nil if they are of any size.
  var fixedBlocks: Int64? {
    if case .fixed(let blocks) = self { blocks } else { nil }
  }

  /// How many blocks of data fit into `room` blocks of the disc.
  func dataBlocks(in room: Int64) -> Int64 {
    guard case .fixed(let blocks) = self else { return room }
    return max(room, 0) / (blocks + Self.linkBlocks) * blocks
  }

  /// The blocks that a track with `data` blocks takes of the disc beside them.
  func blocksBeside(data: Int64) -> Int64 {
    guard case .fixed(let blocks) = self else { return 2 }
    return data.roundedUp(toMultipleOf: blocks) / blocks * Self.linkBlocks
  }

  /// Whether packets of the one sort can follow those of the other.
  func isLike(_ other: Self?) -> Bool {
    switch (self, other) {
    case (.variable, .variable): true
    case (.fixed(let own), .fixed(let others)): own == others
    default: false
    }
  }
}

extension RecordedTrack {
  var packets: TrackPackets? {
    get { layout?.packets }
    set { layout?.packets = newValue }
  }

  /// The blocks that are recorded together: a fixed packet, or what `unit` says.
  func writeUnit(of unit: Int64) -> Int64 { packets?.fixedBlocks ?? unit }

  /// Whether a packet of any size has ended with the last block.
  private var endsWithLink: Bool {
    guard case .variable(let links)? = packets, let last = links.last else { return false }
    return last == start + recordedBlocks - TrackPackets.linkBlocks
  }

  /// Ends the packet that is being written; fixed ones are full.
  mutating func endPacket() {
    guard case .variable(let links)? = packets, isBeingWritten, recordedBlocks > 0, !endsWithLink
    else { return }
    packets = .variable(links: links + [start + recordedBlocks])
    recordedBlocks += TrackPackets.linkBlocks
  }

  /// Takes back the link behind the last packet, of which the run-out alone is there when the track
  /// is closed.
  mutating func dropLastLink() {
    guard case .variable(var links)? = packets, endsWithLink else { return }
    links.removeLast()
    packets = .variable(links: links)
    recordedBlocks -= TrackPackets.linkBlocks
  }

  /// Whether the block at `address` lies between the data of two packets.
  func isLink(_ address: Int64) -> Bool {
    guard case .variable(let links)? = packets else { return false }
    return links.contains { ($0..<$0 + TrackPackets.linkBlocks).contains(address) }
  }

  /// The end of what can be read in one go from `address` on, which can be read.
  func readableEnd(from address: Int64) -> Int64 {
    let end = readableRange.upperBound
    guard case .variable(let links)? = packets else { return end }
    return links.first { $0 >= address }.map { min($0, end) } ?? end
  }

  /// Where on the disc the block lies that the host calls `address`: behind the links of the fixed
  /// packets before it.
  func place(of address: Int64) -> Int64 {
    guard let blocks = packets?.fixedBlocks, address >= start else { return address }
    return address + (address - start) / blocks * TrackPackets.linkBlocks
  }

  /// What cannot come from a recording; nil if all is well.
  var faultInPackets: String? {
    switch packets {
    case nil: nil
    case .fixed(let blocks): (1...1_000_000).contains(blocks) ? nil : "packets"
    case .variable(let links):
      zip(links, links.dropFirst()).allSatisfy { $1 > $0 }
        && links.allSatisfy { $0 > start && $0 <= end } ? nil : "links"
    }
  }
}

extension MediumRecord {
  /// The first block behind what can be written of a track.
  func writableEnd(of track: RecordedTrack) -> Int64 {
    if let size = track.reservedBlocks { return track.start + size }
    guard let packets = track.packets else { return capacity }
    return track.start + packets.dataBlocks(in: capacity - track.start)
  }

  /// The track of fixed packets on a CD-RW whose data at `address` can be written again.
  func rewritableTrack(at address: Int64) -> RecordedTrack? {
    guard kind == .cdRW else { return nil }
    return tracks.first { track in
      track.packets?.fixedBlocks != nil
        && (track.start..<track.start + track.recordedBlocks).contains(address)
    }
  }

  /// Whether all of a CD-RW is a track that can be written again.
  var isFormattedInPackets: Bool { rewritableTrack(at: 0) != nil }
}
