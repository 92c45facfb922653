import DiscModel
import TestSupport
import Testing

@testable import VirtualDrive

@Suite("Raw writing on CD-R") struct RawWritingTests {
  /// The Q of a block: a lead-in that lists two tracks, an audio one with a pregap of 150 and one of
  /// data of 300 behind 450; its pregap is 150.
  static func q(at address: Int64) -> SubchannelQ {
    switch address {
    case ..<(-150): return leadIn(at: address)
    case ..<0: return place(1, 0, -1 - address, address, control: 0)
    case ..<300 where address % 100 == 99:
      let frame = UInt8((address + 150) % 75)
      return SubchannelQ(control: 0, content: .catalogNumber("0123456789012", frame: frame))
    case ..<300: return place(1, address < 200 ? 1 : 2, address, address, control: 0)
    case ..<450: return place(2, 0, 449 - address, address, control: 4)
    case ..<750: return place(2, 1, address - 450, address, control: 4)
    default: return place(0xAA, 1, address - 750, address, control: 4)
    }
  }

  static func place(
    _ track: UInt8, _ index: UInt8, _ inTrack: Int64, _ address: Int64, control: UInt8
  ) -> SubchannelQ {
    SubchannelQ(
      control: control,
      content: .position(track: track, index: index, inTrack: inTrack, address: address))
  }

  /// Each line three times, with the running time.
  static func leadIn(at address: Int64) -> SubchannelQ {
    var lines = [
      TableLine(control: 0, point: 0xA0, position: [1, 0, 0]),
      TableLine(control: 4, point: 0xA1, position: [2, 0, 0]),
      TableLine(control: 4, point: 0xA2, position: [0, 12, 0]),
      TableLine(control: 0, point: 1, position: [0, 2, 0]),
      TableLine(control: 4, point: 2, position: [0, 8, 0]),
    ]
    let number = Int((address + 11_077) / 3 % 5)
    lines[number].time = CompactDiscTime.bytes(of: address)
    return SubchannelQ(control: lines[number].control, content: .line(lines[number]))
  }

  /// The whole sector as the host sends it: data comes with its codes, scrambled.
  static func sector(at address: Int64) -> [UInt8] {
    guard address >= 300 else { return DriveBench.audio(Int(address)..<Int(address) + 1) }
    let data = [UInt8](repeating: UInt8(truncatingIfNeeded: address), count: 2048)
    var sector = WholeSector.mode1(data, at: address)
    SectorCode.scramble(&sector)
    return sector
  }

  static func symbols(at address: Int64) -> [UInt8] {
    let others = (0..<96).map { UInt8(($0 + Int(address)) & 0x3F) }
    return SubchannelSymbols.make(p: false, q: q(at: address).bytes, others: others[...])
  }

  /// Writes `range` with what `subchannel` makes of an address; stops at a refusal.
  @discardableResult
  private func burn(
    _ bench: DriveBench, _ range: Range<Int64>, _ size: Int, subchannel: (Int64) -> [UInt8]
  ) -> Outcome {
    var last = Outcome(status: 0, sense: "", senseBytes: [], bytes: [])
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 25) {
      var bytes: [UInt8] = []
      for address in start..<min(start + 25, range.upperBound) {
        bytes += Self.sector(at: address) + subchannel(address)
      }
      last = bench.write(bytes, at: Int(start), size: size)
      if last.status != 0 { break }
    }
    return last
  }

  private func burned(from start: Int64 = -11_077, to end: Int64 = 7500) throws -> DriveBench {
    let bench = try DriveBench(.cdR)
    #expect(bench.select(type: 0x43, mode: 0, block: 3).status == 0)
    #expect(burn(bench, start..<end, 2448, subchannel: Self.symbols).status == 0)
    return bench
  }

  @Test(arguments: [-150, -149, -50, 0] as [Int64])
  func `leaves a disc that can be read where it breaks off in the first pregap`(
    end: Int64
  ) throws {
    let bench = try burned(to: end)
    try bench.reopen()
    #expect(bench.drive.mediumError == nil)
    let medium = try #require(bench.drive.medium)
    #expect(medium.recordedBlocks >= .zero)
    #expect(medium.condition == (end > -150 ? .appendable : .blank))
    _ = bench.test()
    #expect(bench.discInformation().status == 0)
    #expect(bench.openTrack().status == 0)
  }

  private func expectDisc(_ bench: DriveBench) {
    #expect(bench.drive.medium?.condition == .closed)
    expectBytes(
      bench.table(2),
      equal: """
        00 39 01 01
        01 10 00 A0 00 00 00 00 01 00 00
        01 14 00 A1 00 00 00 00 02 00 00
        01 14 00 A2 00 00 00 00 00 0C 00
        01 10 00 01 00 00 00 00 00 02 00
        01 14 00 02 00 00 00 00 00 08 00
        """)
    #expect(bench.readCD(-150..<300).bytes == DriveBench.audio(-150..<300))
    #expect(bench.read(450..<451).bytes == [UInt8](repeating: 0xC2, count: 2048))
    var sector = Self.sector(at: 700)
    SectorCode.scramble(&sector)
    #expect(bench.readCD(700..<701, type: 2).bytes == sector)
    let number = bench.send("42 00 40 02 00 00 00 00 18 00", reply: 24).bytes
    #expect(String(decoding: number[9..<22], as: UTF8.self) == "0123456789012")
  }

  @Test func `takes the table of contents from the lead-in`() throws {
    let bench = try burned()
    #expect(bench.synchronize().status == 0)
    expectDisc(bench)
    // All symbols are those the host wrote.
    let read = bench.readCD(100..<101, fields: 0x10, subchannel: 1, size: 2448).bytes
    #expect(Array(read.dropFirst(2352)) == Self.symbols(at: 100))
    // Index 2 began at block 200.
    _ = bench.readCD(250..<251)
    let position = bench.send("42 00 40 01 00 00 00 00 10 00", reply: 16).bytes
    #expect(position[7] == 2)
  }

  @Test func `takes Q alone in 16 bytes`() throws {
    let bench = try DriveBench(.cdR)
    bench.select(type: 0x43, mode: 0, block: 1)
    burn(bench, -11_077..<7500, 2368) {
      SubchannelSymbols.formatted(p: false, q: Self.q(at: $0).bytes)
    }
    #expect(bench.synchronize().status == 0)
    expectDisc(bench)
  }

  @Test func `mixes packs and protects them`() throws {
    let bench = try DriveBench(.cdR)
    bench.select(type: 0x43, mode: 0, block: 2)
    burn(bench, -11_077..<7500, 2448, subchannel: Self.symbols)
    #expect(bench.synchronize().status == 0)
    expectDisc(bench)
    var pack = Self.symbols(at: 100).prefix(24).map { $0 & 0x3F }
    SubchannelPack.protect(&pack)
    let packs = bench.readCD(100..<101, fields: 0, subchannel: 4, size: 96).bytes
    #expect(Array(packs.prefix(24)) == pack)
    let raw = bench.readCD(100..<101, fields: 0, subchannel: 1, size: 96).bytes
    #expect(raw.map { $0 & 0x3F } != Self.symbols(at: 100).map { $0 & 0x3F })
  }

  @Test func `begins with the lead-in`() throws {
    let bench = try DriveBench(.cdR)
    bench.select(type: 0x43, mode: 0, block: 3)
    #expect(burn(bench, -150..<0, 2448, subchannel: Self.symbols).sense == "5/21/02")
    #expect(burn(bench, -11_077 ..< -11_052, 2448, subchannel: Self.symbols).status == 0)
    #expect(burn(bench, -11_050 ..< -11_025, 2448, subchannel: Self.symbols).sense == "5/21/02")
  }

  @Test func `fails without a lead-out`() throws {
    let bench = try burned(to: 600)
    #expect(bench.synchronize().sense == "3/72/03")
    #expect(bench.drive.medium?.isDamaged == true)
  }

  @Test func `fails without a table of contents in the lead-in`() throws {
    let bench = try DriveBench(.cdR)
    bench.select(type: 0x43, mode: 0, block: 3)
    let silence = [UInt8](repeating: 0, count: 96)
    burn(bench, -11_077 ..< -152, 2448) { _ in silence }
    burn(bench, -152 ..< -150, 2448) { _ in silence }
    burn(bench, -150..<800, 2448, subchannel: Self.symbols)
    #expect(bench.synchronize().sense == "3/72/01")
  }

  @Test func `leaves the disc blank when it is only tested`() throws {
    let bench = try DriveBench(.cdR)
    bench.select(type: 0x53, mode: 0, block: 3)
    burn(bench, -11_077..<800, 2448, subchannel: Self.symbols)
    #expect(bench.synchronize().status == 0)
    #expect(bench.drive.medium?.condition == .blank)
  }
}
