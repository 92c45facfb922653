internal import DiscModel
internal import Glibc
internal import SystemPackage

/// Compares files on disc with files on the computer, both read piece by piece.
struct ContentComparison: ~Copyable {
  /// The first block behind the volume.
  private let end: LogicalBlockAddress
  private var window = BlockWindow()
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: BlockWindow.byteCountLimit, alignment: 4096)

  init(end: LogicalBlockAddress) {
    self.end = end
  }

  deinit {
    buffer.deallocate()
  }

  /// How the contents of `entry` differ from the file at `path`; nil if they are equal.
  ///
  /// - Parameter progress: told the bytes of this file compared so far.
  mutating func compare<Failure: Error>(
    _ entry: VolumeTree.Entry, with path: FilePath?, progress: (UInt64) -> Void,
    isCancelled: () -> Bool,
    _ readBlocks: (
      LogicalBlockAddress, BlockCount, UnsafeMutableRawBufferPointer
    ) throws(Failure) -> Void
  ) throws(SessionComparisonError<Failure>) -> SessionDifference.Kind? {
    guard let path else { return .unreadableSource(errorNumber: ENOENT) }
    let source: ComparisonSource
    do throws(Errno) {
      source = try .open(path)
    } catch {
      return .unreadableSource(errorNumber: error.rawValue)
    }
    guard source.byteCount == entry.byteCount else {
      return .size(expected: source.byteCount, found: entry.byteCount)
    }
    var done: UInt64 = 0
    for extent in entry.extents {
      let extentEnd = done + UInt64(extent.byteCount)
      var address = extent.start
      while done < extentEnd {
        if isCancelled() { throw .cancelled }
        do throws(Failure) {
          try window.move(to: address, end: end, readBlocks)
        } catch {
          throw .unreadable(at: address, error)
        }
        if let difference = comparePiece(of: source, at: done, upTo: extentEnd, with: address) {
          return difference
        }
        let pieceByteCount = min(window.byteCount(from: address), extentEnd - done)
        address = LogicalBlockAddress(clamping: address, plus: BlockCount(holding: pieceByteCount))
        done += pieceByteCount
        progress(done)
      }
    }
    return nil
  }

  /// Compares what the window holds from `address` on with the source from `offset` on.
  private func comparePiece(
    of source: borrowing ComparisonSource, at offset: UInt64, upTo end: UInt64,
    with address: LogicalBlockAddress
  ) -> SessionDifference.Kind? {
    let byteCount = Int(min(window.byteCount(from: address), end - offset))
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<byteCount])
    do throws(Errno) {
      let count = try source.read(at: offset, into: part)
      guard count == byteCount else {
        return .size(expected: offset + UInt64(count), found: source.byteCount)
      }
    } catch {
      return .unreadableSource(errorNumber: error.rawValue)
    }
    return window.withBytes(from: address) { found in
      guard memcmp(found.baseAddress!, part.baseAddress!, byteCount) != 0 else { return nil }
      let difference = (0..<byteCount).first { found[$0] != part[$0] }
      return difference.map { .content(firstDifferenceAt: offset + UInt64($0)) }
    }
  }
}
