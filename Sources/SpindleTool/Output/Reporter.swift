internal import FoundationEssentials
internal import Glibc
internal import Presentation
internal import SystemPackage

/// One kind of line of `--json`. Its properties are the line's fields.
protocol ToolEvent: Encodable, Sendable {
  /// The value of the field `event`.
  static var name: String { get }
}

/// Where a command tells what it does: sentences for people, or one JSON object a line.
///
/// With `--json` sentences and progress lines are left out, and the other way round.
struct Reporter: Sendable {
  /// The version of the JSON lines; it changes when a field changes its meaning or goes away.
  static let version = 1

  let isJSON: Bool
  /// Results go here: standard output, unless that carries an image.
  private let output: FileDescriptor

  init(isJSON: Bool, outputIsTaken: Bool = false) {
    self.isJSON = isJSON
    output = outputIsTaken ? .standardError : .standardOutput
  }

  /// Whether a line that is written over and over makes sense.
  var showsProgressLine: Bool {
    !isJSON && isatty(FileDescriptor.standardError.rawValue) == 1
  }

  /// A result in words.
  func say(_ text: String) {
    if !isJSON { Self.write(Self.lines(text), to: output) }
  }

  /// Something to know that is no result, in words.
  func note(_ text: String) {
    if !isJSON { Self.write(Self.lines(text), to: .standardError) }
  }

  /// The lines of a text, in which no file's name can give orders to the terminal.
  private static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { showingControls(String($0)) + "\n" }.joined()
  }

  /// Writes over the progress line; an empty text removes it. What does not fit is cut off, as a
  /// line that goes on in the next could not be written over.
  func showProgress(_ text: String) {
    guard showsProgressLine else { return }
    Self.write("\r\u{1B}[K" + text.prefix(Self.terminalColumns - 1), to: .standardError)
  }

  /// How wide the terminal is; as ever if it does not know.
  private static var terminalColumns: Int {
    var size = winsize()
    guard ioctl(FileDescriptor.standardError.rawValue, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 1
    else { return 80 }
    return Int(size.ws_col)
  }

  func emit<Event: ToolEvent>(_ event: Event) {
    guard isJSON else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(Envelope(event: event)) else { return }
    Self.write(String(decoding: line, as: UTF8.self) + "\n", to: output)
  }

  /// A reader that went away is no failure of the burn, so what cannot be written is dropped.
  private static func write(_ text: String, to descriptor: FileDescriptor) {
    _ = try? descriptor.writeAll(text.utf8)
  }
}

/// An event's own fields, with its name and the version of the format.
private struct Envelope<Event: ToolEvent>: Encodable {
  let event: Event

  enum Key: String, CodingKey {
    case event, version
  }

  func encode(to encoder: any Encoder) throws {
    try event.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Event.name, forKey: .event)
    try container.encode(Reporter.version, forKey: .version)
  }
}
