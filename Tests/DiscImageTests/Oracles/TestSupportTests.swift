import Foundation
import TestSupport
import Testing

@Suite("What the tests stand on") struct TestSupportTests {
  @Test func `a fixture has bytes, comments and counts`() {
    let fixture: HexFixture = """
      FF          # a comment with 00 in it
      43 4a*3
      00*0 01
      """
    #expect(fixture.bytes == [0xFF, 0x43, 0x4A, 0x4A, 0x4A, 0x01])
  }

  @Test func `bytes that differ are told with what surrounds them`() {
    let actual = [UInt8](repeating: 0xAA, count: 40)
    var expected = actual
    expected[20] = 0xBB
    #expect(
      ByteDifference(between: actual, and: expected)?.description == """
        first difference at offset 20 (0x14), 40 bytes instead of 40:
          found    AA AA AA AA AA AA AA AA [AA] AA AA AA AA AA AA AA
          expected AA AA AA AA AA AA AA AA [BB] AA AA AA AA AA AA AA
        """)
    #expect(ByteDifference(between: actual, and: actual.dropLast(1))?.offset == 39)
    #expect(ByteDifference(between: actual, and: actual) == nil)
    expectBytes(actual, equal: HexFixture(bytes: actual))
  }

  @Test func `a folder goes with its last reference`() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let path = try #require(folder?.url.path)
    try folder?.write([1], to: "locked/file")
    chmod(path + "/locked", 0o500)
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a program that is missing is named with its package`() {
    let program = ForeignProgram("no-such-program", package: "Debian package nothing")
    #expect {
      try program.run([])
    } throws: { error in
      "\(error)".contains("no-such-program") && "\(error)".contains("Debian package nothing")
    }
  }

  @Test func `a program that takes too long is ended`() {
    let sleep = ForeignProgram("sleep", package: "Debian package coreutils")
    #expect { try sleep.run(["60"], limit: .milliseconds(50)) } throws: { error in
      guard case ForeignProgram.Failure.tookTooLong = error else { return false }
      return true
    }
  }
}
