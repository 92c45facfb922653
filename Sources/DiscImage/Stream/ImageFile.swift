public import DiscModel
public import SystemPackage

/// Where an image is written to.
public enum ImageDestination: Sendable {
  /// A file that appears under its name when it is complete.
  case file(FilePath)
  /// An open pipe, socket or file.
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
    public var digest: SHA256Digest
    public var changedFiles: [ChangedFile]
  }

  /// Writes the whole image, on the calling thread. Nothing is left of a file if this throws.
  public static func write(
    _ layout: ImageLayout, to destination: ImageDestination,
    changedFiles: ChangedFilePolicy = .stop,
    progress: (_ done: BlockCount) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws(ImageFileError) -> Outcome {
    Outcome(blocks: .zero, digest: SHA256Digest.of(.init(start: nil, count: 0)), changedFiles: [])
  }
}
