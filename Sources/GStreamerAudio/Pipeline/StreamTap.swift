internal import CGStreamer
internal import CompactDisc
internal import Synchronization

/// Shows a handler what comes out of a pipeline, on the thread of GStreamer that makes it.
///
/// Nothing is handed from thread to thread that way: packets are small, and waking another thread for
/// each costs as much as to decode it.
final class StreamTap {
  /// It is called by one thread at a time, may wait, and is not called again once it threw.
  typealias Handler = (StreamBuffer, StreamFormat) throws(DecodingFailure) -> Void

  /// Some containers tell times no better than this, in nanoseconds. Shorter gaps show in the length.
  private static let imprecision: UInt64 = 40_000_000

  private let handler: Handler
  /// Goes up whenever the handler is called and when it is done, so it is odd in between.
  let activity = Atomic(0)
  private let caught = Mutex<DecodingFailure?>(nil)
  /// Whether nothing follows: the sink's own end, which comes behind its last buffer.
  let isAtEnd = Atomic(false)

  // Only the thread that calls the handler uses these.
  private var caps: UnsafeMutablePointer<GstCaps>?
  private var format = StreamFormat.other
  /// When the next buffer should play, in nanoseconds; nil before the first.
  private var expectedTime: UInt64?

  init(_ handler: @escaping Handler) {
    self.handler = handler
  }

  deinit {
    if let caps { gst_caps_unref(caps) }
  }

  /// What the handler threw.
  var failure: DecodingFailure? { caught.withLock { $0 } }

  /// Whether the handler works, or waits.
  var isBusy: Bool { activity.load(ordering: .acquiring) % 2 == 1 }

  /// Listens to a `fakesink`, which must be gone before the tap is.
  func listen(to sink: UnsafeMutablePointer<GstElement>) {
    let arrived:
      @convention(c) (
        UnsafeMutableRawPointer?, UnsafeMutablePointer<GstBuffer>?, UnsafeMutablePointer<GstPad>?,
        UnsafeMutableRawPointer?
      ) -> Void = { sink, buffer, pad, tap in
        guard let sink, let buffer, let pad, let tap else { return }
        Unmanaged<StreamTap>.fromOpaque(tap).takeUnretainedValue()
          .take(StreamBuffer(buffer), from: pad, of: sink)
      }
    g_signal_connect_data(
      sink, "handoff", unsafeBitCast(arrived, to: GCallback.self),
      Unmanaged.passUnretained(self).toOpaque(), nil, GConnectFlags(rawValue: 0))
    watchEnd(of: sink)
  }

  /// Waits for the end as the sink gets it, behind all buffers.
  private func watchEnd(of sink: UnsafeMutablePointer<GstElement>) {
    guard let pad = gst_element_get_static_pad(sink, "sink") else { return }
    defer { gst_object_unref(pad) }
    gst_pad_add_probe(
      pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM,
      { pad, info, tap in
        guard let tap, let event = gst_pad_probe_info_get_event(info),
          event.pointee.type == GST_EVENT_EOS
        else { return GST_PAD_PROBE_OK }
        let it = Unmanaged<StreamTap>.fromOpaque(tap).takeUnretainedValue()
        it.isAtEnd.store(true, ordering: .releasing)
        if let sink = gst_pad_get_parent_element(pad) {
          it.wake(sink)
          gst_object_unref(sink)
        }
        return GST_PAD_PROBE_OK
      }, Unmanaged.passUnretained(self).toOpaque(), nil)
  }

  private func take(
    _ buffer: StreamBuffer, from pad: UnsafeMutablePointer<GstPad>, of sink: UnsafeMutableRawPointer
  ) {
    guard failure == nil else { return }
    activity.add(1, ordering: .releasing)
    defer { activity.add(1, ordering: .releasing) }
    noteFormat(of: pad)
    do throws(DecodingFailure) {
      guard continues(with: buffer) else { throw DecodingFailure(.broken("samples are missing")) }
      try handler(buffer, format)
    } catch {
      caught.withLock { $0 = error }
      wake(sink.assumingMemoryBound(to: GstElement.self))
    }
  }

  private func noteFormat(of pad: UnsafeMutablePointer<GstPad>) {
    let now = gst_pad_get_current_caps(pad)
    guard now != caps else {
      if let now { gst_caps_unref(now) }
      return
    }
    if let caps { gst_caps_unref(caps) }
    caps = now
    format = StreamFormat(now)
  }

  /// Whether a buffer follows those before without a gap. Parsers leave out what they cannot read and
  /// go on behind it, and only the time tells.
  private func continues(with buffer: StreamBuffer) -> Bool {
    guard let time = buffer.time, let duration = duration(of: buffer) else { return true }
    let (end, isBeyondAllTime) = time.addingReportingOverflow(duration)
    defer { expectedTime = isBeyondAllTime ? .max : end }
    return time <= expectedTime ?? time || time - (expectedTime ?? time) <= Self.imprecision
  }

  private func duration(of buffer: StreamBuffer) -> UInt64? {
    guard case .samples(let format) = format else { return buffer.duration }
    return UInt64(buffer.sampleCount(format)) * 1_000_000_000 / UInt64(format.rate)
  }

  /// Lets whoever waits for the bus look.
  private func wake(_ sink: UnsafeMutablePointer<GstElement>) {
    let object = UnsafeMutableRawPointer(sink).assumingMemoryBound(to: GstObject.self)
    gst_element_post_message(
      sink, gst_message_new_application(object, gst_structure_new_empty("stopped")))
  }
}
