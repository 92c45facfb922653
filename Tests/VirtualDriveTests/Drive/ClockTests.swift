import TestSupport
import Testing
import VirtualDrive

@Suite("Time in the drive") struct ClockTests {
  @Test(arguments: [0, 1, 5])
  func `of an operation ends after the given number of questions`(polls: Int) throws {
    let bench = try DriveBench(.bdR, clock: .instant(polls: polls))
    bench.burn(0..<32)
    _ = bench.send("5B 01 01 00 00 01 00 00 00 00")
    #expect(
      (0..<polls).map { _ in bench.test().sense } == .init(repeating: "2/04/07", count: polls))
    #expect(bench.test().status == 0)
  }

  @Test func `passes with the pauses of the program, at once`() throws {
    let bench = try DriveBench(.bdR, clock: .instant(polls: 1000))
    bench.burn(0..<32)
    bench.synchronize()
    bench.close(1, track: 1)
    _ = bench.send("5B 01 02 00 00 00 00 00 00 00")
    #expect(bench.test().sense == "2/04/07")
    let clock = ContinuousClock()
    let real = clock.measure { bench.drive.pause(.seconds(30)) }
    #expect(bench.test().status == 0)
    #expect(real < .seconds(1))
  }

  @Test func `is taken by a command that waits, or ends it as a time-out`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<32)
    bench.synchronize()
    bench.close(1, track: 1)
    #expect(throws: (any Error).self) {
      try bench.trySend("5B 00 02 00 00 00 00 00 00 00", timeout: .seconds(10))
    }
    #expect(bench.test().sense == "2/04/07")
    bench.settle()
    #expect(bench.discInformation().bytes[2] == 0x01)
  }

  @Test func `fills and drains the buffer`() throws {
    let bench = try DriveBench(.bdR, options: .init(bufferByteCount: 1 << 20))
    func free() -> Int { bench.send("5C 00 00 00 00 00 00 00 0C 00", reply: 12).long(8) }
    expectBytes(
      bench.send("5C 00 00 00 00 00 00 00 0C 00", reply: 12).bytes,
      equal: "00 0A 00 00 00 10 00 00 00 10 00 00")
    #expect(
      bench.send("2A 00 00 00 00 00 00 01 00 00", data: DriveBench.pattern(0..<256)).status == 0)
    #expect(free() == 512 << 10)
    expectBytes(
      bench.send("5C 01 00 00 00 00 00 00 0C 00", reply: 12).bytes,
      equal: "00 0A 00 01 00 00 00 00 00 00 01 00")
    // 53,947 kB/s: a millisecond takes 53,947 bytes.
    bench.drive.pause(.milliseconds(1))
    #expect(free() == 512 << 10 + 53_947 || free() == (512 << 10) + 53_947)
    bench.drive.pause(.milliseconds(20))
    #expect(free() == 1 << 20)
  }

  @Test func `makes a write wait for room, or refuses it`() throws {
    let waiting = try DriveBench(.bdR, options: .init(bufferByteCount: 65_536))
    #expect(waiting.burn(0..<320).status == 0)
    let refusing = try DriveBench(
      .bdR, options: .init(bufferByteCount: 65_536, fullBuffer: .answersBusy))
    #expect(refusing.write(0..<32).status == 0)
    #expect(refusing.write(32..<64).sense == "2/04/08")
    refusing.drive.pause(.milliseconds(2))
    #expect(refusing.write(32..<64).status == 0)
  }

  @Test func `goes on after SYNCHRONIZE CACHE until the buffer is empty`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<512)
    #expect(bench.send("35 02 00 00 00 00 00 00 00 00").status == 0)
    #expect(bench.test().sense == "2/04/08")
    bench.settle()
    #expect(bench.test().status == 0)
  }

  @Test func `passes as on the wall when that is wanted`() throws {
    // 1,600 blocks at 8,467 kB/s of 2,352 bytes take 444 ms, of which the buffer of 64 KiB saves 9.
    let bench = try DriveBench(
      .cdR, clock: .realTime(speed: 100), options: .init(bufferByteCount: 65_536))
    while bench.test().status != 0 { bench.drive.pause(.milliseconds(500)) }
    bench.selectTrackAtOnce()
    let slow = try DriveBench(
      .cdR, clock: .realTime(speed: 4), options: .init(bufferByteCount: 65_536))
    while slow.test().status != 0 { slow.drive.pause(.milliseconds(500)) }
    slow.selectTrackAtOnce()
    let clock = ContinuousClock()
    let time = clock.measure { _ = slow.burn(0..<1600) }
    #expect(time >= .milliseconds(100))
    #expect(clock.measure { bench.drive.pause(.seconds(1)) } >= .milliseconds(10))
  }
}
