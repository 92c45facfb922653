import DiscModel
import MMC
import Testing
import VirtualDrive

@testable import Burning

/// What a drive is told, questions left out, as bytes typed by hand from MMC-6.
@Suite("The commands of a burn") struct CommandSequenceTests {
  private static let questions: Set<UInt8> = [
    0x00, 0x03, 0x12, 0x23, 0x25, 0x43, 0x46, 0x4A, 0x51, 0x52, 0x5A, 0x5C, 0xAC, 0xAD,
  ]

  /// Commands that were done in hexadecimal, runs of WRITE and READ as one line with their number.
  private static func listing(_ outcome: BurnOutcome) -> [String] {
    var lines: [String] = []
    var count = 0
    for command in outcome.commands where !questions.contains(command.operationCode) {
      let isMoving = command.operationCode == 0x2A || command.operationCode == 0x28
      var line = command.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
        .joined(separator: " ")
      if isMoving { line = String(line.prefix(2)) }
      guard command.isGood else { continue }
      if isMoving, lines.last?.hasPrefix(line) == true {
        count += 1
        lines[lines.count - 1] = "\(line) × \(count)"
      } else {
        count = 1
        lines.append(isMoving ? "\(line) × 1" : line)
      }
    }
    return lines
  }

  private static let restart = ["1B 00 00 00 00 00", "1B 00 00 00 01 00"]
  private static let lock = "1E 00 00 00 01 00"
  private static let unlock = "1E 00 00 00 00 00"
  private static let synchronize = [
    "35 02 00 00 00 00 00 00 00 00", "35 00 00 00 00 00 00 00 00 00",
  ]
  private static let closeTrack = "5B 01 01 00 00 01 00 00 00 00"
  private static let closeSession = "5B 01 02 00 00 00 00 00 00 00"
  private static let finalize = "5B 01 06 00 00 00 00 00 00 00"

  // The bench's files take 815 blocks, on BD-R 832: 26 chunks of at most 32.
  @Test(
    arguments: [
      (.cdR, .closed, [closeSession]), (.cdR, .appendable, [closeSession]),
      (.dvdPlusR, .closed, [closeTrack, finalize]),
      (.dvdPlusR, .appendable, [closeTrack, closeSession]),
      (.bdR, .closed, [closeTrack, finalize]), (.bdR, .appendable, [closeTrack, closeSession]),
    ] as [(MediumKind, BurnRequest.SessionEnd, [String])])
  func `are these and no others`(
    kind: MediumKind, sessionEnd: BurnRequest.SessionEnd, closing: [String]
  ) async throws {
    let bench = try BurnBench(kind)
    let outcome = try await bench.run(try await bench.plan(sessionEnd))
    let parameters = kind == .cdR ? ["55 10 00 00 00 00 00 00 3C 00"] : []
    let chunks = (outcome.plan.blocks.rawValue + 31) / 32
    #expect(chunks == 26)
    let expected: [String] =
      [Self.lock] + parameters + ["2A × 26"] + Self.synchronize + closing + Self.restart
      + ["28 × 26"] + [Self.unlock]
    #expect(Self.listing(outcome) == expected)
  }

  @Test(arguments: MediumKind.burnable)
  func `ask nothing between the first write and the last`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    let commands = try await bench.run(try await bench.plan()).commands.map(\.operationCode)
    let first = try #require(commands.firstIndex(of: 0x2A))
    let last = try #require(commands.lastIndex(of: 0x2A))
    #expect(commands[first...last].allSatisfy { $0 == 0x2A })
  }

  @Test(
    arguments: [
      (.cdR, "BB 00 FF FF 0B 08 00 00 00 00 00 00"),
      (.dvdPlusR, "B6 00 00 00 00 00 00 00 00 00 1C 00"),
      (.bdR, "B6 00 00 00 00 00 00 00 00 00 1C 00"),
    ] as [(MediumKind, String)])
  func `set the speed that was wished before the first write`(
    kind: MediumKind, command: String
  ) async throws {
    let bench = try BurnBench(kind)
    var request = try await bench.request()
    request.rate = .init(kilobytesPerSecond: kind == .cdR ? 2822 : 8992)
    let outcome = try await bench.run(try await bench.plan(request))
    let listing = Self.listing(outcome)
    let place = try #require(listing.firstIndex(of: command))
    #expect(listing[place + 1] == "2A × 26")
  }

  @Test func `fall back to the CD's way of setting a speed where the other is refused`()
    async throws
  {
    let bench = try BurnBench(.dvdPlusR)
    var request = try await bench.request()
    request.rate = .init(kilobytesPerSecond: 5540)
    let outcome = try await bench.run(
      try await bench.plan(request), faults: [.on(0xB6, .sense(.init(0x5, 0x20, 0x00)))])
    #expect(outcome.commands(0xBB).count == 1)
    #expect(try outcome.report().proof == .everyBlock)
  }

  @Test func `go on at the drive's own speed where no speed can be set`() async throws {
    let bench = try BurnBench(.dvdPlusR)
    var request = try await bench.request()
    let rate = TransferRate(kilobytesPerSecond: 5540)
    request.rate = rate
    let refused = VirtualSense(0x5, 0x20, 0x00)
    let outcome = try await bench.run(
      try await bench.plan(request),
      faults: [.on(0xB6, .sense(refused)), .on(0xBB, .sense(refused))])
    #expect(try outcome.report().proof == .everyBlock)
    #expect(
      outcome.events.contains {
        if case .stepRefused(.setSpeed(rate), _) = $0 { true } else { false }
      })
  }
}
