public import DiscModel

/// The sectors of an image, made and read in the order in which they stand on the disc.
public struct ImageStream: ~Copyable, Sendable {
  private let structures: ImageStructures
  private var contents: ContentReader
  private let chunkBlocks: BlockCount
  private let total: BlockCount
  private var position = BlockCount.zero
  /// The next part to make, and the bytes of the one made last that are still to come.
  private var part = 0
  private var made: [UInt8] = []
  private var madeTaken = 0

  /// - Parameter chunkBlocks: how many sectors each chunk but the last has.
  public init(
    _ layout: ImageLayout, changedFiles: ChangedFilePolicy = .stop,
    chunkBlocks: BlockCount = BlockCount(32)
  ) {
    precondition(chunkBlocks > .zero)
    structures = ImageStructures(layout)
    contents = ContentReader(layout, changedFiles)
    total = layout.blockCount
    self.chunkBlocks = chunkBlocks
  }

  /// Files that changed and were made to fit, see ``ChangedFilePolicy/padAndReport``.
  public var changedFiles: [ChangedFile] { contents.changedFiles }

  /// The next sectors: `chunkBlocks` of them, fewer at the end, then nil.
  ///
  /// - Throws: ``ImageStreamError`` if a file is not what it was when it was scanned. The stream is
  ///   then at its end for whoever asks on.
  public mutating func next() throws(ImageStreamError) -> SectorChunk? {
    let blocks = min(chunkBlocks, total - position)
    guard blocks > .zero else { return nil }
    let start = position
    let storage = try SectorStorage(byteCount: Int(blocks.byteCount())) {
      (buffer) throws(ImageStreamError) in
      try read(into: buffer)
    }
    return SectorChunk(start: start, format: .data, storage: storage)
  }

  /// Fills a buffer of whole sectors, no more than are left.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImageStreamError) {
    var done = 0
    while done < buffer.count {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      if part < structures.count || madeTaken < made.count {
        done += readStructures(into: room)
      } else if !contents.isAtEnd {
        do {
          done += try contents.read(into: room)
        } catch {
          position = total
          throw error
        }
      } else {
        done += zero(room, room.count)
      }
    }
    position += BlockCount(buffer.count / SectorFormat.data.byteCount)
  }

  private mutating func readStructures(into room: UnsafeMutableRawBufferPointer) -> Int {
    if madeTaken == made.count {
      structures.render(part, into: &made)
      part += 1
      madeTaken = 0
    }
    let count = min(room.count, made.count - madeTaken)
    made.withUnsafeBytes {
      room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[madeTaken..<madeTaken + count]))
    }
    madeTaken += count
    if part == structures.count, madeTaken == made.count {
      made = []
      madeTaken = 0
    }
    return count
  }
}
