import CLinuxSCSI
import Glibc
import TestSupport
import Testing

@testable import MMC

@Suite("What comes of an SG_IO request") struct SGOutcomeTests {
  private func outcome(
    errorNumber: Int32 = 0, dataByteCount: UInt32 = 0, sense: HexFixture = "",
    _ change: (inout sg_io_hdr) -> Void = { _ in }
  ) throws(TransportError) -> CommandCompletion {
    var request = sg_io_hdr()
    request.dxfer_len = dataByteCount
    request.sb_len_wr = UInt8(sense.count)
    change(&request)
    let buffer = sense.bytes + [UInt8](repeating: 0xEE, count: 64 - sense.count)
    let result = buffer.withUnsafeBytes { bytes in
      Result { () throws(TransportError) in
        try request.completion(errorNumber: errorNumber, sense: bytes)
      }
    }
    return try result.get()
  }

  @Test func `is success when system, host and drive say so`() throws {
    let completion = try outcome(dataByteCount: 36)
    #expect(completion == CommandCompletion(status: .good, sense: [], transferredByteCount: 36))
  }

  @Test(
    arguments: [
      (EPERM, .notPermitted), (EACCES, .notPermitted), (ENODEV, .deviceVanished),
      (ENXIO, .deviceVanished), (EIO, .transferTooLarge(byteCount: 65_536)),
      (ENOMEM, .failed(errorNumber: ENOMEM, hostStatus: 0)),
      (EINTR, .failed(errorNumber: EINTR, hostStatus: 0)),
    ] as [(Int32, TransportError)])
  func `is the system's error first`(errorNumber: Int32, expected: TransportError) {
    #expect(throws: expected) {
      try outcome(errorNumber: errorNumber, dataByteCount: 65_536) { $0.host_status = 3 }
    }
  }

  @Test(arguments: [0, 36, 32_768] as [UInt32])
  func `is no transfer that was too large when every host can do it`(byteCount: UInt32) {
    #expect(throws: TransportError.failed(errorNumber: EIO, hostStatus: 0)) {
      try outcome(errorNumber: EIO, dataByteCount: byteCount)
    }
  }

  @Test(
    arguments: [
      (1, .deviceVanished), (4, .deviceVanished), (3, .timedOut), (8, .reset),
      (7, .failed(errorNumber: 0, hostStatus: 7)), (0xB, .failed(errorNumber: 0, hostStatus: 0xB)),
    ] as [(UInt16, TransportError)])
  func `is the host's status next, even when the drive's is GOOD`(
    hostStatus: UInt16, expected: TransportError
  ) {
    #expect(throws: expected) { try outcome { $0.host_status = hostStatus } }
  }

  @Test func `is the drive's status with as much sense as was written`() throws {
    let completion = try outcome(sense: "70 00 02 00*4 0A 00*4 3A 01 00*4") { $0.status = 2 }
    #expect(completion.status == .checkCondition)
    #expect(completion.sense.count == 18)
    #expect(SenseData(decoding: completion.sense)?.meaning == .noMedium(.closed))
  }

  @Test(arguments: [(0, 36), (16, 20), (36, 0), (40, 0), (-4, 36)] as [(Int32, Int)])
  func `counts moved bytes by the residual, between nothing and all`(
    residual: Int32, moved: Int
  ) throws {
    let completion = try outcome(dataByteCount: 36) { $0.resid = residual }
    #expect(completion.transferredByteCount == moved)
  }
}

@Suite("An SG_IO request") struct SGRequestTests {
  @Test func `is 88 bytes long, as the kernel has it`() {
    #expect(MemoryLayout<sg_io_hdr>.size == 88)
  }

  @Test func `has its direction from its data`() {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 512, alignment: 512)
    defer { memory.deallocate() }
    let none = sg_io_hdr(data: .none, timeout: .seconds(1))
    #expect(none.interface_id == 0x53)
    #expect(none.dxfer_direction == -1 && none.dxfer_len == 0)
    let reading = sg_io_hdr(data: .fromDrive(memory), timeout: .seconds(1))
    #expect(reading.dxfer_direction == -3 && reading.dxfer_len == 512)
    #expect(reading.dxferp == memory.baseAddress)
    let writing = sg_io_hdr(data: .toDrive(UnsafeRawBufferPointer(memory)), timeout: .seconds(1))
    #expect(writing.dxfer_direction == -2 && writing.dxfer_len == 512)
    #expect(writing.dxferp == memory.baseAddress)
  }

  @Test(
    arguments: [
      (.seconds(30), 30_000), (.zero, 1), (.microseconds(1), 1), (.seconds(10_000_000), UInt32.max),
      (.seconds(-1), 1),
    ] as [(Duration, UInt32)])
  func `has its time in milliseconds, never zero, which means the kernel's choice`(
    timeout: Duration, milliseconds: UInt32
  ) {
    #expect(sg_io_hdr(data: .none, timeout: timeout).timeout == milliseconds)
  }
}
