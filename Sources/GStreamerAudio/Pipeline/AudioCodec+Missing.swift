internal import CGStreamer
internal import CompactDisc

extension AudioCodec {
  /// The codec that a message of GStreamer misses; nil if it is one for pictures.
  init?(missing message: UnsafeMutablePointer<GstMessage>) {
    let caps = Self.caps(of: message)
    let type = caps.flatMap { Self.type(of: $0) }
    let package = type.flatMap { Self.package(forType: $0.name, mpegVersion: $0.mpegVersion) }
    if let type, package == nil, !type.name.hasPrefix("audio/"),
      !type.name.hasPrefix("application/")
    {
      return nil
    }
    let description =
      caps.flatMap { gst_pb_utils_get_codec_description($0) }
      ?? gst_missing_plugin_message_get_description(message)
    defer { g_free(description) }
    self.init(name: description.map { String(cString: $0) } ?? "", debianPackage: package)
  }

  /// The codec of packets that nothing here decodes; nil if something does.
  init?(missingFor codec: PacketFormat.Codec) {
    let caps = gst_caps_from_string(codec.caps)
    defer { if let caps { gst_caps_unref(caps) } }
    let all = gst_element_factory_list_get_elements(Self.decoders, GST_RANK_MARGINAL)
    defer { gst_plugin_feature_list_free(all) }
    let fitting = gst_element_factory_list_filter(all, caps, GST_PAD_SINK, 0)
    defer { gst_plugin_feature_list_free(fitting) }
    guard fitting == nil else { return nil }
    let description = caps.flatMap { gst_pb_utils_get_codec_description($0) }
    defer { g_free(description) }
    let type = caps.flatMap { Self.type(of: $0) }
    self.init(
      name: description.map { String(cString: $0) } ?? codec.caps,
      debianPackage: type.flatMap {
        Self.package(forType: $0.name, mpegVersion: $0.mpegVersion)
      })
  }

  /// GST_ELEMENT_FACTORY_TYPE_DECODER, a macro that Swift does not see.
  private static let decoders: GstElementFactoryListType = 1

  private static func caps(
    of message: UnsafeMutablePointer<GstMessage>
  ) -> UnsafePointer<GstCaps>? {
    guard let structure = gst_message_get_structure(message),
      let detail = gst_structure_get_value(structure, "detail"),
      let boxed = g_value_get_boxed(detail)
    else { return nil }
    return UnsafePointer(boxed.assumingMemoryBound(to: GstCaps.self))
  }

  private static func type(
    of caps: UnsafePointer<GstCaps>
  ) -> (name: String, mpegVersion: Int)? {
    guard gst_caps_get_size(caps) > 0, let structure = gst_caps_get_structure(caps, 0),
      let name = gst_structure_get_name(structure)
    else { return nil }
    var version: gint = 0
    gst_structure_get_int(structure, "mpegversion", &version)
    return (String(cString: name), Int(version))
  }
}

extension AudioCodec {
  /// Which package of Debian 12 decodes a media type, or takes it out of its container.
  ///
  /// - Parameters:
  ///   - type: as GStreamer names it, such as "audio/x-flac".
  ///   - mpegVersion: what tells MP3 (1) from AAC (2, 4) in "audio/mpeg".
  static func package(forType type: String, mpegVersion: Int) -> String? {
    if type == "audio/mpeg" { return mpegVersion == 1 ? good : libav }
    return packages.first { $0.types.contains(type) }?.package
  }

  private static let good = "gstreamer1.0-plugins-good"
  private static let libav = "gstreamer1.0-libav"

  private static let packages: [(package: String, types: Set<String>)] = [
    (
      "gstreamer1.0-plugins-base",
      [
        "application/ogg", "audio/ogg", "audio/x-opus", "audio/x-vorbis", "application/x-ogm-audio",
      ]
    ),
    (
      good,
      [
        "application/x-apetag", "application/x-id3", "audio/x-alaw", "audio/x-au", "audio/x-flac",
        "audio/x-m4a", "audio/x-matroska", "audio/x-mulaw", "audio/x-speex", "audio/x-wav",
        "audio/x-wavpack", "audio/webm", "video/quicktime", "video/webm", "video/x-flv",
        "video/x-matroska", "video/x-msvideo",
      ]
    ),
    (
      "gstreamer1.0-plugins-bad",
      // libav decodes one kind of ADPCM alone.
      ["audio/midi", "audio/x-adpcm", "audio/x-aiff", "audio/x-mod", "video/mpegts"]
    ),
    ("gstreamer1.0-plugins-ugly", ["audio/AMR", "audio/AMR-WB", "video/x-ms-asf"]),
    (
      libav,
      [
        "application/x-ape", "audio/x-ac3", "audio/x-alac", "audio/x-dts",
        "audio/x-eac3", "audio/x-ffmpeg-parsed-ape", "audio/x-musepack", "audio/x-tta",
        "audio/x-wma",
      ]
    ),
  ]
}
