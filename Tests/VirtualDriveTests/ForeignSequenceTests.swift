import DiscModel
import TestSupport
import Testing
import VirtualDrive

/// What other programs send when they burn a DVD+R, as it was recorded on the wire.
///
/// A program that was written for real drives must find its way with this one: the commands below
/// are those of growisofs 7.1 (`growisofs -use-the-force-luke=notray -Z /dev/sg0=image`), cdrskin
/// 1.5.4 (`cdrskin -tao`) and xorriso 1.5.4, with a question while the drive is at work repeated.
@Suite("What other programs send") struct ForeignSequenceTests {
  /// A command, the bytes wanted back, and the sense that is all right.
  struct Step: Sendable {
    var command: String
    var reply: Int
    var sense: String

    init(_ command: String, _ reply: Int = 0, refusal sense: String = "") {
      self.command = command
      self.reply = reply
      self.sense = sense
    }
  }

  /// MODE SELECT of page 05h, which growisofs makes for DVD+R too; it gives up if that is refused.
  static let modeSelect = Step("55 10 00 00 00 00 00 00 3C 00")

  static let growisofsBefore: [Step] = [
    Step("12 00 00 00 24 00", 36), Step("46 00 00 00 00 00 00 00 08 00", 8),
    Step("51 00 00 00 00 00 00 00 20 00", 32), Step("52 01 00 00 00 01 00 00 20 00", 32),
    Step("1E 00 00 00 01 00"), Step("4A 01 00 00 FF 00 00 00 08 00", 8),
    Step("52 01 00 00 00 01 00 00 20 00", 32), Step("5A 08 05 00 00 00 00 00 0C 00", 12),
    Step("5A 08 05 00 00 00 00 00 3C 00", 60), modeSelect,
    Step("5A 08 2A 00 00 00 00 00 0C 00", 12), Step("5A 08 2A 00 00 00 00 00 48 00", 72),
    Step("AC 00 00 00 00 00 00 00 00 01 03 00", 24),
    Step("AC 04 00 00 00 00 00 00 00 01 00 00", 24),
    Step("52 01 00 00 00 01 00 00 20 00", 32),
  ]

  static let growisofsAfter: [Step] = [
    Step("35 02 00 00 00 00 00 00 00 00"), Step("00 00 00 00 00 00"),
    Step("35 00 00 00 00 00 00 00 00 00"), Step("5B 01 01 00 00 01 00 00 00 00"),
    Step("00 00 00 00 00 00"), Step("5B 01 06 00 00 00 00 00 00 00"), Step("00 00 00 00 00 00"),
    Step("1B 01 00 00 00 00"), Step("1E 00 00 00 00 00"),
  ]

  static let cdrskinBefore: [Step] = [
    Step("12 00 00 00 24 00", 36), Step("46 00 00 00 00 00 00 00 08 00", 8),
    Step("46 00 00 00 00 00 00 00 74 00", 116), Step("5A 00 2A 00 00 00 00 00 1E 00", 30),
    Step("5A 00 2A 00 00 00 00 00 48 00", 72), Step("AC 00 00 00 00 00 00 00 00 00 03 00", 8),
    Step("AC 00 00 00 00 00 00 00 00 01 03 00", 24), Step("AC 10 00 00 00 00 00 00 00 00 00 00", 8),
    Step("AC 10 00 00 00 00 00 00 00 01 00 00", 24), Step("5A 00 01 00 00 00 00 00 0C 00", 12),
    Step("1E 00 00 00 00 00"), Step("1B 00 00 00 03 00"), Step("00 00 00 00 00 00"),
    Step("1E 00 00 00 01 00"), Step("1B 01 00 00 01 00"), Step("00 00 00 00 00 00"),
    Step("1B 00 00 00 01 00"), Step("5A 00 05 00 00 00 00 00 0A 00", 10),
    Step("51 00 00 00 00 00 00 00 22 00", 34), Step("52 01 00 00 00 FF 00 00 14 00", 20),
    Step("52 01 00 00 00 FF 00 00 14 00", 20), Step("5C 00 00 00 00 00 00 00 0C 00", 12),
  ]

  static let cdrskinAfter: [Step] = [
    Step("35 02 00 00 00 00 00 00 00 00"), Step("00 00 00 00 00 00"),
    Step("5B 01 01 00 00 01 00 00 00 00"), Step("00 00 00 00 00 00"),
    Step("5B 01 05 00 00 01 00 00 00 00"), Step("00 00 00 00 00 00"),
    Step("46 00 00 00 00 00 00 00 74 00", 116), Step("51 00 00 00 00 00 00 00 22 00", 34),
    Step("25 00 00 00 00 00 00 00 00 00", 8), Step("43 00 00 00 00 00 00 00 04 00", 4),
    Step("43 00 00 00 00 00 00 00 14 00", 20), Step("1E 00 00 00 00 00"),
    Step("1B 01 00 00 00 00"), Step("00 00 00 00 00 00"),
  ]

  /// xorriso keeps the disc appendable.
  static let xorrisoAfter: [Step] = [
    Step("35 02 00 00 00 00 00 00 00 00"), Step("00 00 00 00 00 00"),
    Step("5B 01 01 00 00 01 00 00 00 00"), Step("00 00 00 00 00 00"),
    Step("5B 01 02 00 00 00 00 00 00 00"), Step("00 00 00 00 00 00"),
    Step("51 00 00 00 00 00 00 00 22 00", 34), Step("25 00 00 00 00 00 00 00 00 00", 8),
    Step("43 00 00 00 00 00 00 00 04 00", 4), Step("43 00 00 00 00 00 00 00 14 00", 20),
  ]

  private func play(_ steps: [Step], on bench: DriveBench) {
    for step in steps {
      let command = HexFixture(step.command)
      if command.bytes[0] == 0x00 { bench.settle() }
      let outcome: Outcome =
        command.bytes[0] == 0x55
        ? bench.send(command, data: DriveBench.writeParameters(type: 0x40, mode: 0xC5))
        : bench.send(command, reply: step.reply)
      #expect(outcome.sense == step.sense, "\(step.command)")
    }
  }

  @Test(arguments: [
    ("growisofs", growisofsBefore, growisofsAfter, Medium.Condition.closed),
    ("cdrskin", cdrskinBefore, cdrskinAfter, .closed),
    ("xorriso", cdrskinBefore, xorrisoAfter, .appendable),
  ])
  func `makes a disc with their data`(
    program: String, before: [Step], after: [Step], condition: Medium.Condition
  ) throws {
    let bench = try DriveBench(.dvdPlusR)
    play(before, on: bench)
    for start in stride(from: 0, to: 336, by: 16) {
      #expect(bench.write(start..<start + 16).status == 0)
    }
    play(after, on: bench)
    #expect(bench.drive.medium?.condition == condition, "\(program)")
    #expect(bench.read(0..<336).bytes == DriveBench.pattern(0..<336))
  }
}
