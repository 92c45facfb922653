import CompactDisc
import DiscModel
import GStreamerAudio
import Glibc
import SystemPackage

/// The audio engine in a process of its own, for tests that change which codecs there are, and for
/// the benchmark.
///
///     AudioProbe measure FILE…     a line a file: samples, or what is wrong
///     AudioProbe sectors FILE…     the sectors of a gapless disc of these files, on standard output
@main struct AudioProbe {
  static func main() async {
    let files = CommandLine.arguments.dropFirst(2).map { FilePath($0) }
    switch CommandLine.arguments.dropFirst().first {
    case "measure":
      for file in files { print(await line(about: file)) }
    case "sectors":
      do {
        try writeSectors(of: try await measureAll(files))
      } catch {
        fail("\(error)")
      }
    default: fail("usage: AudioProbe measure|sectors FILE…")
    }
  }

  private static func line(about file: FilePath) async -> String {
    do throws(AudioDecodingError) {
      let found = try await GStreamerProbe.measure(file)
      return "\(found.length) \(found.format.codec ?? "")"
    } catch {
      return "\(error.reason)"
    }
  }

  /// Two files at a time, as there are two cores nearly everywhere.
  private static func measureAll(_ files: [FilePath]) async throws -> [AudioFile] {
    try await withThrowingTaskGroup(of: AudioFile.self) { group in
      var found: [FilePath: AudioFile] = [:]
      for (index, file) in files.enumerated() {
        if index >= 2, let next = try await group.next() { found[next.path] = next }
        group.addTask { try await GStreamerProbe.measure(file) }
      }
      for try await next in group { found[next.path] = next }
      return files.compactMap { found[$0] }
    }
  }

  /// Blocks this thread: nothing else runs in this process.
  private static func writeSectors(of files: [AudioFile]) throws {
    let disc = AudioDisc(tracks: files.map { AudioTrack(length: $0.length) })
    let plan = try AudioDiscPlan(disc, capacity: .minutes90)
    let readAhead = ReadAhead()
    var framer = TrackFramer(plan, run: plan.runs[0]) { (track) throws(AudioDecodingError) in
      try GStreamerDecoder(files[track], readAhead: readAhead)
    }
    while let chunk = try framer.next() {
      try chunk.storage.withUnsafeBytes { bytes in
        _ = try FileDescriptor.standardOutput.writeAll(bytes)
      }
    }
  }

  private static func fail(_ message: String) -> Never {
    _ = try? FileDescriptor.standardError.writeAll((message + "\n").utf8)
    exit(1)
  }
}
