import MMC
import Synchronization
import SystemPackage
import VirtualDrive

/// What a drive was told in one or several accesses, and what shall happen just before.
final class CommandObserver: Sendable {
  /// A command, its parameters where there are some, and what came of it.
  struct Entry: Sendable {
    var bytes: [UInt8]
    var parameters: [UInt8] = []
    var status: SCSIStatus?
    var sense: [UInt8] = []

    var operationCode: UInt8 { bytes[0] }
    var isGood: Bool { status == .good }
    /// The blocks of READ(10) and WRITE(10); addresses are signed.
    var range: Range<Int64> {
      let address = Int64(Int32(truncatingIfNeeded: bytes[2..<6].reduce(0) { $0 << 8 | Int64($1) }))
      return address..<address + Int64(bytes[7]) << 8 + Int64(bytes[8])
    }
  }

  /// Something that happens on the drive's thread, in the midst of the job's task.
  struct Hook: Sendable {
    var operationCode: UInt8
    /// Before which call of the operation, counted from 1.
    var call: Int
    var action: @Sendable () -> Void
  }

  private struct State {
    var entries: [Entry] = []
    var hooks: [Hook] = []
    var calls: [UInt8: Int] = [:]
  }
  private let state = Mutex(State())

  var entries: [Entry] { state.withLock { $0.entries } }

  func before(_ operationCode: UInt8, call: Int = 1, _ action: @escaping @Sendable () -> Void) {
    state.withLock {
      $0.hooks.append(Hook(operationCode: operationCode, call: call, action: action))
    }
  }

  func forget() {
    state.withLock { $0 = State(hooks: $0.hooks) }
  }

  fileprivate func willExecute(_ operationCode: UInt8) {
    let due = state.withLock { state in
      state.calls[operationCode, default: 0] += 1
      let call = state.calls[operationCode]
      return state.hooks.filter { $0.operationCode == operationCode && $0.call == call }
    }
    for hook in due { hook.action() }
  }

  fileprivate func append(_ entry: Entry) {
    state.withLock { $0.entries.append(entry) }
  }
}

/// A virtual drive that is watched.
struct ObservedDrive: CommandTransport {
  let drive: VirtualDrive
  let observer: CommandObserver

  func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion {
    observer.willExecute(command.operationCode)
    var entry = CommandObserver.Entry(bytes: command.array)
    if case .toDrive(let bytes) = data, bytes.count <= 256 { entry.parameters = Array(bytes) }
    do throws(TransportError) {
      let completion = try drive.execute(command, data: data, timeout: timeout)
      entry.status = completion.status
      entry.sense = completion.sense
      observer.append(entry)
      return completion
    } catch {
      observer.append(entry)
      throw error
    }
  }

  func pause(_ duration: Duration) {
    drive.pause(duration)
  }
}
