internal import CGStreamer
internal import CompactDisc

/// GStreamer, started once for the whole program.
enum GStreamerLibrary {
  /// Why it could not be started; nil if it was.
  private static let failure: String? = {
    var error: UnsafeMutablePointer<GError>?
    guard gst_init_check(nil, nil, &error) != 0 else { return takeMessage(of: error) }
    keepQuiet()
    preferExactDecoders()
    return nil
  }()

  static func start() throws(DecodingFailure) {
    if let failure { throw DecodingFailure(.decoderFailed(failure)) }
  }

  /// Decoders complain on the terminal of files that they decode all the same. What matters comes as a
  /// message of the pipeline.
  private static func keepQuiet() {
    for domain in ["GStreamer", "GStreamer-Audio"] {
      let levels = GLogLevelFlags(
        rawValue: G_LOG_LEVEL_WARNING.rawValue | G_LOG_LEVEL_CRITICAL.rawValue)
      g_log_set_handler(
        domain, levels,
        { domain, level, text, data in
          guard g_getenv("G_MESSAGES_DEBUG") != nil else { return }
          g_log_default_handler(domain, level, text, data)
        }, nil)
    }
  }

  /// libav's MP3 decoder does not leave out what the encoder put before and behind the music where
  /// it should, and has the same rank as mpg123, which does.
  private static func preferExactDecoders() {
    guard let mpg123 else { return }
    gst_plugin_feature_set_rank(mpg123, guint(GST_RANK_PRIMARY.rawValue) + 1)
    gst_object_unref(UnsafeMutableRawPointer(mpg123))
  }

  /// A new reference; nil where it is not installed.
  private static var mpg123: OpaquePointer? {
    gst_registry_find_feature(
      gst_registry_get(), "mpg123audiodec", gst_element_factory_get_type())
  }

  /// Whether what an MP3 file tells of its length is what its decoder makes of it.
  static let decodesMP3Exactly: Bool = {
    guard let mpg123 else { return false }
    gst_object_unref(UnsafeMutableRawPointer(mpg123))
    return true
  }()

  /// The text of an error, which is freed.
  static func takeMessage(of error: UnsafeMutablePointer<GError>?) -> String {
    guard let error else { return "" }
    defer { g_error_free(error) }
    return error.pointee.message.map { String(cString: $0) } ?? ""
  }
}

/// A reason on its way to whoever knows the file and the position.
struct DecodingFailure: Error {
  var reason: AudioDecodingError.Reason

  init(_ reason: AudioDecodingError.Reason) {
    self.reason = reason
  }
}
