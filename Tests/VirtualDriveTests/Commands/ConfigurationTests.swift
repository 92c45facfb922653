import TestSupport
import Testing
import VirtualDrive

@Suite("GET CONFIGURATION (46h)") struct ConfigurationTests {
  @Test(
    arguments: [(MediumKind.cdR, 0x09), (.dvdPlusR, 0x1B), (.bdR, 0x41)] as [(MediumKind, UInt8)])
  func `tells the profile of the medium`(kind: MediumKind, profile: UInt8) throws {
    let bench = try DriveBench(kind)
    expectBytes(
      bench.send("46 01 00 00 00 00 00 00 08 00", reply: 8).bytes[4...],
      equal: HexFixture(bytes: [0, 0, 0, profile]))
  }

  @Test func `has no profile without a medium, with the tray open, and while it spins up`() throws {
    let bench = try DriveBench(empty: ())
    func profile() -> [UInt8] {
      Array(bench.send("46 01 00 00 00 00 00 00 08 00", reply: 8).bytes[6...])
    }
    #expect(profile() == [0, 0])
    try bench.drive.insert(.cdR)
    #expect(profile() == [0, 0])
    bench.settle()
    #expect(profile() == [0, 9])
    try bench.drive.openTray()
    #expect(profile() == [0, 0])
  }

  @Test func `lists the profiles with the current one marked`() throws {
    let bench = try DriveBench(.dvdPlusR)
    expectBytes(
      bench.send("46 02 00 00 00 00 00 00 50 00", reply: 80).bytes,
      equal: """
        00 00 00 4C 00 00 00 1B       # 76 bytes follow, profile DVD+R
        00 00 03 44                   # profile list, persistent, current
        00 43 00 00 00 42 00 00 00 41 00 00 00 40 00 00
        00 2B 00 00 00 1B 01 00 00 1A 00 00
        00 16 00 00 00 15 00 00 00 14 00 00 00 13 00 00
        00 12 00 00 00 11 00 00 00 10 00 00
        00 0A 00 00 00 09 00 00 00 08 00 00
        """)
  }

  @Test func `tells the current features of a blank CD-R`() throws {
    let bench = try DriveBench(.cdR)
    let reply = bench.send("46 01 00 01 00 00 00 01 00 00", reply: 256).bytes
    expectBytes(
      reply[..<(reply.count - 8)],
      equal: """
        00 00 00 74 00 00 00 09
        00 01 0B 08 00 00 00 07 01 00 00 00      # core, version 2: SATA, busy events
        00 02 07 04 02 00 00 00                  # morphing, version 1: operational changes
        00 03 0B 04 39 00 00 00                  # removable medium, version 2: tray, loads, ejects, locks
        00 10 01 08 00 00 08 00 00 01 01 00      # random readable: 2048 bytes, 1 block, page 01h
        00 1D 03 00                              # multi-read
        00 1E 09 04 03 00 00 00                  # CD read, version 2: C2 pointers, CD-TEXT
        00 21 01 08 05 00 01 01 07 00 00 00      # packets: types 8 and 10, links of 7 blocks
        00 2D 09 04 44 00 3F 01                  # track at once: underrun protection, test, types
        00 2E 01 04 7D 00 10 00                  # mastering: session, raw, test, R to W; 4096 bytes
        01 00 03 00                              # power management
        01 05 07 04 00 00 00 00                  # time-out
        01 07 11 04 1F 00 00 00                  # real-time streaming, version 4: streams, speeds
        01 08 03 08
        """)
    #expect(String(decoding: reply.suffix(8), as: UTF8.self) == bench.drive.serial)
  }

  @Test(arguments: [
    (MediumKind.dvdPlusR, [0x0010, 0x001F, 0x002B]),
    (.bdR, [0x0010, 0x0021, 0x0023, 0x0040, 0x0041]),
  ])
  func `tells what the medium makes possible`(kind: MediumKind, expected: [Int]) throws {
    let bench = try DriveBench(kind)
    #expect(
      Self.currentFeatures(bench).subtracting([0, 1, 2, 3, 0x100, 0x105, 0x107, 0x108])
        == Set(expected))
  }

  @Test func `no longer offers to write a closed medium`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<32)
    bench.synchronize()
    bench.close(1, track: 1)
    bench.close(6)
    #expect(Self.currentFeatures(bench).isDisjoint(with: [0x0021, 0x0023, 0x0041]))
  }

  @Test func `sends only what there is room for, and tells all there is`() throws {
    let bench = try DriveBench(.cdR)
    let short = bench.send("46 00 00 00 00 00 00 00 04 00", reply: 4)
    #expect(short.bytes.count == 4)
    let all = bench.send("46 00 00 00 00 00 00 10 00 00", reply: 4096)
    #expect(short.long(0) == all.bytes.count - 4)
  }

  @Test func `knows no fourth way of asking`() throws {
    let bench = try DriveBench(.cdR)
    let outcome = bench.send("46 03 00 00 00 00 00 00 08 00", reply: 8)
    expectBytes(outcome.senseBytes[12...], equal: "24 00 00 C9 00 01")
  }

  static func currentFeatures(_ bench: DriveBench) -> Set<Int> {
    let reply = bench.send("46 01 00 00 00 00 00 10 00 00", reply: 4096).bytes
    var codes: Set<Int> = []
    var offset = 8
    while offset + 4 <= reply.count {
      codes.insert(Int(reply[offset]) << 8 | Int(reply[offset + 1]))
      offset += 4 + Int(reply[offset + 3])
    }
    return codes
  }
}
