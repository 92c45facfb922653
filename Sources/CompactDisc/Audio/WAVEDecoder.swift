internal import Glibc
internal import Synchronization
public import SystemPackage

/// Gives the samples of a WAVE file that is Red Book audio already, with nothing but the file.
///
/// What has another rate, width or number of channels is refused: that takes a real decoder.
public final class WAVEDecoder: AudioDecoding {
  /// The chunks before the samples are short; a file with pictures before them is refused.
  private static let headerByteCount = 1 << 20

  public let length: SampleCount
  /// What the file says of itself.
  public let header: WAVEHeader
  private let path: FilePath
  private let descriptor: FileDescriptor
  private let position = Atomic<Int64>(0)
  private let isCancelled = Atomic(false)

  /// Opens a file and reads its head.
  ///
  /// - Throws: ``AudioDecodingError``: the file cannot be read, is no WAVE file, is not 44.1 kHz,
  ///   16 bits and stereo, or holds less than its head says.
  public init(_ path: FilePath) throws(AudioDecodingError) {
    self.path = path
    do {
      descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
    } catch {
      throw AudioDecodingError(path: path, reason: .init(error))
    }
    do throws(AudioDecodingError.Reason.Thrown) {
      let file = try Self.measure(descriptor)
      header = file.header
      length = file.length
    } catch {
      try? descriptor.close()
      throw AudioDecodingError(path: path, reason: error.reason)
    }
  }

  deinit {
    try? descriptor.close()
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(AudioDecodingError) -> Int {
    let done = position.load(ordering: .relaxed)
    let wanted = min(Int64(buffer.count / SampleCount.bytesPerSample), length.rawValue - done)
    guard !isCancelled.load(ordering: .relaxed) else { throw failure(.cancelled) }
    guard wanted > 0 else { return 0 }
    let byteCount = Int(SampleCount(wanted).byteCount)
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<byteCount])
    var filled = 0
    while filled < byteCount {
      let start = Int64(header.dataOffset) + SampleCount(done).byteCount + Int64(filled)
      let count: Int
      do {
        count = try descriptor.read(
          fromAbsoluteOffset: start, into: UnsafeMutableRawBufferPointer(rebasing: room[filled...]))
      } catch {
        throw failure(.init(error))
      }
      guard count > 0 else { throw failure(.endedEarly(expected: length)) }
      filled += count
    }
    position.store(done + wanted, ordering: .relaxed)
    return byteCount
  }

  public func cancel() {
    isCancelled.store(true, ordering: .relaxed)
  }

  private func failure(_ reason: AudioDecodingError.Reason) -> AudioDecodingError {
    AudioDecodingError(
      path: path, position: SampleCount(position.load(ordering: .relaxed)), reason: reason)
  }
}

extension WAVEDecoder {
  private static func measure(
    _ descriptor: FileDescriptor
  ) throws(AudioDecodingError.Reason.Thrown) -> (header: WAVEHeader, length: SampleCount) {
    let fileByteCount: UInt64
    var head: [UInt8]
    do {
      fileByteCount = UInt64(try descriptor.seek(offset: 0, from: .end))
      head = try [UInt8](unsafeUninitializedCapacity: headerByteCount) { buffer, count in
        count = try descriptor.read(
          fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
      }
    } catch {
      throw .init(reason: .init(error))
    }
    let header: WAVEHeader
    do throws(WAVEHeader.ParseError) {
      header = try WAVEHeader.parse(head.span.bytes)
    } catch {
      throw .init(reason: .notAudio)
    }
    guard header.isInteger, header.format.isRedBook else {
      throw .init(reason: .unsupported(header.format))
    }
    return (header, try length(header, fileByteCount))
  }

  /// A last sample that is not whole is left out.
  private static func length(
    _ header: WAVEHeader, _ fileByteCount: UInt64
  ) throws(AudioDecodingError.Reason.Thrown) -> SampleCount {
    let available = fileByteCount - min(fileByteCount, header.dataOffset)
    let byteCount = header.dataByteCount ?? available
    // No file is longer than 63 bits count.
    let length = SampleCount(Int64(byteCount / UInt64(SampleCount.bytesPerSample)))
    guard byteCount <= available else { throw .init(reason: .endedEarly(expected: length)) }
    return length
  }
}

extension AudioDecodingError.Reason {
  /// A reason on its way to whoever knows the path.
  fileprivate struct Thrown: Error {
    var reason: AudioDecodingError.Reason
  }

  /// What a refusal of the system means.
  fileprivate init(_ error: any Error) {
    let errorNumber = (error as? Errno)?.rawValue ?? EIO
    self =
      [ENOENT, ENOTDIR].contains(errorNumber) ? .vanished : .unreadable(errorNumber: errorNumber)
  }
}
