import Foundation
import TestSupport

/// What stands between a drive behind a socket and the programs of others, compiled once.
struct BridgeTools: Sendable {
  /// The library that programs are led to the drive with.
  let shim: URL
  /// The program that plugs the drive into the kernel.
  let kernelDrive: URL

  /// The repository.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The server, which the package manager puts beside the tests.
  static let server = product("DriveServer")
  /// `spindlectl`, which lies there too.
  static let tool = product("spindlectl")

  static let shared = Result { try BridgeTools() }

  private static func product(_ name: String) -> URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: name)
  }

  private init() throws {
    let folder = Self.root.appending(path: ".build/bridge")
    let shell = ForeignProgram("sh", package: "Debian package dash")
    try shell.run([Self.root.appending(path: "Tests/Bridge/build").path, folder.path])
    shim = folder.appending(path: "drive-shim.so")
    kernelDrive = folder.appending(path: "kernel-drive")
  }
}
