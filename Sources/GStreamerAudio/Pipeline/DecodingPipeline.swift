internal import CGStreamer
internal import CompactDisc
internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A file on its way through GStreamer. One thread makes it, and waits in it.
final class DecodingPipeline {
  /// How far the file is unpacked.
  enum Depth {
    /// Samples with the file's own rate and channels, in one of four formats that hold all that the
    /// decoder gave.
    case samples
    /// Packets, as the file holds them.
    case packets
  }

  /// How long a wait lasts, so that the waiting thread may look whether it is still wanted.
  private static let patience = GstClockTime(100_000_000)

  private let pipeline: UnsafeMutablePointer<GstElement>
  private let bus: UnsafeMutablePointer<GstBus>
  private let tap: StreamTap
  private var report: BusReport
  /// How long the music should play, as the file says; nil if it does not, or holds more than music.
  private(set) var declaredDuration: Duration?
  /// What the file told of itself so far.
  var tags: TagCollection { report.tags }

  /// Opens a file.
  ///
  /// - Parameter handler: is shown all that comes out, while the pipeline runs.
  init(
    _ path: FilePath, to depth: Depth, handler: @escaping StreamTap.Handler
  ) throws(DecodingFailure) {
    try Self.checkReadable(path)
    try GStreamerLibrary.start()
    report = BusReport()
    tap = StreamTap(handler)
    var error: UnsafeMutablePointer<GError>?
    let made = gst_parse_launch(Self.description(of: path, to: depth), &error)
    guard let made, error == nil, let sink = Self.element("sink", of: made),
      let decoder = Self.element("decoder", of: made)
    else {
      if let made { gst_object_unref(made) }
      throw DecodingFailure(.decoderFailed(GStreamerLibrary.takeMessage(of: error)))
    }
    pipeline = made
    bus = gst_element_get_bus(made)
    tap.listen(to: sink)
    let converter = Self.element("converter", of: made)
    StreamJoint.connect(decoder, with: converter ?? sink)
    for element in [decoder, converter, sink].compactMap(\.self) { gst_object_unref(element) }
    Self.setLocation(path, of: made)
    Self.refuseBrokenFrames(in: made)
  }

  deinit {
    gst_object_unref(bus)
    gst_object_unref(pipeline)
  }

  /// Shows the handler the whole file. Nothing is shown any more when this returns.
  ///
  /// - Parameters:
  ///   - longestSilence: when nothing came for so long, nothing comes any more. Disks that sleep need
  ///     less, and some demultiplexers look for ever for what was cut off.
  ///   - isWanted: asked ten times a second or more. A handler that waits must end when it says no.
  /// - Throws: what is wrong with the file, after all that was good, or what the handler threw.
  func run(
    longestSilence: Duration = .seconds(30), while isWanted: () -> Bool
  ) throws(DecodingFailure) {
    gst_element_set_state(pipeline, GST_STATE_PLAYING)
    defer { gst_element_set_state(pipeline, GST_STATE_NULL) }
    let clock = ContinuousClock()
    var lastActivity = clock.now
    var activity = 0
    while isWanted() {
      let message = gst_bus_timed_pop(bus, Self.patience)
      if let message { report.note(message) }
      if let failure = tap.failure { throw failure }
      if tap.isAtEnd.load(ordering: .acquiring) {
        report.read(bus)
        if let failure = report.failure { throw failure }
        declaredDuration = tags.tellsLength && !hasSeveralStreams() ? duration() : nil
        return
      }
      let now = tap.activity.load(ordering: .acquiring)
      let isSilent = now == activity && !tap.isBusy
      activity = now
      if !isSilent { lastActivity = clock.now }
      // Samples that were good may still be on their way when something breaks.
      if isSilent, message == nil, let failure = report.failure { throw failure }
      guard clock.now - lastActivity < longestSilence else {
        throw DecodingFailure(activity == 0 ? .notAudio : .broken("nothing follows"))
      }
    }
    throw DecodingFailure(.cancelled)
  }

  /// A film is as long as its pictures.
  private func hasSeveralStreams() -> Bool {
    let bin = UnsafeMutableRawPointer(pipeline).assumingMemoryBound(to: GstBin.self)
    let elements = gst_bin_iterate_recurse(bin)
    defer { gst_iterator_free(elements) }
    var found = false
    gst_iterator_foreach(
      elements,
      { value, found in
        guard let object = g_value_get_object(value) else { return }
        let element = object.assumingMemoryBound(to: GstElement.self)
        let demuxer: GstElementFactoryListType = 1 << 5
        if let factory = gst_element_get_factory(element), element.pointee.numsrcpads > 1,
          gst_element_factory_list_is_type(factory, demuxer) != 0
        {
          found?.assumingMemoryBound(to: Bool.self).pointee = true
        }
      }, &found)
    return found
  }

  private func duration() -> Duration? {
    var nanoseconds: gint64 = 0
    guard gst_element_query_duration(pipeline, GST_FORMAT_TIME, &nanoseconds) != 0,
      nanoseconds > 0
    else { return nil }
    return .nanoseconds(nanoseconds)
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

  /// Reads from a file. The path is handed on as the bytes it is.
  static func setLocation(_ path: FilePath, of pipeline: UnsafeMutablePointer<GstElement>) {
    guard let source = element("source", of: pipeline) else { return }
    defer { gst_object_unref(source) }
    SourceEnd.watch(source)
    var value = GValue()
    g_value_init(&value, g_type_from_name("gchararray"))
    defer { g_value_unset(&value) }
    path.withPlatformString { g_value_set_string(&value, $0) }
    let object = UnsafeMutableRawPointer(source).assumingMemoryBound(to: GObject.self)
    g_object_set_property(object, "location", &value)
  }
}
