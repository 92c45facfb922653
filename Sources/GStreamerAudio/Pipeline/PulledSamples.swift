internal import CGStreamer
internal import CompactDisc

/// Samples as a pipeline gives them, with what they are.
final class PulledSamples {
  /// What samples are.
  struct Format: Equatable {
    var info: GstAudioInfo

    /// Nil if these are no audio samples.
    init?(_ caps: UnsafePointer<GstCaps>?) {
      guard let caps else { return nil }
      info = GstAudioInfo()
      guard gst_audio_info_from_caps(&info, caps) != 0, info.rate > 0, info.channels > 0,
        info.bpf > 0
      else { return nil }
    }

    var kind: GstAudioFormat { info.finfo.pointee.format }
    var rate: Int { Int(info.rate) }
    var channels: Int { Int(info.channels) }
    /// Of one value of each channel.
    var bytesPerSample: Int { Int(info.bpf) }
    var isFloat: Bool {
      info.finfo.pointee.flags.rawValue & GST_AUDIO_FORMAT_FLAG_FLOAT.rawValue != 0
    }

    static func == (left: Self, right: Self) -> Bool {
      withUnsafePointer(to: left.info) { left in
        withUnsafePointer(to: right.info) { gst_audio_info_is_equal(left, $0) != 0 }
      }
    }

    func fileFormat(codec: String?) -> AudioFileFormat {
      AudioFileFormat(
        codec: codec, samplesPerSecond: rate, channels: channels,
        bitsPerValue: isFloat ? nil : Int(info.finfo.pointee.depth))
    }
  }

  private let sample: OpaquePointer
  /// Nil where the pipeline gave something that is no audio.
  let format: Format?

  /// Takes the sample over.
  init(_ sample: OpaquePointer) {
    self.sample = sample
    format = Format(gst_sample_get_caps(sample))
  }

  deinit {
    gst_sample_unref(sample)
  }

  /// How many bytes there are.
  var byteCount: Int {
    gst_sample_get_buffer(sample).map { Int(gst_buffer_get_size($0)) } ?? 0
  }

  /// When the first of them plays, in nanoseconds; nil if not told.
  var time: UInt64? {
    gst_sample_get_buffer(sample).flatMap { $0.pointee.pts == .max ? nil : UInt64($0.pointee.pts) }
  }

  /// How long they play, in nanoseconds.
  var duration: UInt64? {
    format.map { UInt64(byteCount / $0.bytesPerSample) * 1_000_000_000 / UInt64($0.rate) }
  }

  /// Lends the bytes; none if the memory cannot be had.
  func withBytes<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var map = GstMapInfo()
    guard let buffer = gst_sample_get_buffer(sample),
      gst_buffer_map(buffer, &map, GST_MAP_READ) != 0
    else { return }
    defer { gst_buffer_unmap(buffer, &map) }
    try body(UnsafeRawBufferPointer(start: map.data, count: Int(map.size)))
  }
}
