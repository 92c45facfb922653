internal import CGStreamer

/// Ends the reading of a file for elements that go on asking for what is behind its end.
///
/// The demultiplexers of libav ask again and again where a file was cut off, for ever, and cannot be
/// stopped meanwhile. They stop where reading fails.
final class SourceEnd {
  /// Asking a few times is usual: for each stream, and for tags at the end.
  private static let patience = 1000

  private let original: GstPadGetRangeFunction
  // Only the thread that reads uses it.
  private var vainReads = 0

  private init(_ original: @escaping GstPadGetRangeFunction) {
    self.original = original
  }

  /// Looks at all that is read from `source` through its only pad.
  static func watch(_ source: UnsafeMutablePointer<GstElement>) {
    guard let pad = gst_element_get_static_pad(source, "src") else { return }
    defer { gst_object_unref(pad) }
    guard let read = pad.pointee.getrangefunc else { return }
    gst_pad_set_getrange_function_full(
      pad,
      { pad, parent, offset, count, buffer in
        guard let pad, let data = pad.pointee.getrangedata else { return GST_FLOW_ERROR }
        return Unmanaged<SourceEnd>.fromOpaque(data).takeUnretainedValue()
          .read(pad, parent, offset, count, buffer)
      }, Unmanaged.passRetained(SourceEnd(read)).toOpaque(),
      { data in
        if let data { Unmanaged<SourceEnd>.fromOpaque(data).release() }
      })
  }

  private func read(
    _ pad: UnsafeMutablePointer<GstPad>, _ parent: UnsafeMutablePointer<GstObject>?,
    _ offset: guint64, _ count: guint,
    _ buffer: UnsafeMutablePointer<UnsafeMutablePointer<GstBuffer>?>?
  ) -> GstFlowReturn {
    let result = original(pad, parent, offset, count, buffer)
    vainReads = result == GST_FLOW_EOS ? vainReads + 1 : 0
    return vainReads > Self.patience ? GST_FLOW_ERROR : result
  }
}
