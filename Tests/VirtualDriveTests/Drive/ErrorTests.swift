import Glibc
import MMC
import Testing
import VirtualDrive

@Suite("Errors of virtual drives") struct ErrorTests {
  static let all: [(VirtualDriveError, VirtualDriveError.Recovery, DriveError)] = [
    (.notFound(path: "/a"), .chooseAnotherFolder, .opening(.notFound(path: "/a"))),
    (.notADrive(path: "/a"), .chooseAnotherFolder, .opening(.notADrive(path: "/a"))),
    (.alreadyExists(path: "/a"), .chooseAnotherFolder, .opening(.notADrive(path: "/a"))),
    (.busy(path: "/a"), .waitForOtherProgram, .opening(.busy(path: "/a"))),
    (
      .damagedDescription(path: "/a", detail: "x"), .restore(path: "/a"),
      .opening(.failed(path: "/a", errorNumber: EUCLEAN))
    ),
    (
      .newerVersion(path: "/a", version: 2), .update,
      .opening(.failed(path: "/a", errorNumber: EOPNOTSUPP))
    ),
    (.nameEmpty, .giveName, .opening(.notADrive(path: ""))),
    (.trayLocked(path: "/a"), .ejectFirst, .opening(.notADrive(path: "/a"))),
    (.noMedium(path: "/a"), .insertMedium, .opening(.notADrive(path: "/a"))),
    (.mediumIsBlank(path: "/a"), .burnFirst, .opening(.notADrive(path: "/a"))),
    (.notOnlyData(path: "/a"), .chooseAnotherFormat, .opening(.notADrive(path: "/a"))),
    (.notACompactDisc(path: "/a"), .chooseAnotherFormat, .opening(.notADrive(path: "/a"))),
    (
      .impossibleCapacity(kind: .cdR, blocks: 1, possible: 300...400), .giveCapacity(300...400),
      .opening(.notADrive(path: ""))
    ),
    (
      .impossibleLayers(kind: .bdR, layers: 5, possible: 1...4), .giveLayers(1...4),
      .opening(.notADrive(path: ""))
    ),
    (
      .destinationNotAFile(path: "/a"), .chooseAnotherDestination,
      .opening(.notADrive(path: "/a"))
    ),
    (.cancelled, .beginAgain, .opening(.failed(path: "", errorNumber: ECANCELED))),
    (.system(path: "/a", errorNumber: 13), .checkSystem, .opening(.notPermitted(path: "/a"))),
    (
      .system(path: "/a", errorNumber: 5), .checkSystem,
      .opening(.failed(path: "/a", errorNumber: 5))
    ),
  ]

  @Test(arguments: all)
  func `say what to do, and are those of opening a real drive`(
    error: VirtualDriveError, recovery: VirtualDriveError.Recovery, driveError: DriveError
  ) {
    #expect(error.recovery == recovery)
    #expect(error.asDriveError == driveError)
  }
}
