import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

/// What the engine makes of what the drive tells of its media. Neither shares a line with the other.
@Suite("Media as the engine reads them") struct MediumReadingTests {
  private static func medium(_ bench: DriveBench) async throws -> Medium {
    let drive = bench.drive
    let reference = DriveReference(name: "virtual") { _ in drive }
    return try #require(try await reference.inspect().medium)
  }

  private static func isProbablyBlank(_ bench: DriveBench) async throws -> Bool? {
    let drive = bench.drive
    return try await DriveReference(name: "virtual") { _ in drive }.withExclusiveAccess {
      (drive) throws(DriveError) in
      guard let medium = try drive.readMedium() else { return nil }
      return try drive.isProbablyBlank(medium)
    }
  }

  /// Formats the medium with the first entry of the drive's list whose type and sub-type are `kind`.
  private static func format(_ bench: DriveBench, _ kind: UInt8) throws {
    let list = bench.send("23 00 00 00 00 00 00 00 FC 00", reply: 252).bytes
    let entry = try #require(
      stride(from: 12, to: list.count - 7, by: 8).map { Array(list[$0..<$0 + 8]) }
        .first { $0[4] == kind })
    let done = bench.send("04 11 00 00 00 00", data: [0, 0x02, 0, 8] + entry)
    try #require(done.status == 0, "\(done.sense)")
    bench.settle()
  }

  @Test(
    arguments: [
      (.cdR, .cdR, .blank, 359_849), (.cdRW, .cdRW, .blank, 359_849),
      (.dvdMinusR, .dvdMinusRSequential, .blank, 2_297_888),
      (.dvdMinusRDualLayer, .dvdMinusRDualLayerSequential, .blank, 4_171_712),
      (.dvdMinusRW, .dvdMinusRWSequential, .blank, 2_297_888),
      (.dvdRAM, .dvdRAM, .overwritable, 2_236_704), (.dvdPlusR, .dvdPlusR, .blank, 2_295_104),
      (.dvdPlusRDualLayer, .dvdPlusRDualLayer, .blank, 4_173_824),
      (.dvdPlusRW, .dvdPlusRW, .unformatted, 2_295_104),
      (.bdR, .bdRSequential, .blank, 12_219_392), (.bdRE, .bdRE, .unformatted, 11_826_176),
    ] as [(MediumKind, MediumProfile, Medium.Condition, Int64)])
  func `as they are sold`(
    kind: MediumKind, profile: MediumProfile, condition: Medium.Condition, capacity: Int64
  ) async throws {
    let found = try await Self.medium(try DriveBench(kind))
    #expect(found.profile == profile)
    #expect(found.condition == condition)
    #expect(found.capacity == BlockCount(capacity))
    #expect(found.freeBlocks == (condition == .unformatted ? .zero : BlockCount(capacity)))
    #expect(found.nextWritableAddress == (condition == .unformatted ? nil : .zero))
    #expect(found.sessionCount == (condition == .overwritable ? 1 : 0))
    #expect(found.isPhysicallyBlank == (condition != .overwritable))
    #expect(!found.isDamaged)
    #expect(!found.writeSpeeds.isEmpty)
    #expect(found.writeProtection == [])
    #expect((found.manufacturerID == nil) == (kind == .dvdRAM))
    let layers = [.dvdMinusRDualLayer, .dvdPlusRDualLayer].contains(kind) ? 2 : 1
    #expect(found.details.structure?.layers == (profile.family == .cd ? nil : layers))
    #expect((found.details.layerBoundary != nil) == (layers == 2))
    #expect((found.details.groove != nil) == (profile.family == .cd))
  }

  @Test func `a DVD+RW while it is formatted in the background, and once it is`() async throws {
    let bench = try DriveBench(.dvdPlusRW)
    try Self.format(bench, 0x98)
    let running = try await Self.medium(bench)
    #expect(running.condition == .overwritable)
    #expect(running.capacity == BlockCount(2_295_104))
    #expect([.running, .complete].contains(running.details.backgroundFormat))
    #expect(try await Self.isProbablyBlank(bench) == true)
    try #require(bench.write(0..<16).status == 0)
    bench.synchronize()
    #expect(try await Self.isProbablyBlank(bench) == false)
  }

  @Test func `a DVD-RW that is formatted quickly becomes another medium`() async throws {
    let bench = try DriveBench(.dvdMinusRW)
    try Self.format(bench, 0x54)
    let found = try await Self.medium(bench)
    #expect(found.profile == .dvdMinusRWRestrictedOverwrite)
    #expect(found.condition == .intermediate)
    #expect(found.capacity == BlockCount(2_297_888))
    #expect(found.isErasable)
  }

  @Test func `a DVD-RW that is formatted in full`() async throws {
    let bench = try DriveBench(.dvdMinusRW)
    try Self.format(bench, 0x00)
    let found = try await Self.medium(bench)
    #expect(found.condition == .overwritable)
    #expect(found.capacity == BlockCount(2_297_888))
  }

  @Test func `a CD-RW that is formatted is a closed disc of fixed packets`() async throws {
    let bench = try DriveBench(.cdRW)
    try Self.format(bench, 0x40)
    let found = try await Self.medium(bench)
    #expect(found.profile == .cdRW)
    #expect(found.condition == .closed)
    #expect(found.isErasable)
    #expect(found.capacity == BlockCount(359_849))
    #expect(found.nextWritableAddress == nil)
    #expect(found.sessionCount == 1)
    #expect(found.tracks.map(\.blocks) == [BlockCount(295_232)])
    #expect(found.tracks.map(\.packets) == [.fixed(BlockCount(32))])
    #expect(found.tracks.map(\.isData) == [true])
  }

  @Test func `a CD-R with packets and reserved tracks has the one and the other`() async throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets()
    #expect(bench.reserve(400).status == 0)
    #expect(bench.write(0..<50).status == 0)
    bench.synchronize()
    bench.selectTrackAtOnce()
    #expect(bench.reserve(300).status == 0)
    let found = try await Self.medium(bench)
    #expect(found.condition == .appendable)
    #expect(found.tracks.map(\.isReserved).first == true)
    #expect(found.tracks.map(\.packets).first == .variable)
    #expect(found.openTrack?.number == 3)
    #expect(found.nextWritableAddress == LogicalBlockAddress(552 + 302 + 150))
    #expect(found.lastSessionState == .incomplete)
  }

  @Test func `a BD-RE that is formatted has spare blocks`() async throws {
    let bench = try DriveBench(.bdRE)
    try Self.format(bench, 0x00)
    let found = try await Self.medium(bench)
    #expect(found.condition == .overwritable)
    #expect(found.capacity == BlockCount(11_826_176))
    let spares = BlockCount(12_219_392 - 11_826_176)
    #expect(found.details.spareArea == SpareArea(free: spares, total: spares))
    #expect(try await Self.isProbablyBlank(bench) == true)
  }

  @Test(arguments: [(0xC9, false), (0xC8, true)] as [(UInt8, Bool)])
  func `a BD-R that is formatted is still blank`(kind: UInt8, isReplaceable: Bool) async throws {
    let bench = try DriveBench(.bdR)
    try Self.format(bench, kind)
    let found = try await Self.medium(bench)
    #expect(found.condition == .blank)
    #expect(found.isPhysicallyBlank)
    #expect(found.freeBlocks == BlockCount(11_826_176))
    #expect((found.details.pseudoOverwrite != nil) == isReplaceable)
  }

  @Test(arguments: [MediumKind.dvdPlusR, .bdR])
  func `a disc with a session that is closed takes another`(kind: MediumKind) async throws {
    let bench = try DriveBench(kind)
    try #require(bench.burn(0..<320).status == 0)
    bench.synchronize()
    try #require(bench.close(1, track: 1).status == 0)
    try #require(bench.close(2).status == 0)
    bench.settle()
    let found = try await Self.medium(bench)
    #expect(found.condition == .appendable)
    #expect(found.sessionCount == 1)
    #expect(found.tracks.map(\.blocks) == [BlockCount(320)])
    #expect(found.lastSession == LogicalBlockAddress(0)...LogicalBlockAddress(319))
    let next = try #require(bench.nextWritableAddress())
    #expect(found.nextWritableAddress == LogicalBlockAddress(Int32(next)))
    #expect(found.lastSessionState == .empty)
  }

  @Test func `a disc whose track is still open has an incomplete session`() async throws {
    let bench = try DriveBench(.dvdPlusR)
    try #require(bench.burn(0..<320).status == 0)
    bench.synchronize()
    let found = try await Self.medium(bench)
    #expect(found.condition == .appendable)
    #expect(found.lastSessionState == .incomplete)
    #expect(found.lastSession == nil)
    #expect(found.state.contains(.nonEmptySession))
  }
}
