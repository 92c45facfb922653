import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing

@testable import VirtualDrive

/// Whatever stands in `medium.json`, the drive says that it is damaged, or has a medium that it can
/// work with. What goes wrong here is a trap, which ends the tests.
@Suite("A medium whose description somebody changed") struct DamagedRecordTests {
  /// Numbers at which counting ends, or what the fields mean, and what are no numbers.
  nonisolated(unsafe) private static let strangers: [Any] = [
    Int64.max, Int64.min, Int64.max - 1, Int64.min + 1, -1, 0, 1, 15, 16, 255, 256, 1999, 2000,
    2001, Int64(Int32.max), Int64(UInt32.max), Int64.max / 2, -151, 1e300, "", "x", NSNull(), true,
    [Any](), [String: Any](),
  ]
  /// The strangers that every number is replaced by; the others come by chance.
  private static let extremes = 5

  @Test(arguments: MediumSamples.all.indices)
  func `is damaged or sound with any number in any field`(sample: Int) throws {
    let place = try SampledMedium(MediumSamples.all[sample])
    for path in JSONPath.all(in: place.json) where path.value(in: place.json) is NSNumber {
      for stranger in Self.strangers.prefix(Self.extremes) {
        try place.tryOut(path.replacing(with: stranger, in: place.json))
      }
    }
  }

  @Test(arguments: MediumSamples.all.indices)
  func `is damaged or sound with several fields that are wrong or missing`(sample: Int) throws {
    let place = try SampledMedium(MediumSamples.all[sample])
    var chance = FuzzTests.Chance(state: UInt64(sample))
    for _ in 0..<100 {
      var json = place.json
      for _ in 0...Int.random(in: 0...2, using: &chance) {
        guard let path = JSONPath.all(in: json).randomElement(using: &chance) else { continue }
        let isMissing = Int.random(in: 0..<6, using: &chance) == 0
        let stranger = Self.strangers.randomElement(using: &chance)
        json = path.replacing(with: isMissing ? nil : stranger, in: json)
      }
      try place.tryOut(json)
    }
  }

  /// What was found to stop the drive, or to make it lie.
  @Test(
    arguments: [
      (.dvdRAM, "blocks", Int64.max), (.dvdRAM, "blocks", .min), (.cdR, "cycles", .max),
      (.dvdPlusRW, "formatTime", .min), (.cdR, "pregapBlocks", .min), (.cdR, "indices", .max),
      (.cdR, "control", 16), (.cdR, "mode", 16), (.bdR, "usedBlocks", .max),
      (.dvdPlusRDualLayer, "firstLayerBlocks", 1001),
    ] as [(MediumKind, String, Int64)])
  func `is damaged with a number that no medium has`(
    kind: MediumKind, field: String, number: Int64
  ) throws {
    let samples = MediumSamples.all.filter { $0.kind == kind }
    var tried = 0
    for sample in samples {
      let place = try SampledMedium(sample)
      for path in JSONPath.all(in: place.json)
      where path.value(in: place.json) is NSNumber && path.isBelow(field) {
        try place.write(path.replacing(with: number, in: place.json))
        #expect(throws: VirtualDriveError.self) { try VirtualMedium(folder: place.folder.path) }
        tried += 1
      }
    }
    #expect(tried > 0)
  }

  @Test func `is damaged with codes of other lengths than they have`() throws {
    let place = try SampledMedium(MediumSamples.all[0])
    for (field, text) in [
      ("catalogNumber", "00000000000000000000000000"), ("catalogNumber", "12345"),
      ("recordingCode", "DEABC25000011111111111111"), ("recordingCode", "DEABC250000é"),
    ] {
      let path = try #require(JSONPath.all(in: place.json).first { $0.isBelow(field) })
      try place.write(path.replacing(with: text, in: place.json))
      #expect(throws: VirtualDriveError.self) { try VirtualMedium(folder: place.folder.path) }
    }
  }

  @Test func `is sound as it was`() throws {
    for sample in MediumSamples.all {
      #expect(sample.fault == nil, "\(sample.kind)")
      try SampledMedium(sample).tryOut(nil)
    }
  }
}

/// A drive whose medium has the record of a sample, and all files that it may need.
private final class SampledMedium {
  let bench: DriveBench
  let folder: MediumFolder
  let json: Any

  init(_ sample: MediumRecord) throws {
    bench = try DriveBench(empty: ())
    try bench.drive.insert(sample.kind, blocks: .init(2000))
    folder = MediumFolder(path: try #require(bench.drive.medium).folder)
    bench.close()
    for file in [folder.wholeSectors, folder.subchannels, folder.text] {
      FileManager.default.createFile(atPath: file.string, contents: Data(count: 400))
    }
    json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(sample))
  }

  func write(_ json: Any) throws {
    try JSONSerialization.data(withJSONObject: json)
      .write(to: URL(filePath: folder.description.string))
  }

  /// Looks at the medium, exports it, and writes on it. Nil leaves it as it is, which must be sound.
  func tryOut(_ changed: Any?) throws {
    try write(changed ?? json)
    let clock = VirtualClock.realTime(speed: 1_000_000)
    try bench.reopen(access: .shared, clock: clock)
    switch bench.drive.mediumError {
    case nil: break
    case .damagedDescription(folder.description.string, _)? where changed != nil: return
    case .newerVersion(folder.description.string, _)? where changed != nil: return
    case let error?: throw error
    }
    bench.drive.pause(.seconds(60))
    ask()
    export(to: "image.iso")
    export(to: "disc.cue")
    try bench.reopen(clock: clock)
    bench.drive.pause(.seconds(60))
    ask()
    record()
    bench.close()
    // What is kept then can be read again.
    _ = try VirtualMedium(folder: folder.path)
  }

  /// Cancelled after a moment, for a medium may say that it is full.
  private func export(to name: String) {
    var polls = 0
    try? bench.drive.exportMedium(to: bench.root.path(name)) {
      polls += 1
      return polls > 2
    }
  }

  private func ask() {
    for _ in 0..<3 { send("00 00 00 00 00 00") }
    for question in Self.questions { send(question, reply: 4096) }
    for track in 0...4 as ClosedRange<UInt8> {
      send(HexFixture(bytes: [0x52, 1, 0, 0, 0, track, 0, 0, 48, 0]), reply: 48)
      send(HexFixture(bytes: [0x42, 0, 0x40, 3, 0, 0, track, 0, 64, 0]), reply: 64)
    }
    for format: UInt8 in [0x00, 0x08, 0x09, 0x0A, 0x0E, 0x10, 0x11, 0x20, 0x22, 0x23, 0xC0, 0xFF] {
      send(HexFixture(bytes: [0xAD, 0, 0, 0, 0, 0, 0, format, 16, 0, 0, 0]), reply: 4096)
    }
  }

  private static let questions: [HexFixture] = [
    "46 00 00 00 00 00 00 10 00 00", "51 00 00 00 00 00 00 00 40 00",
    "51 01 00 00 00 00 00 00 40 00", "51 02 00 00 00 00 00 00 40 00",
    "52 00 00 00 00 00 00 00 30 00", "52 01 00 00 00 FF 00 00 30 00",
    "52 02 00 00 00 01 00 00 30 00", "43 00 00 00 00 00 00 10 00 00",
    "43 02 01 00 00 00 01 10 00 00", "43 02 02 00 00 00 01 10 00 00",
    "43 02 03 00 00 00 00 10 00 00", "43 02 04 00 00 00 00 10 00 00",
    "43 02 05 00 00 00 00 10 00 00", "25 00 00 00 00 00 00 00 00 00",
    "23 00 00 00 00 00 00 10 00 00", "5A 08 2A 00 00 00 00 10 00 00",
    "AC 10 00 00 00 00 00 00 00 10 00 00", "AC 14 00 00 00 00 00 00 00 10 00 00",
    "AC 00 00 00 00 00 00 00 00 10 03 00", "5C 00 00 00 00 00 00 00 0C 00",
    "42 02 40 01 00 00 00 00 40 00", "42 00 40 02 00 00 00 00 40 00",
    "28 00 00 00 00 00 00 00 02 00", "28 00 00 00 01 F0 00 00 02 00",
    "BE 00 00 00 00 00 00 00 01 F8 01 00", "BE 00 00 00 00 63 00 00 01 F8 02 00",
    "BE 00 FF FF FF 80 00 00 01 F8 04 00", "BD 00 00 00 00 00 00 00 00 08 00 00",
  ]

  /// Writes where the drive says, closes everything, and blanks and formats what can be.
  private func record() {
    let track = bench.openTrack()
    let zeros = [UInt8](repeating: 0, count: 32 * 2048)
    for address in [track.status == 0 ? Array(track.bytes[12..<16]) : [0, 0, 0, 0], [0, 0, 0, 0]] {
      send(HexFixture(bytes: [0x2A, 0] + address + [0, 0, 32, 0]), data: zeros)
    }
    for command: HexFixture in [
      "35 00 00 00 00 00 00 00 00 00", "53 00 00 00 00 00 00 00 20 00",
      "5B 00 01 00 00 01 00 00 00 00", "5B 00 01 00 00 02 00 00 00 00",
      "5B 00 02 00 00 00 00 00 00 00",
    ] {
      send(command)
    }
    ask()
    send("A1 01 00 00 00 00 00 00 00 00 00 00")
    ask()
  }

  private func send(_ command: HexFixture, reply: Int = 0) {
    _ = try? bench.trySend(command, reply: reply)
  }

  private func send(_ command: HexFixture, data: [UInt8]) {
    _ = try? bench.trySend(command, data: data)
  }
}
