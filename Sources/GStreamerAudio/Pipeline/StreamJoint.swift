internal import CGStreamer
internal import Synchronization

/// Connects what a decoder gives with what follows in the pipeline: the first stream of audio, and when
/// all have ended and others begin, the first of those.
///
/// Broadcasts that were recorded in Ogg begin anew with each piece of music.
final class StreamJoint: Sendable {
  private nonisolated(unsafe) let target: UnsafeMutablePointer<GstPad>
  /// Whether something came through. Streams that play together are there before anything comes.
  private let isUsed = Atomic(true)

  private init(_ target: UnsafeMutablePointer<GstPad>) {
    self.target = target
  }

  deinit {
    gst_object_unref(target)
  }

  /// Connects `decoder` with the pad "sink" of `element`.
  static func connect(
    _ decoder: UnsafeMutablePointer<GstElement>, with element: UnsafeMutablePointer<GstElement>
  ) {
    guard let target = gst_element_get_static_pad(element, "sink") else { return }
    let added:
      @convention(c) (
        UnsafeMutableRawPointer?, UnsafeMutablePointer<GstPad>?, UnsafeMutableRawPointer?
      ) -> Void = { _, pad, joint in
        guard let pad, let joint else { return }
        Unmanaged<StreamJoint>.fromOpaque(joint).takeUnretainedValue().take(pad)
      }
    g_signal_connect_data(
      decoder, "pad-added", unsafeBitCast(added, to: GCallback.self),
      Unmanaged.passRetained(StreamJoint(target)).toOpaque(),
      { joint, _ in
        if let joint { Unmanaged<StreamJoint>.fromOpaque(joint).release() }
      }, GConnectFlags(rawValue: 0))
  }

  /// The streams that ended are taken away only after those that follow have come.
  private func take(_ pad: UnsafeMutablePointer<GstPad>) {
    guard isAudio(pad), isUsed.exchange(false, ordering: .acquiringAndReleasing) else { return }
    if let ended = gst_pad_get_peer(target) {
      gst_pad_unlink(ended, target)
      gst_object_unref(ended)
    }
    gst_pad_add_probe(
      target, GST_PAD_PROBE_TYPE_BUFFER,
      { _, _, joint in
        if let joint {
          Unmanaged<StreamJoint>.fromOpaque(joint).takeUnretainedValue()
            .isUsed.store(true, ordering: .releasing)
        }
        return GST_PAD_PROBE_REMOVE
      }, Unmanaged.passUnretained(self).toOpaque(), nil)
    gst_pad_link(pad, target)
  }

  private func isAudio(_ pad: UnsafeMutablePointer<GstPad>) -> Bool {
    guard let caps = gst_pad_get_current_caps(pad) ?? gst_pad_query_caps(pad, nil) else {
      return false
    }
    defer { gst_caps_unref(caps) }
    guard gst_caps_get_size(caps) > 0, let structure = gst_caps_get_structure(caps, 0),
      let name = gst_structure_get_name(structure)
    else { return false }
    return String(cString: name).hasPrefix("audio/")
  }
}
