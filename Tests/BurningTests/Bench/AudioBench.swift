import CompactDisc
import DiscModel
import Foundation
import MMC
import Synchronization
import SystemPackage
import TestSupport
import VirtualDrive

@testable import Burning

/// Music for a bench: tracks of noise that are the same in every run.
struct Music: Sendable {
  /// One track, and what is wrong with its file.
  struct Track: Sendable {
    var samples: Int64
    var pregap: Int64 = 0
    var title = ""
    var performer = ""
    var code: String?
    var indices: [Int64] = []
    /// The decoder fails when it was read so far.
    var breaksAt: Int64?
  }

  var tracks: [Track]
  var title = ""
  var performer = ""
  var catalogNumber: String?

  /// 5 s, 6 s after a gap of 2 s, 4 s that join: 1,275 sectors, and odd samples in the joint.
  static let plain = Music(tracks: [
    Track(samples: 5 * 44_100), Track(samples: 6 * 44_100 + 123, pregap: 150),
    Track(samples: 5 * 44_100 - 17),
  ])

  /// Everything that a disc can have.
  static let rich = Music(
    tracks: [
      Track(
        samples: 5 * 44_100, title: "Prelude", performer: "Anna", code: "DEABC2500001"),
      Track(
        samples: 6 * 44_100 + 123, pregap: 150, title: "Fugue", performer: "Anna", indices: [100]),
      Track(samples: 5 * 44_100 - 17, title: "Rondeau à deux", performer: "Anna"),
    ], title: "Demo", performer: "Anna", catalogNumber: "0123456789012")

  /// Whatever a drive that writes track by track can do too.
  static let simple = Music(tracks: [
    Track(samples: 300 * 588), Track(samples: 320 * 588 - 5, pregap: 150),
  ])

  static func path(_ index: Int) -> FilePath { FilePath("/music/\(index + 1).flac") }

  func samples(_ index: Int) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(100 + index))
    return random.bytes(Int(tracks[index].samples) * 4)
  }

  func disc() throws -> AudioDisc {
    try AudioDisc(
      tracks: tracks.map { track in
        AudioTrack(
          length: SampleCount(track.samples),
          text: CDTextFields(title: track.title, performer: track.performer),
          recordingCode: try track.code.map { try ISRC($0) }, pregap: BlockCount(track.pregap),
          indices: track.indices.map { BlockCount($0) })
      }, text: CDTextFields(title: title, performer: performer),
      catalogNumber: catalogNumber.map { try MediaCatalogNumber($0) })
  }

  func content(
    text: AudioContent.TextPolicy = .required, acceptsLosses: Bool = false
  ) throws -> AudioContent {
    AudioContent(
      disc: try disc(), paths: tracks.indices.map(Self.path), text: text,
      acceptsLosses: acceptsLosses
    ) { index throws(AudioDecodingError) in
      NoiseDecoder(
        samples(index), path: Self.path(index), breaksAt: tracks[index].breaksAt.map { $0 * 4 })
    }
  }

  /// The bytes from address 0 to the lead-out, put together by hand.
  var expectedProgram: [UInt8] {
    var bytes: [UInt8] = []
    func fill() { bytes += [UInt8](repeating: 0, count: (2352 - bytes.count % 2352) % 2352) }
    for (index, track) in tracks.enumerated() {
      if index > 0, track.pregap > 0 {
        fill()
        bytes += [UInt8](repeating: 0, count: Int(track.pregap) * 2352)
      }
      bytes += samples(index)
    }
    fill()
    return bytes
  }
}

/// Gives the samples it was made with.
final class NoiseDecoder: AudioDecoding {
  let length: SampleCount
  private let bytes: [UInt8]
  private let path: FilePath
  private let breaksAt: Int64?
  private let position = Mutex(0)

  init(_ bytes: [UInt8], path: FilePath, breaksAt: Int64?) {
    self.bytes = bytes
    self.path = path
    self.breaksAt = breaksAt
    length = SampleCount(Int64(bytes.count / 4))
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AudioDecodingError) -> Int {
    let start = position.withLock { $0 }
    let end = min(Int(breaksAt ?? .max), bytes.count)
    guard start < end || end == bytes.count else {
      throw AudioDecodingError(
        path: path, position: SampleCount(Int64(start / 4)), reason: .broken("torn"))
    }
    let count = min(buffer.count, end - start)
    bytes[start..<start + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
    position.withLock { $0 += count }
    return count
  }

  func cancel() {}
}

extension BurnBench {
  /// A bench with a blank disc and no files.
  static func audio(_ kind: MediumKind = .cdR, blocks: Int64 = 20_000) throws -> BurnBench {
    try BurnBench(kind, blocks: blocks, files: [:])
  }

  func plan(
    _ music: Music, text: AudioContent.TextPolicy = .required, acceptsLosses: Bool = false,
    verification: BurnRequest.Verification = .full
  ) async throws -> BurnPlan {
    try await plan(
      BurnRequest(
        .audio(try music.content(text: text, acceptsLosses: acceptsLosses)),
        verification: verification))
  }

  /// The disc as another program would get it: the cue sheet's text and the sectors.
  func exported() throws -> (sheet: String, sectors: [UInt8]) {
    try withHands { try $0.exportMedium(to: folder.path("disc.cue")) }
    return (
      String(decoding: try folder.bytes(of: "disc.cue"), as: UTF8.self),
      try folder.bytes(of: "disc.bin")
    )
  }
}

extension BurnOutcome {
  /// How an audio disc was written in the end; nil for anything else.
  var recording: AudioDiscPlan.Recording? {
    if events.contains(where: { if case .sessionAtOnceRefused = $0 { true } else { false } }) {
      return .trackAtOnce
    }
    return plan.audio?.plan.recording
  }
}
