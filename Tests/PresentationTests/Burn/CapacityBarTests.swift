import DiscModel
import Presentation
import Testing

@Suite("The capacity bar") struct CapacityBarTests {
  static let dvd = 2_295_104

  @Test(
    arguments: [
      (0, nil, "Empty", .empty, 0), (0, dvd, "4.7 GB free", .empty, 0),
      (585_938, dvd, "1.2 GB of 4.7 GB · 3.5 GB free", .fits, 0.2553),
      (2_200_000, dvd, "4.5 GB of 4.7 GB · 194 MB free", .tight, 0.9586),
      (dvd, dvd, "4.7 GB of 4.7 GB · 0 bytes free", .tight, 1),
      (dvd + 1, dvd, "3 kB too large for this disc", .over, 1),
      (dvd + 152_344, dvd, "313 MB too large for this disc", .over, 1),
      (300_000, nil, "614 MB · fits on a CD", .fits, 0.8337),
      (359_850, nil, "737 MB · fits on a DVD", .fits, 0.1568),
      (dvd + 1, nil, "4.7 GB · fits on a Blu-ray disc (25 GB)", .fits, 0.1878),
      (60_000_000, nil, "122.9 GB · too large for any disc", .over, 1),
    ] as [(Int, Int?, String, CapacityBar.Level, Double)])
  func `tells what is used and free, or by how much it is too large`(
    used: Int, free: Int?, text: String, level: CapacityBar.Level, fraction: Double
  ) {
    let medium = free.map { Medium.example(.dvdPlusR, free: $0) }
    let bar = CapacityBar(usedBlocks: BlockCount(used), medium: medium)
    #expect(bar.text == text)
    #expect(bar.level == level)
    #expect(abs(bar.fraction - fraction) < 0.0001)
  }

  @Test(
    arguments: [
      (0, nil, "Empty", .empty), (0, 359_849, "79:57 free", .empty),
      (56_550, 359_849, "12:34 of 79:57 · 67:23 free", .fits),
      (359_849, 359_849, "79:57 of 79:57 · 0:00 free", .tight),
      (359_850, 359_849, "0:01 too long for this disc", .over),
      (56_550, nil, "12:34 · fits on a CD", .fits),
      (359_850, nil, "79:58 · too long for a CD", .over),
    ] as [(Int, Int?, String, CapacityBar.Level)])
  func `counts music in minutes`(used: Int, free: Int?, text: String, level: CapacityBar.Level) {
    let medium = free.map { Medium.example(.cdR, free: $0) }
    let bar = CapacityBar(usedBlocks: BlockCount(used), medium: medium, unit: .playingTime)
    #expect(bar.text == text)
    #expect(bar.level == level)
  }

  @Test func `has no room for music on a DVD`() {
    let bar = CapacityBar(
      usedBlocks: BlockCount(75), medium: .example(.dvdPlusR), unit: .playingTime)
    #expect(bar.measure == .usualDisc(.cd))
  }

  @Test func `a disc that cannot be written is not measured against`() {
    let bar = CapacityBar(
      usedBlocks: BlockCount(300_000), medium: .example(.cdROM, .closed, free: 0))
    #expect(bar.measure == .usualDisc(.cd))
  }

  @Test
  func `a disc that must be formatted first is not measured against, one that is counts whole`() {
    let image = BlockCount(300_000)
    #expect(
      CapacityBar(usedBlocks: image, medium: .example(.bdRE, .unformatted, free: 0)).measure
        == .usualDisc(.cd))
    #expect(
      CapacityBar(usedBlocks: image, medium: .example(.dvdPlusRW, .overwritable)).availableBlocks
        == BlockCount(2_295_104))
  }

  @Test func `the rest of a begun disc is what counts`() {
    let bar = CapacityBar(
      usedBlocks: BlockCount(100), medium: .example(.cdR, .appendable, free: 1000))
    #expect(bar.availableBlocks == BlockCount(1000))
  }

  @Test func `usual discs are told from the smallest to the largest`() {
    let capacities = CapacityBar.UsualDisc.allCases.map(\.capacity)
    #expect(capacities == capacities.sorted())
    #expect(Set(CapacityBar.UsualDisc.allCases.map(\.name)).count == capacities.count)
  }
}
