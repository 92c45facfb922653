internal import CGStreamer
internal import SystemPackage

extension DecodingPipeline {
  /// From the source "source" over "decoder" to the sink "sink". What "decoder" gives goes to
  /// "converter", if there is one, else to "sink".
  ///
  /// More than decodebin's five packets may wait between the threads of a container and its decoder,
  /// which would otherwise wake each other all the time. Of Ogg, which has small packets, a thread more
  /// takes a third of the time, so that its demultiplexer stands outside, where it needs none.
  static func description(of path: FilePath, to depth: Depth) -> String {
    let sink = "fakesink name=sink sync=false enable-last-sample=false signal-handoffs=true"
    switch depth {
    case .packets:
      return "filesrc name=source ! parsebin name=decoder \(sink)"
    case .samples:
      let demultiplexer =
        OggEnds(of: path)?.hasOneStream == true && isInstalled("oggdemux") ? "oggdemux !" : ""
      return """
        filesrc name=source ! \(demultiplexer) decodebin name=decoder caps="audio/x-raw(ANY)" \
        expose-all-streams=false max-size-buffers=1000 max-size-bytes=2097152 \
        audioconvert name=converter dithering=none noise-shaping=none \
        ! audio/x-raw,layout=interleaved,format={(string)S16LE,(string)S32LE,(string)F32LE,(string)F64LE} \
        ! \(sink)
        """
    }
  }

  private static func isInstalled(_ element: String) -> Bool {
    guard let factory = gst_element_factory_find(element) else { return false }
    gst_object_unref(UnsafeMutableRawPointer(factory))
    return true
  }

  /// Decoders would leave out what they cannot read, and the disc would have a hole nobody knows of.
  static func refuseBrokenFrames(in pipeline: UnsafeMutablePointer<GstElement>) {
    let added:
      @convention(c) (
        UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<GstElement>?,
        UnsafeMutableRawPointer?
      ) -> Void = { _, _, element, _ in
        guard let element else { return }
        let object = UnsafeMutableRawPointer(element).assumingMemoryBound(to: GObject.self)
        // Elements that have no such property ignore it.
        gst_util_set_object_arg(object, "max-errors", "0")
        gst_util_set_object_arg(object, "check-frame-checksums", "true")
      }
    g_signal_connect_data(
      pipeline, "deep-element-added", unsafeBitCast(added, to: GCallback.self), nil, nil,
      GConnectFlags(rawValue: 0))
  }
}
