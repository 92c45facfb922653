import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import MMC

@Suite("Opening a drive") struct OpeningTests {
  private static func noPause(_ duration: Duration) {}

  private func reason(_ path: String, _ access: DriveAccess) -> OpeningError? {
    do throws(DriveError) {
      _ = try SGTransport(opening: FilePath(path), access: access)
      return nil
    } catch {
      guard case .opening(let reason) = error else { return nil }
      return reason
    }
  }

  @Test(arguments: [DriveAccess.shared, .exclusive])
  func `fails where there is none`(access: DriveAccess) {
    #expect(reason("/dev/spindle-none", access) == .notFound(path: "/dev/spindle-none"))
    #expect(reason("/dev/null/sr0", access) == .notFound(path: "/dev/null/sr0"))
  }

  @Test(arguments: [DriveAccess.shared, .exclusive])
  func `fails on a file, a folder and a device that is no drive`(access: DriveAccess) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "image.iso").path
    try #require(creat(file, 0o600) >= 0)
    #expect(reason(file, access) == .notADrive(path: file))
    #expect(reason(folder.url.path, access) == .notADrive(path: folder.url.path))
    #expect(reason("/dev/null", access) == .notADrive(path: "/dev/null"))
  }

  @Test(arguments: [DriveAccess.shared, .exclusive])
  func `fails without permission`(access: DriveAccess) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "sr0").path
    try #require(creat(file, 0) >= 0)
    try #require(chmod(folder.url.path, 0o711) == 0)
    // The administrator may open anything, so this thread becomes somebody else meanwhile.
    let become = try #require(dlsym(nil, "setfsuid"))
    let setUser = unsafeBitCast(become, to: (@convention(c) (uid_t) -> Int32).self)
    _ = setUser(65_534)
    let found = reason(file, access)
    _ = setUser(geteuid())
    #expect(found == .notPermitted(path: file))
  }

  @Test func `waits a second between tries while others hold the drive`() throws {
    var tries = 0
    var pauses: [Duration] = []
    func pause(_ duration: Duration) { pauses.append(duration) }
    let opened = try SGTransport.patiently(path: "/dev/sr0", pausing: pause) {
      tries += 1
      if tries < 5 { throw Errno.resourceBusy }
      return tries
    }
    #expect(opened == 5)
    #expect(pauses == [.seconds(1), .seconds(1), .seconds(1), .seconds(1)])
  }

  @Test func `gives up after five tries`() {
    var tries = 0
    #expect(throws: OpeningError.busy(path: "/dev/sr0")) {
      try SGTransport.patiently(path: "/dev/sr0", pausing: Self.noPause) {
        tries += 1
        throw Errno.resourceBusy
      }
    }
    #expect(tries == 5)
  }

  @Test func `does not wait for who holds the drive for long`() {
    var tries = 0
    #expect(throws: OpeningError.busy(path: "/dev/sr0")) {
      try SGTransport.patiently(
        path: "/dev/sr0", pausing: Self.noPause, isHeld: { true },
        trying: {
          tries += 1
          throw Errno.resourceBusy
        })
    }
    #expect(tries == 1)
  }

  @Test func `takes the lock that udev respects, and is refused while udev has it`() throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "sr0")
    let open = { try FileDescriptor.open(folder.path("sr0"), .readWrite) }
    let udev = try open()
    try #require(flock(udev.rawValue, LOCK_SH) == 0)
    #expect(throws: Errno.resourceBusy) { try SGTransport.locked(open()) }
    try udev.close()
    let drive = try SGTransport.locked(open())
    let late = try open()
    #expect(flock(late.rawValue, LOCK_SH | LOCK_NB) == -1)
    try drive.close()
    #expect(flock(late.rawValue, LOCK_SH | LOCK_NB) == 0)
    try late.close()
  }

  @Test(
    arguments: [
      (.noSuchFileOrDirectory, .notFound(path: "p")),
      (.noSuchAddressOrDevice, .notFound(path: "p")),
      (.permissionDenied, .notPermitted(path: "p")), (.notPermitted, .notPermitted(path: "p")),
      (.isDirectory, .notADrive(path: "p")),
      (.tooManyOpenFiles, .failed(path: "p", errorNumber: EMFILE)),
    ] as [(Errno, OpeningError)])
  func `tells other failures at once`(error: Errno, expected: OpeningError) {
    var tries = 0
    #expect(throws: expected) {
      try SGTransport.patiently(path: "p", pausing: Self.noPause) {
        tries += 1
        throw error
      }
    }
    #expect(tries == 1)
  }

  @Test func `reaches the caller through the drive's reference`() async {
    let drive = DriveReference(node: "/dev/spindle-none")
    #expect(drive.name == "/dev/spindle-none")
    await #expect(throws: DriveError.opening(.notFound(path: "/dev/spindle-none"))) {
      try await drive.withExclusiveAccess { _ in }
    }
    await #expect(throws: DriveError.opening(.notFound(path: "/dev/spindle-none"))) {
      try await drive.inspect()
    }
  }
}

@Suite("Waiting") struct PauseTests {
  @Test func `lasts as long as asked`() {
    let elapsed = ContinuousClock().measure { Pause.real(.milliseconds(20)) }
    #expect(elapsed >= .milliseconds(20))
  }

  @Test func `of no time or less does nothing`() {
    let elapsed = ContinuousClock().measure {
      Pause.real(.zero)
      Pause.real(.seconds(-5))
    }
    #expect(elapsed < .seconds(1))
  }
}
