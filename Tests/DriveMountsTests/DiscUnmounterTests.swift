import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing

@testable import DriveMounts

/// Real D-Bus calls to a UDisks2 that a script plays on a bus of the test's own.
@Suite("Unmounting a disc") struct DiscUnmounterTests {
  private static let ask =
    "ResolveDevice /org/freedesktop/UDisks2/Manager ({'path': '/dev/sr0'}, {})"
  private static let unmount = "Unmount /org/freedesktop/UDisks2/block_devices/sr0 "

  private let bus: PrivateBus
  private let folder: TemporaryFolder
  private let mounts: URL
  private let drive = DriveReference(node: "/dev/sr0")

  init() throws {
    bus = try PrivateBus()
    folder = try TemporaryFolder()
    mounts = folder.url.appending(path: "mounts")
    try mount("/media/x")
  }

  private func mount(_ places: String...) throws {
    try folder.write(places.map { $0 + "\n" }.joined().utf8, to: "mounts")
  }

  private func unmounter(allowsAuthentication: Bool = true) -> DiscUnmounter {
    let mounts = mounts
    return DiscUnmounter(
      StorageService(bus: .other(bus.address)), allowsAuthentication: allowsAuthentication
    ) { _ in
      let text = (try? String(contentsOf: mounts, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").map { FilePath(String($0)) }
    }
  }

  private func disc(_ places: FilePath...) -> MountedDisc {
    MountedDisc(drive: "/dev/sr0", mountPoints: places)
  }

  private static func failure(of unmounter: DiscUnmounter) async -> UnmountError? {
    do throws(UnmountError) {
      try await unmounter.free(DriveReference(node: "/dev/sr0")) { _ in .unmount }
      return nil
    } catch {
      return error
    }
  }

  @Test func `is done by the service, after the question`() async throws {
    try bus.startService(mounts: mounts)
    var asked: [MountedDisc] = []
    try await unmounter().free(drive) { disc in
      asked.append(disc)
      return .unmount
    }
    #expect(asked == [disc("/media/x")])
    #expect(
      bus.calls == [Self.ask, Self.unmount + "({'auth.no_user_interaction': False},)"])
  }

  @Test func `takes away every place`() async throws {
    try mount("/media/x", "/srv/y", "/srv/z")
    try bus.startService(mounts: mounts)
    #expect(await Self.failure(of: unmounter(allowsAuthentication: false)) == nil)
    let call = Self.unmount + "({'auth.no_user_interaction': True},)"
    #expect(bus.calls == [Self.ask, call, Self.ask, call, Self.ask, call])
  }

  @Test func `is not needed for a disc that is not mounted, and nobody is asked`() async throws {
    try mount()
    try bus.startService(mounts: mounts)
    try await unmounter().free(drive) { _ in
      Issue.record("asked")
      return .leave
    }
    #expect(bus.calls == [])
  }

  @Test func `is left undone when the answer is no`() async throws {
    try bus.startService(mounts: mounts)
    await #expect(throws: UnmountError(code: .declined, disc: disc("/media/x"))) {
      try await unmounter().free(drive) { _ in .leave }
    }
    #expect(bus.calls == [])
  }

  @Test(
    arguments: [
      ("org.freedesktop.UDisks2.Error.NotAuthorized", .notAuthorized),
      ("org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain", .notAuthorized),
      ("org.freedesktop.UDisks2.Error.NotAuthorizedDismissed", .notAuthorized),
      ("org.freedesktop.UDisks2.Error.DeviceBusy", .inUse),
      ("org.freedesktop.UDisks2.Error.Failed", .failed),
    ] as [(String, UnmountError.Code)])
  func `fails as the service says`(name: String, code: UnmountError.Code) async throws {
    try bus.startService(mounts: mounts, mode: name)
    let error = await Self.failure(of: unmounter())
    #expect(
      error
        == UnmountError(
          code: code, disc: disc("/media/x"), details: "\(name): as the test wants it"))
  }

  @Test func `fails when the service says it is done and the disc is still there`() async throws {
    try bus.startService(mounts: mounts, mode: "keep")
    #expect(
      await Self.failure(of: unmounter()) == UnmountError(code: .failed, disc: disc("/media/x")))
  }

  @Test func `needs a service that knows the drive`() async throws {
    try bus.startService(mounts: mounts, mode: "none")
    #expect(await Self.failure(of: unmounter())?.code == .noService)
  }

  @Test func `needs a service`() async {
    let error = await Self.failure(of: unmounter())
    #expect(error?.code == .noService)
    #expect(error?.disc == disc("/media/x"))
  }

  @Test func `needs a bus`() async {
    let nowhere = DiscUnmounter(StorageService(bus: .other("unix:path=/nowhere"))) { _ in ["/x"] }
    #expect(await Self.failure(of: nowhere)?.code == .noService)
  }

  @Test func `ends when its task is cancelled`() async throws {
    try bus.startService(mounts: mounts, mode: "wait")
    let unmounter = unmounter()
    let task = Task { await Self.failure(of: unmounter)?.code }
    for _ in 0..<1000 where bus.calls.count < 2 { try await Task.sleep(for: .milliseconds(10)) }
    task.cancel()
    #expect(await task.value == .cancelled)
  }
}
