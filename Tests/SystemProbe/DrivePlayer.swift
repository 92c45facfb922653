import DiscModel
import Glibc
import MMC
import SystemPackage

/// A drive is opened and commanded through the kernel's interface.
///
///     answer CODE data BYTE…             GOOD with a reply
///     answer CODE check BYTE…            CHECK CONDITION with sense
///     answer CODE host STATUS BYTE…      a host status, with status GOOD and a reply
///     answer CODE error NUMBER           the system call fails
///     answer CODE residual NUMBER        GOOD, but so many bytes less
///     capacity NODE                      READ CAPACITY with exclusive access
///     write NODE                         two sectors at address 16
///     inspect NODE                       who it is, with shared access
final class DrivePlayer {
  private let bus: MockBus?
  private var mock: MockDrive?

  /// Without a bus, the machine's own drives answer.
  init(bus: MockBus?) {
    self.bus = bus
  }

  /// Does what a line says; false if it is not one of these.
  func play(_ words: [String]) async -> Bool {
    guard let word = words.first, words.count > 1 else { return false }
    switch word {
    case "answer" where words.count > 3:
      return setAnswer(Array(words.dropFirst()))
    case "capacity": await capacity(DriveReference(node: FilePath(words[1])))
    case "write": await write(DriveReference(node: FilePath(words[1])))
    case "inspect": await inspect(DriveReference(node: FilePath(words[1])))
    default: return false
    }
    return true
  }

  private func setAnswer(_ words: [String]) -> Bool {
    if mock == nil, let bus { mock = MockDrive(bus: bus, node: "/dev/sr0") }
    guard let mock, let code = UInt8(words[0], radix: 16) else { return false }
    let bytes = words.dropFirst(2).compactMap { UInt8($0, radix: 16) }
    var answer = MockDrive.Answer()
    switch words[1] {
    case "data": answer.data = bytes
    case "check":
      answer.status = 2
      answer.sense = bytes
    case "host":
      answer.hostStatus = UInt16(bytes[0])
      answer.data = Array(bytes.dropFirst())
    case "error": answer.errorNumber = Int32(words[2]) ?? 0
    case "residual": answer.residual = Int32(words[2]) ?? 0
    default: return false
    }
    mock.set(answer, for: code)
    return true
  }

  private func capacity(_ reference: DriveReference) async {
    do throws(DriveError) {
      let reply = try await reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.send(ReadCapacity())
      }
      print("blocks \(reply.blocks)")
    } catch {
      print(error)
    }
  }

  private func write(_ reference: DriveReference) async {
    do throws(DriveError) {
      try await reference.withExclusiveAccess { (drive) throws(DriveError) in
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 4096)
        defer { bytes.deallocate() }
        bytes.copyBytes(from: (0..<4096).map { UInt8(truncatingIfNeeded: $0) })
        try drive.write(
          UnsafeRawBufferPointer(bytes), at: LogicalBlockAddress(16), blocks: BlockCount(2))
      }
      print("written")
    } catch {
      print(error)
    }
  }

  private func inspect(_ reference: DriveReference) async {
    do throws(DriveError) {
      print("product \(try await reference.inspect().identity.product)")
    } catch {
      print(error)
    }
  }
}
