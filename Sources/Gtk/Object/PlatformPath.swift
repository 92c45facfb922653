internal import CGtk

/// A path as the system has it: bytes that need not be UTF-8.
public struct PlatformPath: Hashable, Sendable {
  /// The path's characters, ended by zero.
  public let characters: [CChar]

  /// The path at `start`, which ends with zero.
  init(copying start: UnsafePointer<CChar>) {
    characters = Array(UnsafeBufferPointer(start: start, count: Int(strlen(start)) + 1))
  }

  /// A path of these characters, of which the last is zero.
  public init(_ characters: [CChar]) {
    self.characters = characters
  }
}
