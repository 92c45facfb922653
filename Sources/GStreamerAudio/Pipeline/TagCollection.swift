internal import CGStreamer

/// The tags that a pipeline found so far.
final class TagCollection {
  private let list = gst_tag_list_new_empty()

  deinit {
    if let list { gst_tag_list_unref(list) }
  }

  /// Takes the tags of a message. Those nearer to the music come later and count more.
  func add(_ message: UnsafeMutablePointer<GstMessage>) {
    var found: UnsafeMutablePointer<GstTagList>?
    gst_message_parse_tag(message, &found)
    guard let found else { return }
    gst_tag_list_insert(list, found, GST_TAG_MERGE_REPLACE)
    gst_tag_list_unref(found)
  }

  /// A text without spaces around it; nil if there is none.
  func text(_ name: String) -> String? {
    var found: UnsafeMutablePointer<CChar>?
    guard gst_tag_list_get_string(list, name, &found) != 0, let found else { return nil }
    defer { g_free(found) }
    let text = String(cString: found)
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    return String(text[first...last])
  }

  func number(_ name: String) -> Int? {
    var found: guint = 0
    return gst_tag_list_get_uint(list, name, &found) != 0 ? Int(found) : nil
  }

  /// What packs the audio, such as "Vorbis".
  var codec: String? { text("audio-codec") }

  /// Whether the file says itself how long it is, and nobody has to estimate it.
  var tellsLength: Bool {
    if let codec, codec.hasPrefix("PCM") || Self.codecsWithLength.contains(codec) { return true }
    return text("container-format").map { !Self.containersWithoutLength.contains($0) } ?? false
  }

  private static let codecsWithLength = ["Wavpack", "TTA (True Audio)"]
  private static let containersWithoutLength = ["APE tag", "ID3 tag", "Ogg"]
}
