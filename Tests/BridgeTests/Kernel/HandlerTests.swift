import Foundation
import TestSupport
import Testing

/// The handler runs in the lab; here it is made, and refuses what it cannot do.
@Suite("The drive in the kernel") struct HandlerTests {
  private func run(_ words: String...) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = try BridgeTools.shared.get().kernelDrive
    process.arguments = words
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test func `its handler is compiled without a warning, and tells how to use it`() throws {
    let (status, errors) = try run()
    #expect(status == 2)
    #expect(errors == "usage: kernel-drive NAME SOCKET\n")
  }

  @Test func `its handler needs a drive to serve`() throws {
    let (status, errors) = try run("nobody", "/nowhere/drive.sock")
    #expect(status == 1)
    #expect(errors == "kernel-drive: /nowhere/drive.sock: No such file or directory\n")
  }

  @Test func `the script that plugs it in is sound`() throws {
    let script = BridgeTools.root.appending(path: "Tests/Bridge/Kernel/attach").path
    let shell = ForeignProgram("bash", package: "Debian package bash")
    try shell.run(["-n", script])
    let output = try shell.run([script], accepts: { $0 == 2 })
    #expect(output.standardError.hasPrefix("usage: attach NAME SOCKET PROGRAM"))
  }
}
