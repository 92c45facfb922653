import Foundation
import TestSupport
import Testing

@Suite("What people read in the terminal") struct TranscriptTests {
  /// The lines with times, speeds and digests as "…".
  private func masked(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      for label in ["Writing took", "Altogether", "Mean speed", "SHA-256"]
      where line.hasPrefix("  \(label): ") {
        return "  \(label): …"
      }
      return String(line)
    }.joined(separator: "\n")
  }

  @Test func `a burn`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles(["a.txt": "a", "folder/Käse und Brot.text": "b"])
    let result = try bench.succeed(["burn", bench.drive, "files/", "--volume", "FILES"])
    #expect(
      masked(result.output) == """
        2 files, 369 kB → DVD+R
        The disc is good
        All 369 kB were read back and are what was sent. The disc is finished; nothing more can be \
        written on it.
          Written: 369 kB
          Verified: everything
          Writing took: …
          Altogether: …
          Mean speed: …
          SHA-256: …

        """)
    #expect(result.errors == "1 name is simplified for systems that know plain ISO 9660 alone.\n")
  }

  @Test func `a burn that was not verified claims nothing`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    let result = try bench.succeed(["burn", bench.drive, "files", "--verify", "none"])
    #expect(
      result.output.contains(
        """
        Written, not verified
        Nothing was read back, so nobody knows whether the disc is good.
        """))
  }

  @Test func `a refusal`() throws {
    let bench = try Bench(medium: "cd-r", blocks: 400)
    try bench.makeFiles(["LARGE": String(repeating: "x", count: 1_048_576)])
    let result = try bench.run(["burn", bench.drive, "files/", "--volume", "FILES"])
    #expect(result.status == 3)
    #expect(result.output.isEmpty)
    #expect(
      result.errors == """
        spindlectl: This disc is too small
        The files need 590 kB more than the disc has room for. Insert a larger disc or remove some \
        files.
          688 blocks are needed, 400 are free

        """)
  }

  @Test func `a comparison, equal and not`() throws {
    let bench = try Bench(medium: "bd-r")
    let files = try bench.makeFiles()
    try bench.succeed(["burn", bench.drive, "files/"])
    #expect(
      try bench.succeed(["verify", bench.drive, "files/"]).output
        == "The disc equals the files\n3 items with 2 bytes were compared.\n")
    try FileManager.default.removeItem(atPath: files + "/a.txt")
    let result = try bench.run(["verify", bench.drive, "files/"])
    #expect(result.status == 4)
    #expect(result.output.contains("“/a.txt” is on the disc alone.\n"))
    #expect(result.errors.hasPrefix("spindlectl: The disc does not equal the files\n"))
  }

  @Test func `of 2,000 files only a few lines are told`() throws {
    let bench = try Bench(medium: "dvd+r")
    let result = try bench.succeed([
      "burn", bench.drive, try BurnedTree.folder.path + "/", "--dry-run",
    ])
    #expect(result.errors.split(separator: "\n").count < 30, "\(result.errors)")
    #expect(
      result.errors.contains("names are simplified for systems that know plain ISO 9660 alone."))
  }

  @Test func `progress is shown on a terminal, in one line of its width`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles(["large": String(repeating: "x", count: 30_000_000)])
    let result = try bench.tool.shell(
      #"script -qec "stty cols 40; '$0' burn $1 files" /dev/null"#, [bench.drive],
      in: bench.folder.url)
    #expect(result.status == 0)
    // Each line begins by removing the one before.
    let lines = result.output.components(separatedBy: "\r\u{1B}[K").dropFirst().dropLast()
    #expect(lines.contains { $0.hasPrefix("Writing the disc: ") }, "\(result.output)")
    #expect(lines.contains { $0.hasPrefix("Checking the disc: ") }, "\(result.output)")
    #expect(lines.allSatisfy { ($0.split(separator: "\r\n").first?.count ?? 0) < 40 })
    #expect(result.output.contains("The disc is good"))
  }

  @Test func `progress is not written where nobody can see it move`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles(["large": String(repeating: "x", count: 30_000_000)])
    let result = try bench.succeed(["burn", bench.drive, "files"])
    #expect(!(result.output + result.errors).contains("\u{1B}"))
    #expect(!(result.output + result.errors).contains("\r"))
  }
}
