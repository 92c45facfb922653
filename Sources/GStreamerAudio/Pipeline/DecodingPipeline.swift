internal import CGStreamer
internal import CompactDisc
internal import Glibc
internal import SystemPackage

/// A file on its way through GStreamer's decoders. One thread uses it, and waits in it.
///
/// What comes out has the file's own rate and channels, and one of four formats that hold all that
/// the decoder gave.
final class DecodingPipeline {
  /// What came of waiting a while.
  enum Event {
    case samples(PulledSamples)
    case nothingYet
    case end
  }

  /// How long a wait lasts, so that the waiting thread may look whether it is still wanted.
  private static let patience = GstClockTime(100_000_000)
  /// A pipeline that does nothing for so long does nothing any more. Disks that sleep need less.
  private static let longestSilence = 600

  /// Some containers tell times no better than this, in nanoseconds. Shorter gaps show in the length.
  private static let imprecision: UInt64 = 40_000_000

  private static let description = """
    filesrc name=source ! decodebin name=decoder caps="audio/x-raw(ANY)" expose-all-streams=false \
    ! audioconvert name=input dithering=none noise-shaping=none \
    ! audio/x-raw,layout=interleaved,format={(string)S16LE,(string)S32LE,(string)F32LE,(string)F64LE} \
    ! appsink name=sink sync=false max-buffers=8 enable-last-sample=false
    """

  private let pipeline: UnsafeMutablePointer<GstElement>
  private let sink: UnsafeMutablePointer<GstAppSink>
  private let bus: UnsafeMutablePointer<GstBus>
  private var report: BusReport
  private var silences = 0
  /// When the next samples should play, in nanoseconds; nil before the first.
  private var expectedTime: UInt64?
  /// What the file told of itself so far.
  var tags: TagCollection { report.tags }

  /// Begins to decode a file.
  init(_ path: FilePath) throws(DecodingFailure) {
    try Self.checkReadable(path)
    try GStreamerLibrary.start()
    report = BusReport()
    var error: UnsafeMutablePointer<GError>?
    let made = gst_parse_launch(Self.description, &error)
    guard let made, error == nil, let sink = Self.element("sink", of: made) else {
      if let made { gst_object_unref(made) }
      throw DecodingFailure(.decoderFailed(GStreamerLibrary.takeMessage(of: error)))
    }
    pipeline = made
    self.sink = UnsafeMutableRawPointer(sink).assumingMemoryBound(to: GstAppSink.self)
    bus = gst_element_get_bus(made)
    Self.setLocation(path, of: made)
    Self.refuseBrokenFrames(in: made)
    gst_element_set_state(made, GST_STATE_PLAYING)
  }

  deinit {
    gst_element_set_state(pipeline, GST_STATE_NULL)
    gst_object_unref(bus)
    gst_object_unref(sink)
    gst_object_unref(pipeline)
  }

  /// The next samples, as soon as they are there, but after a tenth of a second at the latest.
  ///
  /// - Throws: what is wrong with the file, after the last samples that were good.
  func next() throws(DecodingFailure) -> Event {
    let sample = gst_app_sink_try_pull_sample(sink, Self.patience)
    report.read(bus)
    if let sample {
      silences = 0
      let samples = PulledSamples(sample)
      guard continues(with: samples) else { throw DecodingFailure(.broken("samples are missing")) }
      return .samples(samples)
    }
    // It is told after the last samples that were good.
    if let failure = report.failure { throw failure }
    if gst_app_sink_is_eos(sink) != 0 { return .end }
    silences += 1
    guard silences < Self.longestSilence else { throw DecodingFailure(.notAudio) }
    return .nothingYet
  }

  /// Whether samples follow those before without a gap. Parsers leave out what they cannot read and
  /// go on behind it, and only the time of the samples tells.
  private func continues(with samples: PulledSamples) -> Bool {
    guard let time = samples.time, let duration = samples.duration else { return true }
    defer { expectedTime = time + duration }
    return time <= expectedTime ?? time || time - (expectedTime ?? time) <= Self.imprecision
  }

  /// What the decoder itself gives, before it is made one of the four formats.
  var decodedFormat: AudioFileFormat? {
    guard let element = Self.element("input", of: pipeline) else { return nil }
    defer { gst_object_unref(element) }
    guard let pad = gst_element_get_static_pad(element, "sink") else { return nil }
    defer { gst_object_unref(pad) }
    guard let caps = gst_pad_get_current_caps(pad) else { return nil }
    defer { gst_caps_unref(caps) }
    return PulledSamples.Format(caps)?.fileFormat(codec: tags.codec)
  }
}

extension DecodingPipeline {
  /// GStreamer would tell less.
  static func checkReadable(_ path: FilePath) throws(DecodingFailure) {
    let descriptor = path.withPlatformString { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else {
      let number = errno
      throw DecodingFailure(
        number == ENOENT || number == ENOTDIR ? .vanished : .unreadable(errorNumber: number))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw DecodingFailure(.unreadable(errorNumber: errno))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw DecodingFailure(.notAudio) }
  }

  /// A new reference to the element of that name.
  static func element(
    _ name: String, of pipeline: UnsafeMutablePointer<GstElement>
  ) -> UnsafeMutablePointer<GstElement>? {
    let bin = UnsafeMutableRawPointer(pipeline).assumingMemoryBound(to: GstBin.self)
    return gst_bin_get_by_name(bin, name)
  }

  /// The path is handed on as the bytes it is.
  static func setLocation(_ path: FilePath, of pipeline: UnsafeMutablePointer<GstElement>) {
    guard let source = element("source", of: pipeline) else { return }
    defer { gst_object_unref(source) }
    var value = GValue()
    g_value_init(&value, g_type_from_name("gchararray"))
    defer { g_value_unset(&value) }
    path.withPlatformString { g_value_set_string(&value, $0) }
    let object = UnsafeMutableRawPointer(source).assumingMemoryBound(to: GObject.self)
    g_object_set_property(object, "location", &value)
  }

  /// Decoders would leave out what they cannot read, and the disc would have a hole nobody knows of.
  private static func refuseBrokenFrames(in pipeline: UnsafeMutablePointer<GstElement>) {
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
