import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import MMC

@Suite("What a user may do with a drive") struct DrivePermissionTests {
  private func file(_ folder: TemporaryFolder, mode: mode_t) throws -> FilePath {
    try folder.write([], to: "sr0")
    let path = folder.path("sr0")
    try #require(chmod(path.string, mode) == 0)
    return path
  }

  @Test func `is told with the node's group and this user's place in it`() throws {
    let folder = try TemporaryFolder()
    let path = try file(folder, mode: 0o660)
    let permission = try #require(DrivePermission(of: path))
    let name = try #require(getgrgid(getegid())).pointee.gr_name
    #expect(permission.group == String(cString: try #require(name)))
    #expect(permission.groupMayUse)
    #expect(permission.membership == .member)
    #expect(!permission.isForSeat)
  }

  @Test(arguments: [0o600, 0o640, 0o620, 0o606] as [mode_t])
  func `is nothing for a group that may not both read and write`(mode: mode_t) throws {
    let folder = try TemporaryFolder()
    #expect(try DrivePermission(of: file(folder, mode: mode))?.groupMayUse == false)
  }

  @Test func `is no membership in a group of others, which may have no name`() throws {
    let folder = try TemporaryFolder()
    var path = try file(folder, mode: 0o660)
    var group = "54321"
    // Only the administrator may give files away; to all others this node is somebody else's.
    if chown(path.string, 0, 54_321) != 0 { (path, group) = ("/dev/null", "root") }
    let permission = try #require(DrivePermission(of: path))
    #expect(permission.group == group)
    #expect(permission.membership == .none)
  }

  @Test func `is for the seat where udev says so`() throws {
    let folder = try TemporaryFolder()
    let tags = folder.path("tags")
    #expect(DrivePermission(of: "/dev/null", tags: tags)?.isForSeat == false)
    try folder.write([], to: "tags/uaccess/b1:3")
    #expect(DrivePermission(of: "/dev/null", tags: tags)?.isForSeat == false)
    try folder.write([], to: "tags/uaccess/c1:3")
    #expect(DrivePermission(of: "/dev/null", tags: tags)?.isForSeat == true)
  }

  @Test func `is unknown for what cannot be seen, and for a folder`() throws {
    let folder = try TemporaryFolder()
    #expect(DrivePermission(of: folder.path("none")) == nil)
    #expect(DrivePermission(of: folder.path("")) == nil)
  }
}

@Suite("The environment") struct DriveEnvironmentTests {
  @Test func `has no drive where none is found`() {
    #expect(DriveEnvironment(nodes: []) == .noDrive)
  }

  @Test func `is usable when one of several drives can be opened`() throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "sr0")
    #expect(DriveEnvironment(nodes: [folder.path("none"), folder.path("sr0")]) == .usable)
  }

  @Test func `has no permission where no drive can be opened, and says what is missing`() throws {
    let missing: FilePath = "/nowhere/sr0"
    #expect(
      DriveEnvironment(nodes: [missing])
        == .noPermission([.init(node: missing, permission: nil)]))
  }
}
