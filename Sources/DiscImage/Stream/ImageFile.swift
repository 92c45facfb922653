public import DiscModel
internal import Glibc
public import SystemPackage

/// Where an image is written to.
public enum ImageDestination: Sendable {
  /// A file that appears under its name when it is complete, in the place of one that was there.
  case file(FilePath)
  /// An open pipe, socket or file. A pipe without reader is an error only where the signal
  /// `SIGPIPE` is ignored.
  case descriptor(FileDescriptor)
}

/// Why an image was not written.
public enum ImageFileError: Error, Hashable, Sendable {
  case cancelled
  /// A file of the image could not be read as it was measured.
  case source(ImageStreamError)
  /// The image's file cannot be made.
  case cannotCreate(errorNumber: Int32)
  /// The image cannot be written on: the disk is full, the pipe has no reader any more (`EPIPE`).
  case cannotWrite(errorNumber: Int32)
}

/// Writes images to files and pipes.
public enum ImageFile {
  /// What was written.
  public struct Outcome: Hashable, Sendable {
    public var blocks: BlockCount
    /// The digest of all blocks, if it was asked for.
    public var digest: SHA256Digest?
    /// Files that changed and were made to fit, see ``ChangedFilePolicy/padAndReport``.
    public var changedFiles: [ChangedFile]
  }

  private static let stepBlocks = BlockCount(512)

  /// Writes the whole image, on the calling thread. Nothing is left of a file if this throws.
  ///
  /// - Parameters:
  ///   - computesDigest: costs about half a second for a gigabyte.
  ///   - progress: told after each mebibyte.
  ///   - isCancelled: asked before each mebibyte.
  public static func write(
    _ layout: ImageLayout, to destination: ImageDestination,
    changedFiles: ChangedFilePolicy = .stop, computesDigest: Bool = false,
    progress: (_ done: BlockCount) -> Void = { _ in }, isCancelled: () -> Bool = { false }
  ) throws(ImageFileError) -> Outcome {
    func copy(_ descriptor: Int32) throws(ImageFileError) -> Outcome {
      try self.copy(
        layout, to: descriptor, ImageStream(layout, changedFiles: changedFiles),
        computesDigest ? StreamDigest() : nil, progress: progress, isCancelled: isCancelled)
    }
    switch destination {
    case .descriptor(let descriptor):
      return try copy(descriptor.rawValue)
    case .file(let path) where isStream(path):
      let descriptor = path.withPlatformString { open($0, O_WRONLY | O_CLOEXEC) }
      guard descriptor >= 0 else { throw .cannotCreate(errorNumber: errno) }
      defer { close(descriptor) }
      return try copy(descriptor)
    case .file(let path):
      let file = try TemporaryFile(for: path)
      let outcome = try copy(file.descriptor)
      try file.keep()
      return outcome
    }
  }

  /// Whether a path means something that is written to and not replaced: a pipe, /dev/null.
  private static func isStream(_ path: FilePath) -> Bool {
    var status = stat()
    guard path.withPlatformString({ stat($0, &status) }) == 0 else { return false }
    return [S_IFIFO, S_IFCHR].contains(status.st_mode & S_IFMT)
  }

  private static func copy(
    _ layout: ImageLayout, to descriptor: Int32, _ stream: consuming ImageStream,
    _ digest: consuming StreamDigest?, progress: (BlockCount) -> Void, isCancelled: () -> Bool
  ) throws(ImageFileError) -> Outcome {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(stepBlocks.byteCount()), alignment: 4096)
    defer { buffer.deallocate() }
    var done = BlockCount.zero
    while done < layout.blockCount {
      if isCancelled() { throw .cancelled }
      let step = min(stepBlocks, layout.blockCount - done)
      let bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(step.byteCount())])
      do throws(ImageStreamError) {
        try stream.read(into: bytes)
      } catch {
        throw .source(error)
      }
      digest?.update(UnsafeRawBufferPointer(bytes))
      try write(UnsafeRawBufferPointer(bytes), to: descriptor)
      done += step
      progress(done)
    }
    return Outcome(
      blocks: done, digest: digest.take()?.finish(), changedFiles: stream.changedFiles)
  }

  private static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32
  ) throws(ImageFileError) {
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw .cannotWrite(errorNumber: errno)
      }
    }
  }
}
