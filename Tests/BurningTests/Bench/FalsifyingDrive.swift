import MMC
import TestSupport

/// A drive that reads audio some samples late or early, as real ones do.
struct LateDrive: CommandTransport {
  let drive: any CommandTransport
  /// By how many samples, at an address.
  let lateness: @Sendable (Int64) -> Int

  func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion {
    let completion = try drive.execute(command, data: data, timeout: timeout)
    guard command.operationCode == 0xBE, command.array[10] == 0, case .fromDrive(let buffer) = data,
      completion.status == .good
    else { return completion }
    let address = command.array[2..<6].reduce(Int64(0)) { $0 << 8 | Int64($1) }
    let shift = lateness(address) * 4
    guard shift != 0 else { return completion }
    let count = buffer.count / 2352
    var wide: [UInt8] = []
    for sector in -3..<count + 3 { wide += sectorBytes(address + Int64(sector), timeout) }
    buffer.copyBytes(from: wide[3 * 2352 - shift..<3 * 2352 - shift + buffer.count])
    return completion
  }

  /// What lies beyond the disc is silence.
  private func sectorBytes(_ address: Int64, _ timeout: Duration) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 2352)
    guard address >= 0 else { return bytes }
    var block = CommandDescriptorBlock(operationCode: 0xBE, byteCount: 12)
    for (index, value) in [24, 16, 8, 0].enumerated() {
      block[2 + index] = UInt8(truncatingIfNeeded: address >> Int64(value))
    }
    block[8] = 1
    block[9] = 0x10
    let isGood = bytes.withUnsafeMutableBytes { buffer in
      (try? drive.execute(block, data: .fromDrive(buffer), timeout: timeout))?.status == .good
    }
    return isGood ? bytes : [UInt8](repeating: 0, count: 2352)
  }

  func pause(_ duration: Duration) { drive.pause(duration) }
}

/// A drive whose replies to one operation are changed on their way.
struct FalsifyingDrive: CommandTransport {
  let drive: any CommandTransport
  let operationCode: UInt8
  /// Gets the command and the reply.
  let change: @Sendable ([UInt8], UnsafeMutableRawBufferPointer) -> Void

  func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion {
    let completion = try drive.execute(command, data: data, timeout: timeout)
    if command.operationCode == operationCode, case .fromDrive(let buffer) = data {
      change(command.array, buffer)
    }
    return completion
  }

  func pause(_ duration: Duration) { drive.pause(duration) }
}
