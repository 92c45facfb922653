import MMC
import TestSupport
import Testing

/// Two replies for one thing that is read from drives: one as an honest drive sends it, and one that
/// is cut, too long, or says of itself what is not true. All are typed from the specification.
struct ReplyRow: Sendable, CustomTestStringConvertible {
  /// The name, in `Sources/MMC`, of what reads the replies.
  var name: String
  /// Whole replies, as they come from the drive.
  var ordinary: HexFixture
  var hostile: HexFixture
  /// Reads any bytes.
  var parse: @Sendable ([UInt8]) throws -> Void
  /// Reads the two replies, and looks whether the values are those that the bytes mean.
  var checkOrdinary: @Sendable () throws -> Void
  var checkHostile: @Sendable () throws -> Void

  var testDescription: String { name }

  /// A row whose hostile reply still has something to say.
  init<Value: Sendable>(
    _ name: String, reading parse: @escaping @Sendable ([UInt8]) throws -> Value,
    _ ordinary: HexFixture, _ isRight: @escaping @Sendable (Value) -> Bool,
    hostile: HexFixture, _ isRightOfHostile: @escaping @Sendable (Value) -> Bool
  ) {
    self.name = name
    self.ordinary = ordinary
    self.hostile = hostile
    self.parse = { _ = try parse($0) }
    checkOrdinary = {
      let value = try parse(ordinary.bytes)
      #expect(isRight(value), "\(name): \(value)")
    }
    checkHostile = {
      let value = try parse(hostile.bytes)
      #expect(isRightOfHostile(value), "\(name): \(value)")
    }
  }

  /// A row whose hostile reply is refused.
  init<Value: Sendable>(
    _ name: String, reading parse: @escaping @Sendable ([UInt8]) throws -> Value,
    _ ordinary: HexFixture, _ isRight: @escaping @Sendable (Value) -> Bool,
    hostile: HexFixture, throws error: ReplyError
  ) {
    self.init(name, reading: parse, ordinary, isRight, hostile: hostile) { _ in false }
    checkHostile = {
      #expect(throws: error, "\(name)") { try parse(hostile.bytes) }
    }
  }
}

extension ReplyRow {
  /// A command's row.
  init<Command: MMCCommand>(
    _ command: Command.Type,
    _ ordinary: HexFixture, _ isRight: @escaping @Sendable (Command.Response) -> Bool,
    hostile: HexFixture, _ isRightOfHostile: @escaping @Sendable (Command.Response) -> Bool
  ) {
    self.init(
      Self.name(of: command), reading: Command.parse(bytes:), ordinary, isRight, hostile: hostile,
      isRightOfHostile)
  }

  /// A command's row.
  init<Command: MMCCommand>(
    _ command: Command.Type,
    _ ordinary: HexFixture, _ isRight: @escaping @Sendable (Command.Response) -> Bool,
    hostile: HexFixture, throws error: ReplyError
  ) {
    self.init(
      Self.name(of: command), reading: Command.parse(bytes:), ordinary, isRight, hostile: hostile,
      throws: error)
  }

  /// A generic command's name goes without what it is made of.
  private static func name<Command>(of command: Command.Type) -> String {
    String("\(command)".prefix { $0 != "<" })
  }

  /// The row of a mode page, of which there is the whole reply to MODE SENSE (10).
  init<Page: ModePage>(
    page: Page.Type,
    _ ordinary: HexFixture, _ isRight: @escaping @Sendable (Page) -> Bool,
    hostile: HexFixture, _ isRightOfHostile: @escaping @Sendable (Page) -> Bool
  ) {
    self.init(
      "\(page)", reading: ModeSense10<Page>.parse(bytes:), ordinary, isRight, hostile: hostile,
      isRightOfHostile)
  }

  /// The row of a mode page, of which there is the whole reply to MODE SENSE (10).
  init<Page: ModePage>(
    page: Page.Type,
    _ ordinary: HexFixture, _ isRight: @escaping @Sendable (Page) -> Bool,
    hostile: HexFixture, throws error: ReplyError
  ) {
    self.init(
      "\(page)", reading: ModeSense10<Page>.parse(bytes:), ordinary, isRight, hostile: hostile,
      throws: error)
  }

  /// The row of a feature, of which there are the descriptors alone: the header of GET CONFIGURATION
  /// is put before them.
  init<View: FeatureView>(
    feature view: View.Type,
    _ ordinary: HexFixture, _ isRight: @escaping @Sendable (View) -> Bool,
    hostile: HexFixture, _ isRightOfHostile: @escaping @Sendable (View) -> Bool
  ) {
    self.init(
      "\(view)", reading: { try GetConfiguration.parse(bytes: $0).features[View.self] },
      Self.configuration(ordinary), { $0.map(isRight) ?? false },
      hostile: Self.configuration(hostile), { $0.map(isRightOfHostile) ?? false })
  }

  private static func configuration(_ features: HexFixture) -> HexFixture {
    HexFixture(bytes: [0, 0, 0, UInt8(features.count + 4), 0, 0, 0, 0] + features.bytes)
  }

  /// The row of a structure of DVD or BD.
  init<Value: Sendable>(
    structure name: String,
    _ view: @escaping @Sendable (ReadDiscStructure.Response) -> Value,
    _ ordinary: HexFixture, _ isRight: @escaping @Sendable (Value) -> Bool,
    hostile: HexFixture, _ isRightOfHostile: @escaping @Sendable (Value) -> Bool
  ) {
    self.init(
      name, reading: { view(try ReadDiscStructure.parse(bytes: $0)) }, ordinary, isRight,
      hostile: hostile, isRightOfHostile)
  }
}
