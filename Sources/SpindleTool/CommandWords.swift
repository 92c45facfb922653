internal import Glibc
internal import SystemPackage

/// The words of the command line.
///
/// Names of files are bytes, and words are text, so that a byte which is no UTF-8 would be lost. Here
/// it becomes a character of its own, U+10FF80…U+10FFFF, which ``FilePath/init(word:)`` takes back. A
/// character of that range that was typed is itself taken for four such bytes, so that every word
/// stands for just one row of bytes.
enum CommandWords {
  /// What was typed behind the program's name.
  static let all: [String] = {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { word in
        UnsafeBufferPointer(start: word, count: strlen(word)).withMemoryRebound(to: UInt8.self) {
          text(of: $0)
        }
      }
    }
  }()

  /// The word that stands for these bytes.
  static func text(of bytes: some Collection<UInt8>) -> String {
    var text = ""
    var rest = bytes[...]
    var iterator = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if isByte(scalar) { append(rest.prefix(encoded.count)) } else { append(scalar) }
        rest = rest.dropFirst(encoded.count)
      case .error(let length):
        append(rest.prefix(length))
        rest = rest.dropFirst(length)
      case .emptyInput: return text
      }
    }
    func append(_ bytes: some Collection<UInt8>) {
      for byte in bytes {
        if let scalar = Unicode.Scalar(firstByte + UInt32(byte)) { append(scalar) }
      }
    }
    func append(_ scalar: Unicode.Scalar) { text.unicodeScalars.append(scalar) }
  }

  /// The bytes that a word stands for.
  static func bytes(of word: String) -> [UInt8] {
    word.unicodeScalars.flatMap { scalar in
      isByte(scalar)
        ? [UInt8(truncatingIfNeeded: scalar.value - firstByte)] : Array(String(scalar).utf8)
    }
  }

  fileprivate static func isByte(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= firstByte + 0x80
  }

  private static let firstByte: UInt32 = 0x10FF00
}

extension FilePath {
  /// The path that was typed.
  init(word: String) {
    self.init(platformString: CommandWords.bytes(of: word).map(CChar.init(bitPattern:)) + [0])
  }
}

extension String {
  /// A word of the command line to be shown or written as text: what is no UTF-8 becomes U+FFFD.
  var shown: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { CommandWords.isByte($0) ? "\u{FFFD}" : $0 }))
  }
}
