import MMC
import TestSupport
import Testing

@testable import VirtualDrive

@Suite("Random commands") struct FuzzTests {
  /// A repeatable source of chance (SplitMix64, public domain).
  struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  /// The codes a drive knows, so that most commands get past the first check.
  static let operations: [UInt8] = Operation.allCases.map(\.rawValue)

  @Test(arguments: MediumKind.allCases, [1, 2] as [UInt64])
  func `never stop the drive, and never make it lie about its state`(
    kind: MediumKind, seed: UInt64
  ) throws {
    let bench = try DriveBench(kind, blocks: 2000)
    var chance = Chance(state: seed)
    let data = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
    defer { data.deallocate() }
    data.initializeMemory(as: UInt8.self, repeating: 0)
    var last: (track: UInt16, next: Int)?
    for _ in 0..<4000 {
      let command = Self.command(&chance)
      for offset in 0..<64 {
        data[offset] = Bool.random(using: &chance) ? 0 : UInt8.random(in: 0...255, using: &chance)
      }
      let count = Int.random(in: 0...1 << Int.random(in: 0...17, using: &chance), using: &chance)
      let phase: DataPhase =
        switch Int.random(in: 0..<5, using: &chance) {
        case 0: .none
        case 1, 2: .fromDrive(.init(rebasing: data[..<count]))
        default: .toDrive(.init(UnsafeMutableRawBufferPointer(rebasing: data[..<count])))
        }
      if let completion = try? bench.drive.execute(command, data: phase, timeout: .seconds(600)) {
        #expect(completion.transferredByteCount <= count)
        #expect(completion.sense.count == (completion.status == .checkCondition ? 18 : 0))
      }
      // What was erased begins anew.
      if [0x04, 0xA1].contains(command.bytes[0]) { last = nil }
      let track = bench.openTrack()
      guard track.status == 0 else { continue }
      let next = Int(UInt32(track.long(12)))
      let number = UInt16(track.bytes[32]) << 8 | UInt16(track.bytes[2])
      if track.bytes[7] & 1 != 0, let last, last.track == number { #expect(next >= last.next) }
      #expect(track.long(16) <= 2000 - next || track.bytes[7] & 1 == 0)
      last = (number, next)
    }
  }

  private static func command(_ chance: inout Chance) -> CommandDescriptorBlock {
    let isKnown = Int.random(in: 0..<20, using: &chance) > 0
    let code =
      isKnown
      ? operations.randomElement(using: &chance) ?? 0 : UInt8.random(in: 0...255, using: &chance)
    let byteCount =
      Int.random(in: 0..<10, using: &chance) > 0
      ? (code < 0x20 ? 6 : code < 0x60 ? 10 : 12) : Int.random(in: 6...16, using: &chance)
    var block = CommandDescriptorBlock(operationCode: code, byteCount: byteCount)
    // Few bits, so that fields are often plausible.
    for offset in 1..<byteCount where Int.random(in: 0..<3, using: &chance) == 0 {
      block[offset] =
        UInt8.random(in: 0...255, using: &chance)
        & UInt8.random(in: 0...255, using: &chance)
    }
    if Bool.random(using: &chance) { block[byteCount - 1] = 0 }
    return block
  }
}
