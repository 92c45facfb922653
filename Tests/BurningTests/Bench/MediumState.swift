import Foundation
import SystemPackage

/// A virtual medium as its files tell, read without the code that wrote them.
struct MediumState: Equatable {
  struct Track: Equatable {
    var start: Int64
    var recordedBlocks: Int64
    var isClosed: Bool
  }

  var isFinalized: Bool
  var sessionsAreClosed: [Bool]
  var tracks: [Track]
  var capacity: Int64
  /// How a medium that can be overwritten is formatted; nil for others.
  var format: String?

  init(folder: FilePath) throws {
    let text = try Data(contentsOf: URL(filePath: folder.appending("medium.json").string))
    let object = try Self.object(JSONSerialization.jsonObject(with: text))
    capacity = object["blocks"] as? Int64 ?? 0
    if let overwritable = object["overwritable"] as? [String: Any] {
      format = overwritable["format"] as? String
      (isFinalized, sessionsAreClosed, tracks) = (false, [], [])
      return
    }
    let state = try Self.object(object["sequential"] as Any)
    let sessions = try (state["sessions"] as? [Any] ?? []).map(Self.object)
    isFinalized = state["isFinalized"] as? Bool ?? false
    sessionsAreClosed = sessions.map { $0["isClosed"] as? Bool ?? false }
    tracks = try sessions.flatMap { $0["tracks"] as? [Any] ?? [] }.map {
      let track = try Self.object($0)
      return Track(
        start: track["start"] as? Int64 ?? -1,
        recordedBlocks: track["recordedBlocks"] as? Int64 ?? -1,
        isClosed: track["isClosed"] as? Bool ?? false)
    }
  }

  /// Whether a track or a session was left open.
  var isIncomplete: Bool {
    sessionsAreClosed.contains(false) || tracks.contains { !$0.isClosed }
  }

  private static func object(_ value: Any) throws -> [String: Any] {
    guard let object = value as? [String: Any] else { throw CocoaError(.fileReadCorruptFile) }
    return object
  }
}
