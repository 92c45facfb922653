import CompactDisc
import SystemPackage
import TestSupport
import Testing

@testable import GStreamerAudio

@Suite("Playing a track") struct TrackPlayerTests {
  /// Everything that is played goes into this file, as raw samples.
  private static func capture(_ files: AudioFixture) -> String {
    """
    audio/x-raw,format=S16LE,rate=44100,channels=2 ! filesink location=\(files.path("heard").string)
    """
  }

  @Test func `sends every sample to the output and ends with the file`() async throws {
    let files = try AudioFixture()
    let path = try files.wave("song.wav", samples: 100_000)
    try await TrackPlayer.play(path, into: Self.capture(files))
    let heard = [Int16](littleEndian: try files.folder.bytes(of: "heard"))
    #expect(heard.count == 200_000)
    #expect(heard.largestDifference(from: try files.sox("song.wav")) == 0)
  }

  @Test func `stops when it is cancelled, however long the file is`() async throws {
    let files = try AudioFixture()
    let path = try files.wave("long.wav", samples: 44_100 * 600, synth: ["sine", "440"])
    let playing = Task { try await TrackPlayer.play(path, into: "fakesink sync=true") }
    try await Task.sleep(for: .milliseconds(100))
    playing.cancel()
    try await playing.value
  }

  @Test func `tells what is wrong with a file`() async throws {
    let files = try AudioFixture()
    try files.folder.write(Array("no music".utf8), to: "text.txt")
    let gone = files.path("gone.flac")
    await #expect(throws: TrackPlayer.Failure.file(.init(path: gone, reason: .vanished))) {
      try await TrackPlayer.play(gone, into: "fakesink")
    }
    let text = files.path("text.txt")
    await #expect(throws: TrackPlayer.Failure.file(.init(path: text, reason: .notAudio))) {
      try await TrackPlayer.play(text, into: "fakesink")
    }
  }

  @Test func `says that there is nothing to play on`() async throws {
    let files = try AudioFixture()
    let path = try files.wave("song.wav", samples: 44_100)
    let element = "autoaudiosink filter-caps=audio/x-of-tomorrow"
    await #expect(throws: TrackPlayer.Failure.noOutput) {
      try await TrackPlayer.play(path, into: element)
    }
  }
}
