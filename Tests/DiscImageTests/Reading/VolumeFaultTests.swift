import DiscModel
import Foundation
import TestSupport
import Testing

@testable import DiscImage

@Suite("Volumes that contradict themselves") struct VolumeFaultTests {
  private func expect(
    _ reason: VolumeFault.Reason, at block: Int32, names: VolumeNames? = nil,
    in blocks: [Int: HexFixture], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let fault = VolumeFault(reason, at: LogicalBlockAddress(block))
    #expect(
      throws: SessionReadError<ImageBlocks.Unreadable>.invalid(fault),
      sourceLocation: sourceLocation
    ) {
      try TinyVolume.image(blocks).tree(names: names)
    }
  }

  /// A root with one more record, and Rock Ridge.
  private func root(_ name: String = "X;1", fields: HexFixture) -> [Int: HexFixture] {
    [
      18: TinyVolume.rockRidgeRecords
        + TinyVolume.record(block: 19, byteCount: 1, name: .text(name), fields: fields)
    ]
  }

  @Test func `refuses what has no descriptors, or only their end`() {
    expect(.noVolume, at: 16, in: [16: "00"])
    expect(.noVolume, at: 16, in: [16: TinyVolume.terminator])
  }

  @Test func `refuses a tree that is not there`() {
    expect(.noTree(.joliet), at: 17, names: .joliet, in: [18: TinyVolume.ownRecords])
    expect(.noTree(.rockRidge), at: 18, names: .rockRidge, in: [18: TinyVolume.ownRecords])
  }

  @Test func `refuses blocks of another size`() {
    var descriptor = TinyVolume.primary
    descriptor.bytes.replaceSubrange(128..<132, with: [0x00, 0x02, 0x02, 0x00])
    expect(.blockByteCount(512), at: 16, in: [16: descriptor])
  }

  @Test func `refuses a folder that contains itself`() {
    expect(
      .directoryLoop, at: 18,
      in: [18: TinyVolume.ownRecords + TinyVolume.record(block: 18, flags: 2, name: .text("A"))])
  }

  @Test func `refuses folders and files that end behind the volume`() {
    let records = TinyVolume.ownRecords
    expect(
      .beyondVolume, at: 18,
      in: [18: records + TinyVolume.record(block: 32, flags: 2, name: .text("A"))])
    expect(
      .beyondVolume, at: 18,
      in: [18: records + TinyVolume.record(block: 31, byteCount: 2049, name: .text("A;1"))])
  }

  @Test func `refuses folders that lie in one another's blocks`() {
    let records = TinyVolume.ownRecords
    let large = (19...28).map {
      TinyVolume.record(block: UInt8($0), byteCount: 8192, flags: 2, name: .text("D\($0)"))
    }
    expect(.directoriesOverlap, at: 28, in: [18: large.reduce(records, +)])
  }

  @Test func `refuses a record that reaches past its block, or is shorter than its name`() {
    var record = TinyVolume.record(block: 19, byteCount: 1, name: .text("A;1"))
    record.bytes[32] = 40
    expect(.truncated, at: 18, in: [18: TinyVolume.ownRecords + record])
    let filler = HexFixture(bytes: Array((TinyVolume.ownRecords + record).bytes.prefix(0)))
    let names = (0..<40).map {
      TinyVolume.record(block: 19, byteCount: 1, name: .text("NAME NUMBER \($0 + 10);1"))
    }
    var block = names.reduce(filler + TinyVolume.ownRecords, +)
    block.bytes = Array(block.bytes.prefix(2000)) + [255] + Array(repeating: 1, count: 47)
    #expect(throws: SessionReadError<ImageBlocks.Unreadable>.self) {
      try TinyVolume.image([18: block]).tree()
    }
  }

  @Test func `refuses fields that reach past their record, or have no length`() {
    expect(.truncated, at: 18, in: root(fields: "4E 4D 20 01 00 61"))
    expect(.truncated, at: 18, in: root(fields: "4E 4D 00 01 00 61"))
    expect(.truncated, at: 18, in: root(fields: "50 58 08 01 00 00 00 00"))
    expect(.truncated, at: 18, in: root(fields: "53 4C 08 01 00 00 20 61"))
  }

  @Test func `refuses continuations that go in a circle`() {
    let circle: HexFixture = "43 45 1C 01 15 00 00 00 00 00 00 15 00*8 1C 00 00 00 00 00 00 1C"
    expect(.continuationLoop, at: 21, in: root(fields: circle).merging([21: circle]) { $1 })
  }

  @Test func `refuses continuations outside the volume or longer than a block`() {
    expect(
      .beyondVolume, at: 18,
      in: root(fields: "43 45 1C 01 20 00 00 00 00 00 00 20 00*8 1C 00 00 00 00 00 00 1C"))
    expect(
      .truncated, at: 18,
      in: root(fields: "43 45 1C 01 15 00 00 00 00 00 00 15 00*8 01 08 00 00 00 00 08 01"))
  }

  @Test(arguments: [
    "4E 4D 08 01 00 61 2F 62", "4E 4D 07 01 00 2E 2E", "4E 4D 06 01 00 2E", "4E 4D 07 01 00 61 00",
  ])
  func `refuses names that no file can have`(name: HexFixture) {
    expect(.nameInvalid, at: 18, in: root(fields: name))
  }

  @Test func `refuses a large file whose last section is missing, and folders in sections`() {
    let records = TinyVolume.ownRecords
    expect(
      .sectionsInvalid, at: 18,
      in: [18: records + TinyVolume.record(block: 19, flags: 0x80, name: .text("A;1"))])
    expect(
      .sectionsInvalid, at: 18,
      in: [
        18: records + TinyVolume.record(block: 19, flags: 0x80, name: .text("A;1"))
          + TinyVolume.record(block: 20, flags: 2, name: .text("A"))
      ])
  }

  @Test func `refuses interleaved files`() {
    var record = TinyVolume.record(block: 19, byteCount: 1, name: .text("A;1"))
    record.bytes[26] = 1
    expect(.interleaved, at: 18, in: [18: TinyVolume.ownRecords + record])
  }

  @Test func `tells which block could not be read`() {
    var image = TinyVolume.image([
      18: TinyVolume.ownRecords + TinyVolume.record(block: 20, flags: 2, name: .text("A")),
      20: TinyVolume.own(block: 20),
    ])
    image.scratches = [20]
    #expect(throws: SessionReadError<ImageBlocks.Unreadable>.unreadable(at: .init(20), .init())) {
      try image.tree()
    }
    image.scratches = [19, 21]
    #expect((try? image.tree())?.entries.count == 2)
  }
}
