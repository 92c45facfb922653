import DiscModel
import MMC
import Synchronization
import TestSupport
import Testing

@Suite("Inspecting a drive") struct InspectionTests {
  private static let empty: [HexFixture: [ScriptedTransport.Answer]] = [
    "12": [.good(InquiryTests.golden)],
    "46": [.good(GetConfigurationTests.writer)],
    "5A": [.good(CapabilitiesPageTests.golden)],
    "00": [.sense(2, 0x3A, 1)],
    "4A": [.good("00 06 04 10 00 00 00 00")],
  ]

  @Test func `opens it for sharing and locks nothing`() async throws {
    let accesses = Mutex<[DriveAccess]>([])
    let transport = ScriptedTransport(Self.empty)
    let drive = DriveReference(name: "shared") { access in
      accesses.withLock { $0.append(access) }
      return transport
    }
    _ = try await drive.inspect()
    #expect(accesses.withLock { $0 } == [.shared])
    #expect(!transport.commands.contains { $0.bytes[0] == 0x1E })
  }

  @Test func `asks for the features with exactly the room they need`() async throws {
    let bench = DriveBench(Self.empty)
    _ = try await bench.reference.inspect()
    #expect(
      bench.commands.filter { $0.bytes[0] == 0x46 } == [
        "46 00 00 00 00 00 00 00 08 00", "46 00 00 00 00 00 00 00 50 00",
      ])
  }

  @Test func `tells who it is and what it can do`() async throws {
    let found = try await DriveBench(Self.empty).reference.inspect()
    #expect(found.identity.product == "BD-RE  WH16NS60")
    #expect(found.capabilities.writableProfiles.contains(.bdRSequential))
    #expect(found.capabilities.bufferByteCount == 2_097_152)
    #expect(found.medium == nil)
    #expect(!found.trayIsOpen)
  }

  @Test func `tells an open tray by the media event`() async throws {
    var script = Self.empty
    script["4A"] = [.good("00 06 04 10 03 01 00 00")]
    #expect(try await DriveBench(script).reference.inspect().trayIsOpen)
  }

  @Test(arguments: [(1, false), (2, true)] as [(UInt8, Bool)])
  func `tells an open tray by the refusal where there are no events`(
    ascq: UInt8, isOpen: Bool
  ) async throws {
    var script = Self.empty
    script["4A"] = [.sense(5, 0x20, 0)]
    script["00"] = [.sense(2, 0x3A, ascq)]
    #expect(try await DriveBench(script).reference.inspect().trayIsOpen == isOpen)
  }

  @Test func `is done with exclusive access too`() async throws {
    let found = try await DriveBench(Self.empty).reference.withExclusiveAccess {
      (drive) throws(DriveError) in try drive.inspect()
    }
    #expect(found.identity.vendor == "HL-DT-ST")
  }

  @Test func `goes without mode page 2Ah`() async throws {
    var script = Self.empty
    script["5A"] = [.sense(5, 0x24, 0)]
    #expect(try await DriveBench(script).reference.inspect().capabilities.bufferByteCount == nil)
  }

  @Test func `fails when the drive does not say who it is`() async {
    var script = Self.empty
    script["12"] = [.failure(.timedOut)]
    let bench = DriveBench(script)
    await #expect(throws: DriveError.transport(command: 0x12, .timedOut)) {
      try await bench.reference.inspect()
    }
  }
}
