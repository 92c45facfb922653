import Foundation
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

@Suite("The list of virtual drives") struct RegistryTests {
  let root: TemporaryFolder
  let registry: VirtualDriveRegistry

  init() throws {
    root = try TemporaryFolder()
    registry = VirtualDriveRegistry(file: root.path("data/spindle/virtual-drives.json"))
  }

  private func makeDrive(_ name: String) throws -> FilePath {
    try VirtualDrive.create(at: root.path(name), name: name)
    return root.path(name)
  }

  @Test func `is empty at first, and reading makes no file`() throws {
    #expect(try registry.drives().isEmpty)
    #expect(!FileManager.default.fileExists(atPath: registry.file.string))
  }

  @Test func `keeps drives in the order in which they were added, each once`() throws {
    let (one, two) = (try makeDrive("one"), try makeDrive("two"))
    try registry.add(two)
    try registry.add(one)
    try registry.add(two)
    #expect(
      try registry.drives() == [
        .init(folder: two, name: "two", isMissing: false),
        .init(folder: one, name: "one", isMissing: false),
      ])
  }

  @Test func `takes a drive off without touching its folder`() throws {
    let one = try makeDrive("one")
    try registry.add(one)
    try registry.remove(one)
    try registry.remove(one)
    #expect(try registry.drives().isEmpty)
    #expect(VirtualDrive.exists(at: one))
  }

  @Test func `still names a drive whose folder vanished`() throws {
    let one = try makeDrive("one")
    try registry.add(one)
    try FileManager.default.removeItem(atPath: one.string)
    #expect(try registry.drives() == [.init(folder: one, name: "one", isMissing: true)])
    try registry.remove(one)
    #expect(try registry.drives().isEmpty)
  }

  @Test func `takes only what is a drive`() throws {
    #expect(throws: VirtualDriveError.notADrive(path: root.path.string)) {
      try registry.add(root.path)
    }
    #expect(throws: VirtualDriveError.notFound(path: root.path("none").string)) {
      try registry.add(root.path("none"))
    }
  }

  @Test func `is not overwritten when it cannot be understood`() throws {
    let one = try makeDrive("one")
    try root.write(Array("[]".utf8), to: "data/spindle/virtual-drives.json")
    #expect(throws: VirtualDriveError.self) { try registry.add(one) }
    #expect(try root.bytes(of: "data/spindle/virtual-drives.json") == Array("[]".utf8))
  }

  @Test func `loses nothing when several programs change it at once`() async throws {
    let drives = try (0..<8).map { try makeDrive("drive \($0)") }
    try await withThrowingTaskGroup { group in
      for drive in drives { group.addTask { [registry] in try registry.add(drive) } }
      try await group.waitForAll()
    }
    #expect(Set(try registry.drives().map(\.folder)) == Set(drives))
  }
}
