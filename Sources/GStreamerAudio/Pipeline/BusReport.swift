internal import CGStreamer
internal import CompactDisc
internal import Glibc

/// What a pipeline said so far, while it worked. It can be made once GStreamer was started.
struct BusReport {
  private var missingCodec: AudioCodec?
  /// The first error.
  private(set) var failure: DecodingFailure?
  /// Everything was played.
  private(set) var isAtEnd = false
  /// The system has nothing that sound could go to.
  private(set) var hasNoOutput = false
  let tags = TagCollection()

  /// Takes what waits on the bus.
  mutating func read(_ bus: UnsafeMutablePointer<GstBus>) {
    while let message = gst_bus_pop(bus) { note(message) }
  }

  /// Keeps what a message tells, and frees it.
  mutating func note(_ message: UnsafeMutablePointer<GstMessage>) {
    defer { gst_message_unref(message) }
    switch message.pointee.type {
    case GST_MESSAGE_TAG: tags.add(message)
    case GST_MESSAGE_ERROR: failure = failure ?? DecodingFailure(reason(of: message))
    case GST_MESSAGE_EOS: isAtEnd = true
    case GST_MESSAGE_WARNING: hasNoOutput = hasNoOutput || Self.tellsOfNoOutput(message)
    default:
      guard missingCodec == nil, gst_is_missing_plugin_message(message) != 0 else { return }
      missingCodec = AudioCodec(missing: message)
    }
  }

  /// autoaudiosink warns when it finds no device that works, and then throws the sound away.
  private static func tellsOfNoOutput(_ message: UnsafeMutablePointer<GstMessage>) -> Bool {
    var error: UnsafeMutablePointer<GError>?
    gst_message_parse_warning(message, &error, nil)
    defer { if let error { g_error_free(error) } }
    return error?.pointee.domain == gst_resource_error_quark()
  }

  private func reason(of message: UnsafeMutablePointer<GstMessage>) -> AudioDecodingError.Reason {
    if let missingCodec { return .missingCodec(missingCodec) }
    var error: UnsafeMutablePointer<GError>?
    var details: UnsafeMutablePointer<CChar>?
    gst_message_parse_error(message, &error, &details)
    defer { g_free(details) }
    let domain = error?.pointee.domain
    let code = error?.pointee.code ?? 0
    let isStream = domain == gst_stream_error_quark()
    let isResource = domain == gst_resource_error_quark()
    let text =
      GStreamerLibrary.takeMessage(of: error) + " " + (details.map { String(cString: $0) } ?? "")
    let kinds = [GST_STREAM_ERROR_TYPE_NOT_FOUND, GST_STREAM_ERROR_WRONG_TYPE].map {
      Int32($0.rawValue)
    }
    if isStream { return kinds.contains(code) ? .notAudio : .broken(text) }
    // That is how GStreamer calls it if there is nothing but pictures.
    if domain == gst_core_error_quark(), code == gint(GST_CORE_ERROR_MISSING_PLUGIN.rawValue) {
      return .notAudio
    }
    if isResource { return .unreadable(errorNumber: EIO) }
    return .decoderFailed(text)
  }
}
