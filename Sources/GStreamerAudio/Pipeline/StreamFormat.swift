internal import CGStreamer
internal import CompactDisc

/// What comes out of a pipeline.
enum StreamFormat: Equatable {
  case samples(SampleFormat)
  /// Still packed, in packets whose lengths are known without unpacking them.
  case packets(PacketFormat)
  /// Nothing that can be counted.
  case other

  init(_ caps: UnsafePointer<GstCaps>?) {
    if let samples = SampleFormat(caps) {
      self = .samples(samples)
    } else if let packets = PacketFormat(caps) {
      self = .packets(packets)
    } else {
      self = .other
    }
  }

  /// Of music as it is heard; nil if it is none.
  var samplesPerSecond: Int? {
    switch self {
    case .samples(let format): format.rate
    case .packets(let format): format.rate
    case .other: nil
    }
  }
}

/// What samples are.
struct SampleFormat: Equatable {
  var info: GstAudioInfo

  /// Nil if these are no audio samples.
  init?(_ caps: UnsafePointer<GstCaps>?) {
    guard let caps else { return nil }
    info = GstAudioInfo()
    guard gst_audio_info_from_caps(&info, caps) != 0, info.rate > 0, info.channels > 0, info.bpf > 0
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

/// What packets hold: one of the kinds that carry checksums, in a container or of their own, and are
/// counted exactly.
struct PacketFormat: Equatable {
  /// As GStreamer names it, such as "audio/x-vorbis".
  var type: String
  var rate: Int
  var channels: Int

  /// Nil if these are no packets, or they do not say what they hold.
  init?(_ caps: UnsafePointer<GstCaps>?) {
    guard let caps, gst_caps_get_size(caps) > 0,
      let structure = gst_caps_get_structure(caps, 0),
      let name = gst_structure_get_name(structure).map({ String(cString: $0) }),
      Self.types.contains(name)
    else { return nil }
    var rate: gint = 0
    var channels: gint = 0
    gst_structure_get_int(structure, "rate", &rate)
    gst_structure_get_int(structure, "channels", &channels)
    // Opus is always heard at 48 kHz, whatever it was made of (RFC 7845, section 5.1).
    if name == Self.opus { rate = 48_000 }
    guard rate > 0, channels > 0 else { return nil }
    self.type = name
    self.rate = Int(rate)
    self.channels = Int(channels)
  }

  private static let flac = "audio/x-flac"
  private static let opus = "audio/x-opus"
  private static let types = [flac, "audio/x-vorbis", opus]

  var isLossless: Bool { type == Self.flac }
}
