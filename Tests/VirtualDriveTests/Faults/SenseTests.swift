import TestSupport
import Testing
import VirtualDrive

@Suite("Sense data") struct SenseTests {
  @Test func `is 18 bytes in fixed format with the field at fault`() throws {
    let bench = try DriveBench(.cdR)
    // READ TOC with format 15: byte 2, bit 3.
    let outcome = bench.send("43 00 0F 00 00 00 00 00 04 00", reply: 4)
    #expect(outcome.status == 2)
    expectBytes(
      outcome.senseBytes,
      equal: """
        70 00 05 00*4 0A 00*4
        24 00 00
        CB 00 02       # valid, in the command, bit 3, byte 2
        """)
  }

  @Test func `points into the parameter list`() throws {
    let bench = try DriveBench(.cdR)
    let list = DriveBench.writeParameters(block: 0x00)
    let outcome = bench.send("55 10 00 00 00 00 00 00 3C 00", data: list)
    expectBytes(outcome.senseBytes, equal: "70 00 05 00*4 0A 00*4 26 00 00 80 00 0C")
  }

  @Test func `carries the address of the block that cannot be read`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.synchronize()
    bench.close(2)
    let outcome = bench.read(296..<302)
    expectBytes(outcome.senseBytes, equal: "F0 00 03 00 00 01 2C 0A 00*4 11 05 00 00 00 00")
  }

  @Test func `carries the progress of a long operation`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<32)
    bench.synchronize()
    bench.close(1, track: 1)
    #expect(bench.send("5B 01 02 00 00 00 00 00 00 00").status == 0)
    let progress = (0..<3).map { _ in
      let sense = bench.test().senseBytes
      #expect(sense[2] == 2 && sense[12] == 4 && sense[13] == 7 && sense[15] == 0x80)
      return Int(sense[16]) << 8 | Int(sense[17])
    }
    #expect(progress == [0, 21_845, 43_690])
    #expect(bench.test().status == 0)
  }

  @Test func `of nothing is no sense`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(
      bench.send("03 00 00 00 12 00", reply: 18).bytes, equal: "70 00 00 00*4 0A 00*10")
  }

  @Test func `that waits is told and forgotten by REQUEST SENSE`() throws {
    let bench = try DriveBench(empty: ())
    expectBytes(
      bench.send("03 00 00 00 12 00", reply: 18).bytes, equal: "70 00 06 00*4 0A 00*4 29 00*5")
    #expect(bench.test().sense == "2/3A/01")
    expectBytes(
      bench.send("03 00 00 00 0E 00", reply: 14).bytes, equal: "70 00 02 00*4 0A 00*4 3A 01")
  }
}
