import SystemPackage
import TestSupport
import Testing

@testable import MMC

/// Drives that have a place, so that others can see who holds them.
@Suite("Exclusive access, seen by others") struct ClaimedAccessTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func reference(
    opening: @escaping @Sendable (DriveAccess) throws(DriveError) -> any CommandTransport = { _ in
      ScriptedTransport()
    }
  ) -> DriveReference {
    DriveReference(name: "bench", location: folder.path(""), opening: opening)
  }

  private var claims: [DriveClaim] { HolderSearch().claims(on: folder.path("")) }

  @Test func `is told with the client's name and what it does, until it ends`() async throws {
    let client = try #require(ClientName("My burner"))
    let location = folder.path("")
    let (before, after) = try await reference().withExclusiveAccess(
      client: client, for: .burning
    ) { (drive) throws(DriveError) in
      let before = HolderSearch().claims(on: location)
      drive.announce(.verifying)
      return (before, HolderSearch().claims(on: location))
    }
    #expect(before.map(\.client) == [client])
    #expect(before.map(\.activity) == [.burning])
    #expect(after.map(\.activity) == [.verifying])
    #expect(claims == [])
  }

  @Test func `is told no more when its body throws`() async {
    await #expect(throws: DriveError.status(command: 0, .busy)) {
      try await reference().withExclusiveAccess { (_) throws(DriveError) in
        throw .status(command: 0, .busy)
      }
    }
    #expect(claims == [])
  }

  @Test func `says who holds the drive when it is refused`() async {
    let held = reference { (_) throws(DriveError) in throw .opening(.busy(path: "held")) }
    let claim = DriveClaim(client: .spindle, activity: .using, processID: 1)
    let announced = ClaimedDrive(at: folder.path("")).map { AnnouncedClaim(claim, on: $0) }
    let error = DriveError.opening(.busy(path: "held", holders: [.spindle(claim)]))
    await #expect(throws: error) { try await held.withExclusiveAccess { _ in } }
    await #expect(throws: error) { try await held.inspect() }
    withExtendedLifetime(announced) {}
  }

  @Test(arguments: [DriveActivity.burning, .verifying])
  func `keeps others from asking the drive while it burns or is read`(
    activity: DriveActivity
  ) async throws {
    let transport = ScriptedTransport()
    let drive = reference { _ in transport }
    let claim = DriveClaim(client: .spindle, activity: activity, processID: 1)
    let announced = ClaimedDrive(at: folder.path("")).map { AnnouncedClaim(claim, on: $0) }
    await #expect(
      throws: DriveError.opening(.busy(path: "bench", holders: [.spindle(claim)]))
    ) { try await drive.inspect() }
    #expect(transport.commands == [])
    withExtendedLifetime(announced) {}
  }

  @Test func `says what permission is missing when the node refuses`() async throws {
    try folder.write([], to: "sr0")
    let path = folder.path("sr0")
    let closed = DriveReference(name: "closed", location: path) { (_) throws(DriveError) in
      throw .opening(.notPermitted(path: "closed"))
    }
    let missing = try #require(DrivePermission(of: path))
    await #expect(throws: DriveError.opening(.notPermitted(path: "closed", missing: missing))) {
      try await closed.inspect()
    }
  }
}
