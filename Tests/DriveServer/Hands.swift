import DiscModel
import Glibc
import SystemPackage
import VirtualDrive

/// What hands do with the drive while it is served.
///
///     insert KIND [BLOCKS]     a new blank medium, such as cd-r
///     insert-again NAME        a medium that was in the drive before, such as 1-cd-r
///     remove                   takes the medium out; the tray stays open
///     open   close   button    the tray, and the button on its front
///     export FILE              what is on the medium, as an image
///     fault RULE               what shall go wrong from now on; "fault none" ends it
///     power                    pulls the plug and puts it in again
enum Hands {
  /// What came of it.
  struct Answer {
    var text: String
    var isDone: Bool
  }

  /// Does what a line says.
  static func answer(_ line: [UInt8], on drive: VirtualDrive) -> Reply {
    let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
    do {
      try follow(words, on: drive)
      return Reply(data: Array("done".utf8))
    } catch {
      return Reply(errorNumber: EINVAL, data: Array("\(error)".utf8))
    }
  }

  private static func follow(_ words: [String], on drive: VirtualDrive) throws {
    let value = words.dropFirst().joined(separator: " ")
    switch words.first {
    case "insert": try insert(Array(words.dropFirst()), in: drive)
    case "insert-again": try drive.insertMedium(named: value)
    case "remove": try drive.removeMedium()
    case "open": try drive.openTray()
    case "close": try drive.closeTray()
    case "button": try drive.pressEjectButton()
    case "export": try drive.exportMedium(to: FilePath(value))
    case "fault": drive.setFaults(value == "none" ? .none : FaultScript([try .init(words: value)]))
    case "power": drive.resetPower()
    default: throw UsageError("hands cannot \(words.joined(separator: " "))")
    }
  }

  private static func insert(_ words: [String], in drive: VirtualDrive) throws {
    guard let kind = words.first.flatMap(MediumKind.init), words.count <= 2 else {
      throw UsageError("there is no medium \(words.joined(separator: " "))")
    }
    guard words.count == 2 else {
      try drive.insert(kind)
      return
    }
    guard let blocks = Int64(words[1]) else {
      throw UsageError("\(words[1]) is no number of blocks")
    }
    try drive.insert(kind, blocks: BlockCount(blocks))
  }

  /// Tells a line to the server at `path` and waits for what comes of it.
  static func tell(_ line: String, serverAt path: String) throws -> Answer {
    let socket = try UnixSocket.connected(to: path)
    let bytes = Array(line.utf8)
    guard socket.write(Request.words(byteCount: bytes.count) + bytes),
      let reply = socket.read(Reply.byteCount),
      let text = socket.read(Int(reply.number(at: 24)))
    else { throw Errno.connectionReset }
    return Answer(text: String(decoding: text, as: UTF8.self), isDone: reply.number(at: 12) == 0)
  }
}
