public import SystemPackage

/// Why an audio file gives no samples, or no more.
public struct AudioDecodingError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// There is no such file any more.
    case vanished
    case unreadable(errorNumber: Int32)
    /// It is no audio file, or holds no audio.
    case notAudio
    /// It is audio, but not of a kind this decoder takes.
    case unsupported(AudioFileFormat)
    /// What would decode it is not installed.
    case missingCodec(AudioCodec)
    /// It cannot be decoded. The text is the decoder's own, for a log.
    case broken(String)
    /// It ended before the length that was measured.
    case endedEarly(expected: SampleCount)
    /// It goes on beyond the length that was measured.
    case longerThanExpected(expected: SampleCount)
    /// The decoder cannot work at all. The text is its own, for a log.
    case decoderFailed(String)
    case cancelled
  }

  public var path: FilePath
  /// How many samples were good; zero if none was asked for.
  public var position: SampleCount
  public var reason: Reason

  public init(path: FilePath, position: SampleCount = .zero, reason: Reason) {
    self.path = path
    self.position = position
    self.reason = reason
  }
}

/// A way to pack audio, as people call it, and what brings its decoder.
public struct AudioCodec: Hashable, Sendable {
  /// Such as "MPEG-4 AAC".
  public var name: String
  /// The package of Debian that brings a decoder; nil if none is known.
  public var debianPackage: String?

  public init(name: String, debianPackage: String?) {
    self.name = name
    self.debianPackage = debianPackage
  }
}

/// How a file holds its audio.
public struct AudioFileFormat: Hashable, Sendable {
  /// Such as "Free Lossless Audio Codec (FLAC)"; nil if not told.
  public var codec: String?
  public var samplesPerSecond: Int
  public var channels: Int
  /// Of one value; nil where the codec keeps none, as lossy ones do.
  public var bitsPerValue: Int?

  public init(codec: String?, samplesPerSecond: Int, channels: Int, bitsPerValue: Int?) {
    self.codec = codec
    self.samplesPerSecond = samplesPerSecond
    self.channels = channels
    self.bitsPerValue = bitsPerValue
  }

  /// Whether the values go to a disc as they are.
  public var isRedBook: Bool {
    samplesPerSecond == 44_100 && channels == 2 && bitsPerValue == 16
  }
}
