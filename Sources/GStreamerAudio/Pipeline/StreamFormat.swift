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
    // GStreamer reads packed formats, too, and complains that they do not say where channels are.
    guard let caps, gst_caps_get_size(caps) > 0, let structure = gst_caps_get_structure(caps, 0),
      gst_structure_has_name(structure, "audio/x-raw") != 0
    else { return nil }
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
  /// What packs the music.
  enum Codec {
    case flac
    case vorbis
    case opus
    case mp3

    /// As GStreamer describes it.
    var caps: String {
      switch self {
      case .flac: "audio/x-flac"
      case .vorbis: "audio/x-vorbis"
      case .opus: "audio/x-opus"
      case .mp3: "audio/mpeg, mpegversion=(int)1, layer=(int)3"
      }
    }

    /// Nil for any other.
    init?(_ structure: UnsafePointer<GstStructure>) {
      switch gst_structure_get_name(structure).map({ String(cString: $0) }) {
      case "audio/x-flac": self = .flac
      case "audio/x-vorbis": self = .vorbis
      case "audio/x-opus": self = .opus
      case "audio/mpeg":
        var version: gint = 0
        var layer: gint = 0
        gst_structure_get_int(structure, "mpegversion", &version)
        gst_structure_get_int(structure, "layer", &layer)
        guard version == 1, layer == 3 else { return nil }
        self = .mp3
      default: return nil
      }
    }
  }

  var codec: Codec
  var rate: Int
  var channels: Int

  /// Nil if these are no packets, or they do not say what they hold.
  init?(_ caps: UnsafePointer<GstCaps>?) {
    guard let caps, gst_caps_get_size(caps) > 0,
      let structure = gst_caps_get_structure(caps, 0), let codec = Codec(structure)
    else { return nil }
    var rate: gint = 0
    var channels: gint = 0
    gst_structure_get_int(structure, "rate", &rate)
    gst_structure_get_int(structure, "channels", &channels)
    // Opus is always heard at 48 kHz, whatever it was made of (RFC 7845, section 5.1).
    if codec == .opus { rate = 48_000 }
    guard rate > 0, channels > 0 else { return nil }
    self.codec = codec
    self.rate = Int(rate)
    self.channels = Int(channels)
  }

  var isLossless: Bool { codec == .flac }
}
