internal import CompactDisc
internal import DiscModel
internal import MMC

/// The sectors of a run of audio that were read last, so that chunks may overlap without a sector
/// being read twice.
///
/// Sectors are counted from the start of the run. Source: MMC-6, "READ CD Command".
struct SampleWindow {
  /// How often a sector is tried that the drive cannot read.
  static let attempts = DiscVerifier.attempts
  /// What one command moves at most, if the way to the drive carries as much.
  private static let commandSectors = BlockCount(27)
  private static let sectorByteCount = SectorFormat.audio.byteCount
  /// The ways to ask for whole sectors of audio; drives differ in which they know.
  private static let forms: [CDSectorContent] = [
    .audio, CDSectorContent(.audio, .all), CDSectorContent(.any, .all),
    CDSectorContent(.any, .userData),
  ]

  private let start: LogicalBlockAddress
  private let log: JobLog
  private let buffer: PageBuffer
  private let capacity: Int
  private var sectors = 0..<0
  private var form = 0
  private var hasRead = false
  /// Sectors of the window that no attempt could read; they hold zeros.
  private(set) var unreadable: Set<Int> = []

  /// - Parameter capacity: the most sectors that are asked for at a time.
  init(start: LogicalBlockAddress, capacity: Int, log: JobLog) {
    self.start = start
    self.log = log
    self.capacity = capacity
    buffer = PageBuffer(byteCount: capacity * Self.sectorByteCount)
  }

  /// The bytes of the run that are in the window.
  var bytes: Range<Int> {
    sectors.lowerBound * Self.sectorByteCount..<sectors.upperBound * Self.sectorByteCount
  }

  /// A part of what is in the window.
  subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
    let first = range.lowerBound - bytes.lowerBound
    return UnsafeRawBufferPointer(rebasing: buffer.bytes[first..<first + range.count])
  }

  /// Brings the sectors of `wanted` into the window.
  ///
  /// - Returns: false if it was cancelled before.
  /// - Throws: an error that leaves nothing to verify, such as that the drive is gone.
  mutating func load(
    _ wanted: Range<Int>, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Bool {
    precondition(wanted.count <= capacity)
    keep(wanted)
    let most = Int(drive.commandBlocks(of: .audio, upTo: Self.commandSectors).rawValue)
    while sectors.upperBound < wanted.upperBound {
      if Task.isCancelled { return false }
      let next = sectors.upperBound
      let end = min(next + most, wanted.upperBound)
      guard try fetch(next..<end, on: drive) else { return false }
      sectors = sectors.lowerBound..<end
    }
    return true
  }

  /// Moves what is wanted again to the beginning of the buffer.
  private mutating func keep(_ wanted: Range<Int>) {
    guard sectors.contains(wanted.lowerBound) else {
      sectors = wanted.lowerBound..<wanted.lowerBound
      unreadable = []
      return
    }
    let dropped = (wanted.lowerBound - sectors.lowerBound) * Self.sectorByteCount
    let kept = bytes.count - dropped
    if dropped > 0 {
      UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<kept]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: buffer.bytes[dropped..<dropped + kept]))
    }
    sectors = wanted.lowerBound..<sectors.upperBound
    unreadable = unreadable.filter { $0 >= wanted.lowerBound }
  }

  /// Reads sectors behind those of the window, one by one where the drive could not at once.
  private mutating func fetch(
    _ wanted: Range<Int>, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Bool {
    do throws(DriveError) {
      try read(wanted, on: drive)
      return true
    } catch {
      guard error.concernsTheMedium else { throw error }
    }
    for sector in wanted {
      if Task.isCancelled { return false }
      try fetch(sector, on: drive)
    }
    return true
  }

  private mutating func fetch(
    _ sector: Int, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) {
    for attempt in 1...Self.attempts {
      do throws(DriveError) {
        try read(sector..<sector + 1, on: drive)
        if attempt > 1 {
          log.append(.readAgain(at: start + BlockCount(sector), attempt: attempt))
        }
        return
      } catch {
        guard error.concernsTheMedium else { throw error }
      }
    }
    unreadable.insert(sector)
    room(for: sector..<sector + 1).initializeMemory(as: UInt8.self, repeating: 0)
  }

  private mutating func read(
    _ wanted: Range<Int>, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) {
    while true {
      do throws(DriveError) {
        try drive.read(
          ReadCD(
            at: start + BlockCount(wanted.lowerBound), sectors: UInt32(wanted.count),
            Self.forms[form]), into: room(for: wanted))
        hasRead = true
        return
      } catch {
        // Which form the drive knows is settled by the first that it does not refuse.
        guard !hasRead, error.isInvalidField, form + 1 < Self.forms.count else { throw error }
        form += 1
      }
    }
  }

  private func room(for wanted: Range<Int>) -> UnsafeMutableRawBufferPointer {
    let first = (wanted.lowerBound - sectors.lowerBound) * Self.sectorByteCount
    return UnsafeMutableRawBufferPointer(
      rebasing: buffer.bytes[first..<first + wanted.count * Self.sectorByteCount])
  }
}
