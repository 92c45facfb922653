import TestSupport
import Testing

/// Something that a program of others does to a disc in our drive, and that must come out right.
struct BridgeCase: Sendable, CustomTestStringConvertible {
  /// The programs, by what their packages are called.
  enum Program: String, CaseIterable, Sendable {
    case cdrskin, wodim, growisofs
    case dvdRWTools = "dvd+rw-tools"
    case xorriso
    case sgUtils = "sg3-utils"
    case cdrdao, udftools
  }

  let program: Program
  let disc: Disc
  /// The size of the blank disc.
  let blocks: Int64
  /// What is done, in the words of the table.
  let deed: String
  /// The disc is as it is sold, also where it must be formatted before it can be written.
  let isUnprepared: Bool
  /// Too slow for every run: `SPINDLE_DEEP=1` asks for it.
  let isDeep: Bool
  let steps: @Sendable (Workbench) async throws -> Void

  init(
    _ program: Program, _ disc: Disc, _ deed: String, blocks: Int64? = nil,
    isUnprepared: Bool = false, isDeep: Bool = false,
    steps: @escaping @Sendable (Workbench) async throws -> Void
  ) {
    self.program = program
    self.disc = disc
    self.blocks = blocks ?? disc.blocks
    self.deed = deed
    self.isUnprepared = isUnprepared
    self.isDeep = isDeep
    self.steps = steps
  }

  var testDescription: String { "\(program.rawValue), \(disc.rawValue): \(deed)" }

  var proof: Proof {
    Proof(
      row: disc.rawValue, column: program.rawValue, deed: isDeep ? "\(deed) (deep run)" : deed)
  }
}
