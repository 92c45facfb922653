import Foundation
import TestSupport
import Testing

/// The messages, byte by byte as `Tests/Bridge/wire.h` lays them out.
@Suite("Messages to the server of a drive") struct MessageTests {
  static let inquiry: HexFixture = """
    53 47 51 31              # "SGQ1"
    06 00 00 00              # the command has 6 bytes
    01 00 00 00              # data comes from the drive
    24 00 00 00              # 36 bytes at most
    00 00 00 00              # no time limit of its own
    12 00 00 00 24 00 00*10  # INQUIRY
    00 00 00 00              # a command
    00*24
    """

  static let claim: HexFixture = """
    53 47 51 31 00*32        # nothing of a command
    01 00 00 00              # for itself
    00*24
    """

  static let ready: HexFixture = """
    53 47 51 31 06 00 00 00  00 00 00 00 00 00 00 00  00 00 00 00
    00*16                    # TEST UNIT READY
    00*28
    """

  @Test func `a command is answered with its status, its length and its data`() throws {
    let drive = try ServedDrive()
    let client = try RawClient(drive)
    client.send(Self.inquiry)
    let reply = client.receive(96)
    expectBytes(
      reply.prefix(28),
      equal: """
        53 47 52 31              # "SGR1"
        00 00 00 00  00 00 00 00 # status, host status
        00 00 00 00              # no error of the system's
        00 00 00 00              # no sense
        00 00 00 00              # all bytes were moved
        24 00 00 00              # 36 bytes follow
        """)
    let data = client.receive(36)
    expectBytes(data.prefix(2), equal: "05 80")
    #expect(String(decoding: data[8..<16], as: UTF8.self) == "SPINDLE ")
  }

  @Test func `a refusal comes with its sense, and with what was not moved`() throws {
    let drive = try ServedDrive()
    let client = try RawClient(drive)
    // The first command of a drive hears that the power is on.
    client.send(Self.ready)
    let reply = client.receive(96)
    expectBytes(reply[4..<8], equal: "02 00 00 00")
    expectBytes(reply[16..<20], equal: "12 00 00 00")
    expectBytes(reply[32..<50], equal: "70 00 06 00 00 00 00 0A 00 00 00 00 29 00 00 00 00 00")
    client.send(
      """
      53 47 51 31 0A 00 00 00  01 00 00 00 08 00 00 00  00 00 00 00
      25 00*15 00*28           # READ CAPACITY without a medium
      """)
    let refusal = client.receive(96)
    expectBytes(refusal[20..<28], equal: "08 00 00 00 00 00 00 00")
    expectBytes(refusal[44..<46], equal: "3A 01")
  }

  @Test(arguments: [
    ("a wrong beginning", "53 47 51 32 00*60"),
    ("an unknown kind", "53 47 51 31 00*32 03 00 00 00 00*24"),
    ("an unknown direction", "53 47 51 31 06 00 00 00 03 00 00 00 00*52"),
    ("a command of 5 bytes", "53 47 51 31 05 00 00 00 00*56"),
    ("a command of 17 bytes", "53 47 51 31 11 00 00 00 00*56"),
    ("a command where none belongs", "53 47 51 31 06 00 00 00 00*28 01 00 00 00 00*24"),
    ("data without a direction", "53 47 51 31 06 00 00 00 00*4 01 00 00 00 00*48"),
    ("4 GiB of data", "53 47 51 31 06 00 00 00 02 00 00 00 FF FF FF FF 00*48"),
    ("a byte more than 4 MiB", "53 47 51 31 06 00 00 00 01 00 00 00 01 00 40 00 00*48"),
  ])
  func `nonsense ends its connection and no other`(name: String, message: String) throws {
    let drive = try ServedDrive()
    let other = try RawClient(drive)
    let client = try RawClient(drive)
    client.send(HexFixture(message))
    #expect(client.receive(1) == [], "\(name)")
    #expect(drive.complaints.contains("nonsense"))
    other.send(Self.inquiry)
    #expect(other.receive(96 + 36).count == 132)
  }

  @Test(arguments: [1, 63]) func `a message that is cut off is not answered`(count: Int) throws {
    let drive = try ServedDrive()
    let client = try RawClient(drive)
    client.send(HexFixture(bytes: Array(Self.inquiry.bytes.prefix(count))))
    client.endSending()
    #expect(client.receive(1) == [])
    #expect(drive.log == [])
  }

  @Test func `a command whose data is cut off does not reach the drive`() throws {
    let drive = try ServedDrive("dvd+r", blocks: 64)
    let client = try RawClient(drive)
    client.send(
      """
      53 47 51 31 0A 00 00 00  02 00 00 00 00 80 00 00  00 00 00 00
      2A 00 00 00 00 00 00 00 10 00 00*6  00*28     # WRITE(10) of 16 blocks
      11*1000
      """)
    client.endSending()
    #expect(client.receive(1) == [])
    #expect(drive.log == [])
  }

  @Test func `several connections are served in turn, at once and one after the other`() throws {
    let drive = try ServedDrive()
    for _ in 1...3 {
      let first = try RawClient(drive)
      let second = try RawClient(drive)
      second.send(Self.inquiry)
      first.send(Self.inquiry)
      first.send(Self.inquiry)
      #expect(first.receive(132).count == 132)
      #expect(second.receive(132).count == 132)
      #expect(first.receive(132).count == 132)
    }
    #expect(drive.log.count == 9)
  }

  @Test func `who claims the drive keeps others from it until he goes`() throws {
    let drive = try ServedDrive()
    var first: RawClient? = try RawClient(drive)
    first?.send(Self.claim)
    expectBytes(first?.receive(96)[12..<16] ?? [], equal: "00 00 00 00")
    let second = try RawClient(drive)
    second.send(Self.claim)
    // EBUSY.
    expectBytes(second.receive(96)[12..<16], equal: "10 00 00 00")
    // Who asks for nothing special is served all the same.
    second.send(Self.inquiry)
    #expect(second.receive(132).count == 132)
    first = nil
    // The server notices a moment later.
    var isFree = false
    for _ in 1...100 where !isFree {
      second.send(Self.claim)
      isFree = second.receive(96)[12] == 0
      if !isFree { usleep(20_000) }
    }
    #expect(isFree)
  }
}
