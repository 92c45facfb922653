internal import CGStreamer
internal import CompactDisc
internal import Synchronization
internal import SystemPackage

/// The playing of one file, on the player's thread.
struct PlayerRun {
  /// How long a wait lasts, so that the thread may look whether it is still wanted.
  private static let patience = GstClockTime(50_000_000)

  let path: FilePath
  let sink: String
  let flag: CancellationFlag

  func run() -> Result<Void, TrackPlayer.Failure> {
    do throws(DecodingFailure) {
      return try play() ? .success(()) : .failure(.noOutput)
    } catch {
      return .failure(.file(AudioDecodingError(path: path, reason: error.reason)))
    }
  }

  /// - Returns: false if there is nothing that sound could go to.
  private func play() throws(DecodingFailure) -> Bool {
    try DecodingPipeline.checkReadable(path)
    try GStreamerLibrary.start()
    let pipeline = try makePipeline()
    let bus = gst_element_get_bus(pipeline)
    defer {
      gst_element_set_state(pipeline, GST_STATE_NULL)
      if let bus { gst_object_unref(bus) }
      gst_object_unref(pipeline)
    }
    DecodingPipeline.setLocation(path, of: pipeline)
    gst_element_set_state(pipeline, GST_STATE_PLAYING)
    var report = BusReport()
    while !flag.isSet.load(ordering: .relaxed), !report.isAtEnd {
      if let message = gst_bus_timed_pop(bus, Self.patience) { report.note(message) }
      if report.hasNoOutput { return false }
      if let failure = report.failure { throw failure }
    }
    return true
  }

  private func makePipeline() throws(DecodingFailure) -> UnsafeMutablePointer<GstElement> {
    let description = """
      filesrc name=source ! decodebin caps="audio/x-raw(ANY)" expose-all-streams=false \
      ! audioconvert ! audioresample ! \(sink)
      """
    var error: UnsafeMutablePointer<GError>?
    let made = gst_parse_launch(description, &error)
    guard let made, error == nil else {
      if let made { gst_object_unref(made) }
      throw DecodingFailure(.decoderFailed(GStreamerLibrary.takeMessage(of: error)))
    }
    return made
  }
}
