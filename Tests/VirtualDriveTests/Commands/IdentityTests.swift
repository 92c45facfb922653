import TestSupport
import Testing
import VirtualDrive

@Suite("INQUIRY (12h)") struct InquiryTests {
  @Test func `tells a removable CD/DVD device`() throws {
    let bench = try DriveBench(empty: ())
    expectBytes(
      bench.send("12 00 00 00 24 00", reply: 36).bytes,
      equal: """
        05 80 05 02 5B 00 00 00
        53 50 49 4E 44 4C 45 20                              # SPINDLE
        56 49 52 54 55 41 4C 20 57 52 49 54 45 52 20 20      # VIRTUAL WRITER
        31 2E 30 30                                          # 1.00
        """)
  }

  @Test func `has 96 bytes, whatever more is asked for`() throws {
    let bench = try DriveBench(empty: ())
    #expect(bench.send("12 00 00 00 FF 00", reply: 255).bytes.count == 96)
    #expect(bench.send("12 00 00 00 05 00", reply: 5).bytes == [0x05, 0x80, 0x05, 0x02, 0x5B])
  }

  @Test func `lists its pages and tells the serial number`() throws {
    let bench = try DriveBench(empty: ())
    expectBytes(bench.send("12 01 00 00 40 00", reply: 64).bytes, equal: "05 00 00 02 00 80")
    let serial = bench.send("12 01 80 00 40 00", reply: 64).bytes
    expectBytes(serial[..<4], equal: "05 80 00 08")
    #expect(String(decoding: serial[4...], as: UTF8.self) == bench.drive.serial)
  }

  @Test(arguments: ["12 00 80 00 24 00", "12 01 83 00 24 00"])
  func `knows no other page`(command: String) throws {
    let bench = try DriveBench(empty: ())
    let outcome = bench.send(HexFixture(command), reply: 36)
    #expect(outcome.sense == "5/24/00")
    expectBytes(outcome.senseBytes[15...], equal: "C0 00 02")
  }
}

@Suite("GET EVENT STATUS NOTIFICATION (4Ah)") struct EventStatusTests {
  private func event(_ bench: DriveBench, classes: String = "10") -> Outcome {
    bench.send(HexFixture("4A 01 00 00 \(classes) 00 00 00 08 00"), reply: 8)
  }

  @Test func `tells each event of the medium once`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(event(bench).bytes, equal: "00 06 04 56 02 02 00 00")
    expectBytes(event(bench).bytes, equal: "00 06 04 56 00 02 00 00")
    try bench.drive.pressEjectButton()
    expectBytes(event(bench).bytes, equal: "00 06 04 56 03 01 00 00")
    expectBytes(event(bench).bytes, equal: "00 06 04 56 00 01 00 00")
  }

  @Test func `tells that the button was pressed while the tray is locked`() throws {
    let bench = try DriveBench(.cdR)
    _ = event(bench)
    #expect(bench.send("1E 00 00 00 01 00").status == 0)
    try bench.drive.pressEjectButton()
    #expect(!bench.drive.isTrayOpen)
    expectBytes(event(bench).bytes, equal: "00 06 04 56 01 02 00 00")
  }

  @Test func `answers with the lowest class that has an event, or the lowest`() throws {
    let bench = try DriveBench(.cdR)
    #expect(event(bench, classes: "56").bytes[2] == 4)
    expectBytes(event(bench, classes: "56").bytes, equal: "00 06 01 56 00 00 00 00")
    expectBytes(event(bench, classes: "44").bytes, equal: "00 06 02 56 00 01 00 00")
    expectBytes(event(bench, classes: "40").bytes, equal: "00 06 06 56 00 00 00 00")
  }

  @Test func `says that there is no such event class`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(event(bench, classes: "08").bytes, equal: "00 02 80 56")
  }

  @Test func `is only asked, never waited for`() throws {
    let bench = try DriveBench(.cdR)
    let outcome = bench.send("4A 00 00 00 10 00 00 00 08 00", reply: 8)
    #expect(outcome.sense == "5/24/00")
    expectBytes(outcome.senseBytes[15...], equal: "C8 00 01")
  }
}
