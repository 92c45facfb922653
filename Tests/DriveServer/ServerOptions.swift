import MMC
import SystemPackage
import VirtualDrive

/// A mistake on the command line.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Writes a line to standard error.
func complain(_ text: String) {
  _ = try? FileDescriptor.standardError.writeAll("DriveServer: \(text)\n".utf8)
}

/// What the command line asks for.
///
///     --make NAME          makes the drive if there is none in the folder
///     --log FILE           writes a line for each command
///     --fault RULE         what shall go wrong, in the words of `FaultScript.Rule.init(words:)`; may
///                          be given several times
///     --polls N            a long operation is over when the drive was asked N times
///     --real-time SPEED    time passes as on the wall, SPEED times as fast
///     --buffer BYTES       the size of the drive's buffer
///     --full-buffer HOW    "waits" or "answers-busy"
struct ServerOptions {
  let folder: FilePath
  let socket: String
  var newName: String?
  var log: String?
  var faults = FaultScript.none
  var clock = VirtualClock.instant
  var drive = VirtualDriveOptions()

  init(_ words: ArraySlice<String>) throws(UsageError) {
    guard words.count >= 2 else { throw UsageError("a folder and a socket are wanted") }
    folder = FilePath(words[words.startIndex])
    socket = words[words.startIndex + 1]
    var rest = words.dropFirst(2)
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { throw UsageError("\(option) lacks its value") }
      try take(option, value)
    }
  }

  private mutating func take(_ option: String, _ value: String) throws(UsageError) {
    switch option {
    case "--make": newName = value
    case "--log": log = value
    case "--fault": faults.rules.append(try FaultScript.Rule(words: value))
    case "--polls": clock = .instant(polls: try Self.number(value, of: option))
    case "--real-time":
      guard let speed = Double(value), speed > 0 else { throw Self.mistake(value, of: option) }
      clock = .realTime(speed: speed)
    case "--buffer": drive.bufferByteCount = try Self.number(value, of: option)
    case "--full-buffer": drive.fullBuffer = try Self.fullBuffer(value, of: option)
    default: throw UsageError("there is no option \(option)")
    }
  }

  private static func fullBuffer(
    _ value: String, of option: String
  ) throws(UsageError) -> VirtualDriveOptions.FullBuffer {
    switch value {
    case "waits": .waits
    case "answers-busy": .answersBusy
    default: throw mistake(value, of: option)
    }
  }

  private static func number(_ value: String, of option: String) throws(UsageError) -> Int {
    guard let number = Int(value), number >= 0 else { throw mistake(value, of: option) }
    return number
  }

  private static func mistake(_ value: String, of option: String) -> UsageError {
    UsageError("\(option) does not go with \(value)")
  }
}
