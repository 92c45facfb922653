public import MMC
internal import Synchronization

/// A drive that answers from a script and remembers what it was told.
///
/// The script's keys are the first bytes of a command, the operation code at least; the longest key
/// that fits is taken. Each answer is given once, the last one again and again. What the script does
/// not know is refused with 5/20/00, except TEST UNIT READY and PREVENT ALLOW, which succeed.
public final class ScriptedTransport: CommandTransport {
  public enum Answer: Sendable {
    /// GOOD, with these bytes for the host; the rest of its buffer is left as it was.
    case good(HexFixture)
    /// CHECK CONDITION with sense in fixed format.
    case sense(UInt8, UInt8, UInt8)
    /// These sense bytes with this status.
    case senseBytes(HexFixture, SCSIStatus)
    case status(SCSIStatus)
    case failure(TransportError)
    /// GOOD, but only so many bytes moved.
    case short(Int)

    public static let good = Self.good("")
  }

  /// What happened to the drive, in order.
  public enum Event: Hashable, Sendable {
    case command(HexFixture)
    /// Data that the host sent with the command before.
    case data(HexFixture)
    case pause(Duration)
  }

  private struct State {
    var script: [HexFixture: [Answer]]
    var events: [Event] = []
  }

  public let maximumByteCount: Int?
  private let state: Mutex<State>
  private let whenClosed: @Sendable () -> Void

  public init(
    _ script: [HexFixture: [Answer]] = [:], maximumByteCount: Int? = nil,
    whenClosed: @escaping @Sendable () -> Void = {}
  ) {
    self.maximumByteCount = maximumByteCount
    let defaults: [HexFixture: [Answer]] = ["00": [.good], "1E": [.good]]
    state = Mutex(State(script: defaults.merging(script) { $1 }))
    self.whenClosed = whenClosed
  }

  deinit {
    whenClosed()
  }

  public var events: [Event] {
    state.withLock { $0.events }
  }

  /// The commands that came, in order.
  public var commands: [HexFixture] {
    events.compactMap { event in
      if case .command(let bytes) = event { bytes } else { nil }
    }
  }

  /// How long the host waited altogether.
  public var paused: Duration {
    events.reduce(.zero) { sum, event in
      if case .pause(let duration) = event { sum + duration } else { sum }
    }
  }

  public func pause(_ duration: Duration) {
    state.withLock { $0.events.append(.pause(duration)) }
  }

  public func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion {
    let answer = state.withLock { state in
      state.events.append(.command(HexFixture(bytes: command.array)))
      if case .toDrive(let bytes) = data {
        state.events.append(.data(HexFixture(bytes: Array(bytes))))
      }
      return Self.next(in: &state.script, for: command.array)
    }
    return try answer.completion(of: data)
  }

  private static func next(
    in script: inout [HexFixture: [Answer]], for command: [UInt8]
  ) -> Answer {
    let key = script.keys.filter { command.starts(with: $0.bytes) }.max { $0.count < $1.count }
    guard let key, let answers = script[key], let answer = answers.first else {
      return .sense(0x5, 0x20, 0x00)
    }
    if answers.count > 1 { script[key] = Array(answers.dropFirst()) }
    return answer
  }
}

extension ScriptedTransport.Answer {
  fileprivate func completion(
    of data: DataPhase
  ) throws(TransportError) -> CommandCompletion {
    switch self {
    case .good(let bytes):
      return CommandCompletion(status: .good, sense: [], transferredByteCount: bytes.move(data))
    case .sense(let key, let asc, let ascq):
      let sense: [UInt8] = [0x70, 0, key, 0, 0, 0, 0, 10, 0, 0, 0, 0, asc, ascq, 0, 0, 0, 0]
      return CommandCompletion(status: .checkCondition, sense: sense, transferredByteCount: 0)
    case .senseBytes(let sense, let status):
      return CommandCompletion(
        status: status, sense: sense.bytes,
        transferredByteCount: status == .good ? HexFixture("").move(data) : 0)
    case .status(let status):
      return CommandCompletion(status: status, sense: [], transferredByteCount: 0)
    case .failure(let error):
      throw error
    case .short(let byteCount):
      return CommandCompletion(status: .good, sense: [], transferredByteCount: byteCount)
    }
  }
}

extension HexFixture {
  /// Puts the bytes where the host wants them, and says how many moved: all that the host sent, or
  /// all that it can take of these.
  fileprivate func move(_ data: DataPhase) -> Int {
    switch data {
    case .none: return 0
    case .toDrive(let bytes): return bytes.count
    case .fromDrive(let buffer):
      buffer.copyBytes(from: bytes.prefix(buffer.count))
      return min(count, buffer.count)
    }
  }
}
