internal import CGStreamer

/// A piece of what comes out of a pipeline, lent for as long as it is looked at.
struct StreamBuffer {
  private let buffer: UnsafeMutablePointer<GstBuffer>

  init(_ buffer: UnsafeMutablePointer<GstBuffer>) {
    self.buffer = buffer
  }

  /// How many bytes there are.
  var byteCount: Int { Int(gst_buffer_get_size(buffer)) }

  /// How many samples there are.
  func sampleCount(_ format: SampleFormat) -> Int {
    // Where channels lie apart, what was cut off stays in the memory.
    guard let meta = gst_buffer_get_meta(buffer, gst_audio_meta_api_get_type()) else {
      return byteCount / format.bytesPerSample
    }
    let audio = UnsafeMutableRawPointer(meta).assumingMemoryBound(to: GstAudioMeta.self)
    return Int(audio.pointee.samples)
  }

  /// When it begins to play, in nanoseconds; nil if not told.
  var time: UInt64? { Self.known(buffer.pointee.pts) }

  /// How long it plays, in nanoseconds; nil if not told.
  var duration: UInt64? { Self.known(buffer.pointee.duration) }

  /// Where it ends, in units of the stream; nil if not told.
  var end: UInt64? { Self.known(buffer.pointee.offset_end) }

  /// Whether it tells of the stream and holds nothing of it.
  var isHeader: Bool {
    buffer.pointee.mini_object.flags & GST_BUFFER_FLAG_HEADER.rawValue != 0
  }

  /// GStreamer marks with all bits what it does not know.
  private static func known(_ value: UInt) -> UInt64? {
    value == .max ? nil : UInt64(value)
  }

  /// Lends the bytes; none if the memory cannot be had.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    var map = GstMapInfo()
    guard gst_buffer_map(buffer, &map, GST_MAP_READ) != 0 else { return }
    defer { gst_buffer_unmap(buffer, &map) }
    body(UnsafeRawBufferPointer(start: map.data, count: Int(map.size)))
  }
}
