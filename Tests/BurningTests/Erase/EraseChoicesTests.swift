import DiscModel
import MMC
import Testing
import VirtualDrive

@testable import Burning

@Suite("What can be done with a disc") struct EraseChoicesTests {
  private static func words(_ choices: [EraseChoice]) -> [String] {
    choices.map { "\($0.deed) \($0.depth) \($0.contents)" }
  }

  @Test(
    arguments: [.cdR, .dvdMinusR, .dvdMinusRDualLayer, .dvdPlusR, .dvdPlusRDualLayer]
      as [MediumKind])
  func `is nothing with a disc that is written once`(kind: MediumKind) async throws {
    let bench = try EraseBench(kind)
    let choices = try await bench.choices()
    let profile = try await bench.medium().profile
    #expect(choices.all.isEmpty && choices.suggestion == nil)
    #expect(choices.erasingProblems == [.writtenOnce(profile)])
    #expect(choices.formattingProblems == [.writtenOnce(profile)])
  }

  @Test func `is nothing without a disc`() async throws {
    let bench = try EraseBench(nil)
    #expect(try await bench.choices().erasingProblems == [.noMedium])
    try VirtualDrive(folder: bench.driveFolder, access: .exclusive).openTray()
    #expect(try await bench.choices().erasingProblems == [.trayOpen])
  }

  @Test func `is BLANK with a CD-RW, which needs no format`() async throws {
    let bench = try EraseBench(.cdRW)
    try await bench.fill()
    let choices = try await bench.choices()
    #expect(Self.words(choices.erasing) == ["blank quick hidden", "blank full erased"])
    #expect(choices.formattingProblems == [.needsNoFormat(.cdRW)])
    #expect(choices.suggestion?.depth == .quick)
    #expect(choices.erasing.allSatisfy { !$0.allowsOneSessionOnly && !$0.isFormat })
  }

  @Test func `loses nothing on a disc that holds nothing`() async throws {
    let choices = try await EraseBench(.cdRW).choices()
    #expect(Self.words(choices.erasing) == ["blank quick none", "blank full none"])
  }

  @Test func `leads a DVD-RW from sessions to overwriting and back`() async throws {
    let bench = try EraseBench(.dvdMinusRW)
    try await bench.fill()
    let sequential = try await bench.choices()
    #expect(Self.words(sequential.erasing) == ["blank quick hidden", "blank full erased"])
    #expect(sequential.erasing.map(\.allowsOneSessionOnly) == [true, false])
    let formatting = ["restrictedOverwrite quick hidden", "restrictedOverwrite full erased"]
    #expect(Self.words(sequential.formatting) == formatting)
    try await bench.run(.restrictedOverwrite, .full)
    try await bench.fill()
    let overwritable = try await bench.choices()
    #expect(
      Self.words(overwritable.erasing)
        == ["clear quick hidden", "blank quick hidden", "blank full erased"])
    #expect(Self.words(overwritable.formatting) == formatting)
  }

  @Test(arguments: [.dvdPlusRW, .bdRE] as [MediumKind])
  func `is formatting first with a new disc that can be overwritten`(
    kind: MediumKind
  ) async throws {
    let bench = try EraseBench(kind)
    let choices = try await bench.choices()
    #expect(choices.erasing.isEmpty)
    #expect(choices.erasingProblems == [.unformatted(try await bench.medium().profile)])
    #expect(choices.suggestion?.isFormat == true)
    #expect(choices.formatting.allSatisfy { $0.contents == .none })
  }

  @Test func `tells of a DVD+RW whose format was stopped that it can go on`() async throws {
    let bench = try EraseBench(.dvdPlusRW, blocks: 2_295_104)
    try await bench.formatBeginning()
    let choices = try await bench.choices()
    #expect(Self.words(choices.erasing) == ["clear quick hidden", "clear full erased"])
    #expect(
      Self.words(choices.formatting)
        == ["finishFormat full kept", "format(nil) quick uncertain", "format(nil) full uncertain"])
  }

  // The bench's discs have about a thirtieth as spare area: 6400 − 6400 × 30 ÷ 31 in whole units.
  @Test func `is a format with or without spare area with DVD-RAM and BD-RE`() async throws {
    for (kind, spare) in [(MediumKind.dvdRAM, Int64(208)), (.bdRE, 224)] {
      let bench = try EraseBench(kind)
      if kind == .bdRE { try await bench.run(.format(.usual), .quick) }
      try await bench.fill()
      let choices = try await bench.choices()
      #expect(Self.words(choices.erasing) == ["clear quick hidden", "clear full erased"])
      let sizes = choices.formatting.map {
        [$0.formattedBlocks?.rawValue, $0.spareBlocks?.rawValue]
      }
      #expect(sizes == [[6400 - spare, spare], [6400, 0], [6400 - spare, spare], [6400, 0]])
      #expect(choices.formatting.map(\.depth) == [.quick, .quick, .full, .full])
      #expect(choices.formatting.map(\.contents) == [.uncertain, .uncertain, .erased, .erased])
    }
  }

  @Test func `takes a spare area of the user's size between two bounds, in whole clusters`()
    async throws
  {
    let choices = try await EraseBench(.bdRE).choices()
    // A third of the usual 224 blocks and five thirds, in units of 32.
    let range = BlockCount(96)...BlockCount(384)
    #expect(choices.spareBlocks == range)
    let choice = try choices.formatted(sparing: BlockCount(97), depth: .quick)
    #expect(choice.deed == .format(.chosen(BlockCount(128))))
    #expect(choice.formattedBlocks == BlockCount(6400 - 128))
    for wrong in [95 - 32, 385] {
      #expect(throws: EraseProblem.spareAreaOutOfRange(range)) {
        try choices.formatted(sparing: BlockCount(wrong), depth: .quick)
      }
    }
  }

  @Test func `has no spare area to choose on a DVD+RW`() async throws {
    let choices = try await EraseBench(.dvdPlusRW).choices()
    #expect(throws: EraseProblem.noSpareAreaToChoose(.dvdPlusRW)) {
      try choices.formatted(sparing: BlockCount(1024), depth: .quick)
    }
  }

  @Test func `formats a BD-R before its first use and never again`() async throws {
    let bench = try EraseBench(.bdR)
    let fresh = try await bench.choices()
    #expect(fresh.erasingProblems == [.writtenOnce(.bdRSequential)])
    #expect(
      Self.words(fresh.formatting)
        == [
          "format(Optional(Burning.EraseChoice.Sparing.usual)) quick none",
          "pseudoOverwrite quick none",
        ])
    try await bench.run(.pseudoOverwrite, .quick)
    #expect(try await bench.choices().formattingProblems == [.formattedBefore(.bdRSequential)])
  }

  @Test func `formats no BD-R that was written`() async throws {
    let bench = try EraseBench(.bdR)
    try await bench.fill()
    #expect(try await bench.choices().formattingProblems == [.writtenOnce(.bdRSequential)])
  }

  // A DVD-RW of 2,297,888 blocks holds 4,706,074,624 bytes, which takes 567 s at 8,310 kB/s; a BD-RE
  // layer of 12,219,392 blocks 25,025,314,816 bytes, which takes 2,784 s at 8,992 kB/s.
  @Test func `takes as long as the disc's size and speed want`() async throws {
    let compactDisc = try await EraseBench(.cdRW, blocks: 359_849).choices().erasing
    // 359,849 sectors of 2,352 bytes at 4,234 kB/s.
    #expect(compactDisc.map(\.duration) == [.seconds(60), .seconds(200)])
    let dvd = try await EraseBench(.dvdMinusRW, blocks: 2_297_888).choices()
    #expect(dvd.erasing.map(\.duration) == [.seconds(60), .seconds(567)])
    let bluRay = try await EraseBench(.bdRE, blocks: 12_219_392).choices()
    let full = try #require(
      bluRay.formatting.first { $0.deed == .format(.nothing) && $0.depth == .full })
    #expect(full.duration == .seconds(2 * 2784))
  }

  @Test func `is nothing in a drive that only reads the disc`() async throws {
    let bench = try EraseBench(.cdRW)
    var inspection = try await bench.reference().inspect()
    inspection.capabilities.writableProfiles = []
    #expect(EraseChoices(for: inspection).erasingProblems == [.driveCannot(.cdRW)])
  }

  @Test(arguments: [.cdROM, .dvdROM, .bdROM] as [MediumProfile])
  func `is nothing with a pressed disc`(profile: MediumProfile) async throws {
    let bench = try EraseBench(.cdRW)
    var inspection = try await bench.reference().inspect()
    inspection.medium?.profile = profile
    #expect(EraseChoices(for: inspection).erasingProblems == [.pressed(profile)])
  }

  @Test func `is nothing with a disc that is write-protected, or unknown`() async throws {
    let bench = try EraseBench(.dvdRAM)
    var inspection = try await bench.reference().inspect()
    inspection.medium?.writeProtection = .byCartridge
    #expect(EraseChoices(for: inspection).erasingProblems == [.writeProtected])
    let unknown = MediumProfile(rawValue: 0x00FF)
    inspection.medium?.profile = unknown
    #expect(EraseChoices(for: inspection).erasingProblems == [.unknownMedium(unknown)])
  }
}
