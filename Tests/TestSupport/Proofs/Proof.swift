internal import Foundation

/// Something that was shown to work, in words for people: one entry of a table in `Proofs.md`.
///
/// Tests that prove something to the outside make their list of proofs the list of what they run, and
/// hold the table against it with ``ProofTable/expectDocumented(sourceLocation:)``: the table
/// cannot claim what no test runs, and nothing that is run can be missing from it.
public struct Proof: Hashable, Sendable {
  /// The row, such as a kind of disc.
  public var row: String
  /// The column, such as a program.
  public var column: String
  /// What is done and found right, such as "track at once".
  public var deed: String

  /// An entry of a table.
  public init(row: String, column: String, deed: String) {
    self.row = row
    self.column = column
    self.deed = deed
  }

  /// Keeps what came of it in `.build/proofs/SECTION.tsv`: row, column, deed, outcome, seconds.
  ///
  /// The file begins anew with each run of the tests.
  public func record(in section: String, passed: Bool, seconds: Double) throws {
    let fields = [row, column, deed, passed ? "passed" : "FAILED", String(format: "%.1f", seconds)]
    try ProofLog.append(fields.joined(separator: "\t") + "\n", to: section)
  }
}

/// The files with what came of the proofs.
private enum ProofLog {
  private static let folder = ProofTable.root.appending(path: ".build/proofs")
  private static let begun = Sections()

  static func append(_ line: String, to section: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: section + ".tsv").path
    let isNew = begun.insert(section)
    let file = Foundation.open(
      path, O_WRONLY | O_CREAT | O_APPEND | (isNew ? O_TRUNC : 0), 0o644)
    guard file >= 0 else { throw CocoaError(.fileWriteUnknown) }
    defer { close(file) }
    // One call, so that lines of tests that run at once do not mix.
    let count = Array(line.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard count == line.utf8.count else { throw CocoaError(.fileWriteUnknown) }
  }

  /// The sections that this run has begun.
  private final class Sections: @unchecked Sendable {
    private let lock = NSLock()
    private var names: Set<String> = []

    func insert(_ name: String) -> Bool {
      lock.withLock { names.insert(name).inserted }
    }
  }
}
