import Burning
import CompactDisc
import DiscImage
import DiscModel
import MMC
import SystemPackage
import Testing

@testable import Presentation

@Suite("Other errors in words") struct ErrorTextTests {
  static let sense = SenseData(key: .notReady, asc: 0x3A, ascq: 0x02)
  static let driveErrors: [DriveError] = [
    .refused(command: 0x00, sense: sense), .status(command: 0x2A, .busy),
    .transport(command: 0x2A, .deviceVanished), .transport(command: 0x2A, .timedOut),
    .transport(command: 0x2A, .notPermitted), .transport(command: 0x2A, .reset),
    .transport(command: 0x2A, .transferTooLarge(byteCount: 1 << 20)),
    .transport(command: 0x2A, .failed(errorNumber: 5, hostStatus: 7)),
    .reply(command: 0x51, .truncated(needed: 32, available: 4)),
    .opening(.notFound(path: "/dev/sr9")), .opening(.notPermitted(path: "/dev/sr0")),
    .opening(.busy(path: "/dev/sr0")), .opening(.notADrive(path: "/dev/sda")),
    .opening(.busy(path: "/dev/sr0", holders: [.mount("/media/x")])),
    .opening(.notPermitted(path: "/dev/sr0", missing: .outsider)),
    .opening(.failed(path: "/dev/sr0", errorNumber: 5)),
  ]
  static let problems: [PlanProblem] = [
    .nothingToWrite, .noMedium, .trayOpen, .mediumNotWritable(.dvdROM),
    .driveCannotWrite(.bdRSequential), .mediumMustBeErased(.cdRW),
    .mediumTakesOneSession(.dvdMinusRDualLayerSequential),
    .mediumWriteProtected,
    .mediumClosed, .mediumHoldsData,
    .mediumTooSmall(required: BlockCount(512_000), available: BlockCount(359_844)),
    .audioNeedsCD(.dvdPlusR), .audioNeedsBlankDisc, .textNotPossible,
    .audio(.trackTooShort(track: 2, blocks: BlockCount(299), minimum: BlockCount(300))),
    .audio(.tooLong(required: BlockCount(359_850), available: BlockCount(359_849))),
    .text(.tooLong(packs: 300, limit: 256)), .sessionAtOnceMissing([.gapChanged(track: 2)]),
    .driveDoesNotTell(.bdRSequential),
  ]
  static let issues: [StagingIssue.Kind] = [
    .nameNotUTF8(shown: "a?"), .specialFile(.socket), .unreadable(errorNumber: 13),
    .targetNotUTF8(shown: "b?"), .brokenLink(target: "../b"), .circularLink(target: "../b"), .loop,
    .vanished, .renamed(in: .joliet, to: "b"),
    .renamed(in: .iso9660, to: "B"),
    .nameTaken(newName: "a (2)"), .leftOut(of: [.joliet]),
    .nameCutByLinux(shown: "a"),
  ]

  private func expectDistinct(_ messages: [UserMessage]) {
    #expect(messages.allSatisfy { !$0.title.isEmpty && !$0.title.hasSuffix(".") })
    #expect(messages.allSatisfy { $0.explanation.hasSuffix(".") })
    #expect(Set(messages.map(\.explanation)).count == messages.count)
  }

  @Test func `every way a drive can fail has a sentence of its own`() {
    expectDistinct(Self.driveErrors.map { ErrorText.message(for: $0) })
  }

  @Test func `every reason against a burn has a sentence of its own, and what helps`() {
    let messages = Self.problems.map { ErrorText.message(for: $0) }
    expectDistinct(messages)
    #expect(Set(messages.map(\.title)).count == messages.count)
    #expect(messages.allSatisfy { $0.advice?.hasSuffix(".") == true })
  }

  @Test func `every issue has a title and a sentence of its own`() {
    let messages = Self.issues.map { ErrorText.message(for: StagingIssue(path: "/a", kind: $0)) }
    expectDistinct(messages)
    #expect(Set(messages.map(\.title)).count == messages.count)
  }

  @Test func `a link in a circle is not said to point to nothing`() {
    let issue = StagingIssue(path: "/self", kind: .circularLink(target: "self"))
    #expect(ErrorText.line(for: issue) == "“/self” points to “self”, which leads in a circle.")
  }

  @Test func `a link whose target was changed is told with the new one`() {
    let issue = StagingIssue(path: "/l", kind: .targetNotUTF8(shown: "b\u{FFFD}"))
    #expect(
      ErrorText.line(for: issue)
        == "What “/l” points to is not valid text; on the disc it points to “b\u{FFFD}”.")
  }

  @Test func `every refused name has a sentence of its own`() {
    let errors: [StagingError] = [
      .nameEmpty, .nameContainsSlash, .nameReserved(".."), .nameTaken("a"),
      .nameTooLong(byteCount: 256), .folderIntoItself,
    ]
    expectDistinct(errors.map { ErrorText.message(for: $0) })
  }

  @Test func `every way an image can fail has a sentence of its own`() {
    let errors: [ImageFileError] = [
      .cancelled, .source(.init(path: "/a", reason: .modified)), .cannotCreate(errorNumber: 13),
      .cannotWrite(errorNumber: 28),
    ]
    let plans: [ImagePlanError] = [.tooManyFolders(count: 70_000), .tooLarge(BlockCount(1 << 31))]
    expectDistinct(
      errors.map { ErrorText.message(for: $0) } + plans.map { ErrorText.message(for: $0) })
  }

  @Test func `every way a comparison can end has a sentence of its own`() {
    let cause = DriveError.refused(command: 0x28, sense: Self.sense)
    let errors: [VerifyError] = [
      .cancelled, .driveNotAvailable(.opening(.busy(path: "/dev/sr0"))), .noMedium, .nothingOnDisc,
      .tracksUnknown,
      .volume(VolumeFault(.noVolume, at: .init(16))),
      .volume(VolumeFault(.truncated, at: .init(20))),
      .unreadable(at: .init(20), cause),
    ]
    expectDistinct(errors.map { ErrorText.message(for: $0) })
    #expect(
      ErrorText.message(for: VerifyError.drive(cause)) == ErrorText.message(for: cause))
  }

  @Test func `a disc too small says by how much`() {
    let message = ErrorText.message(for: Self.problems[10])
    #expect(message.title == "This disc is too small")
    #expect(
      message.body
        == "The files need 312 MB more than the disc has room for. Insert a larger disc or remove "
        + "some files.")
    #expect(message.details == ["512000 blocks are needed, 359844 are free"])
  }

  @Test func `several reasons become one message with all of them`() {
    let one = ErrorText.message(for: PlanError(problems: [.trayOpen]))
    #expect(one == ErrorText.message(for: PlanProblem.trayOpen))
    let two = ErrorText.message(for: PlanError(problems: [.nothingToWrite, .mediumClosed]))
    #expect(two.title == "The disc does not suit")
    #expect(
      two.explanation
        == "There are no files on the disc yet. Nothing more can be written on this disc.")
    #expect(two.advice == "Add files or folders.")
  }

  @Test func `a refusal is told by its meaning, with the command for the log`() {
    let message = ErrorText.message(for: Self.driveErrors[0])
    #expect(message.explanation == "The tray is open.")
    #expect(message.advice == "Insert a disc and close the tray.")
    #expect(message.details == ["TEST UNIT READY 00h: sense 2/3A/02"])
  }

  @Test func `the system's words stand for its error numbers`() {
    let message = ErrorText.message(for: OpeningError.failed(path: "/dev/sr0", errorNumber: 5))
    #expect(message.explanation == "The system could not open /dev/sr0: Input/output error.")
    #expect(message.details == ["open /dev/sr0: errno 5"])
  }

  @Test(
    arguments: [
      (.vanished, "“/a” is no longer there. What is missing was filled with zeros."),
      (
        .shrank(expectedByteCount: 2000, foundByteCount: 1000),
        "“/a” became smaller while it was burned: 1 kB instead of 2 kB. What is missing was filled "
          + "with zeros."
      ),
      (
        .grew(expectedByteCount: 1000, foundByteCount: 2000),
        "“/a” became larger while it was burned: 2 kB instead of 1 kB. Only its beginning is on the "
          + "disc."
      ),
      (
        .grew(expectedByteCount: 52_428_835, foundByteCount: 52_429_646),
        "“/a” became larger while it was burned: 52\u{202F}429\u{202F}646 bytes instead of "
          + "52\u{202F}428\u{202F}835 bytes. Only its beginning is on the disc."
      ),
      (
        .modified,
        "“/a” was changed while it was burned. The disc may hold a mixture of old and new."
      ),
      (
        .unreadable(errorNumber: 5),
        "“/a” could not be read: Input/output error. What is missing was filled with zeros."
      ),
    ] as [(ImageStreamError.Reason, String)])
  func `a changed file is named with what was done about it`(
    reason: ImageStreamError.Reason, line: String
  ) {
    #expect(ErrorText.line(for: ChangedFile(path: "/a", reason: reason)) == line)
  }

  @Test func `every difference between disc and files has a line of its own`() {
    let kinds: [SessionDifference.Kind] = [
      .missing, .extra, .kind(expected: .file, found: .folder), .size(expected: 20_000, found: 1),
      .content(firstDifferenceAt: 7), .unreadableOnDisc(at: .init(30)),
      .unreadableSource(errorNumber: 13), .linkTarget(expected: "a", found: "b"),
      .mode(expected: 0o755, found: 0o644),
      .modificationTime(expected: Timestamp(seconds: 0), found: Timestamp(seconds: 1)),
    ]
    let lines = kinds.map { ErrorText.line(for: SessionDifference(path: "/x", kind: $0)) }
    #expect(Set(lines).count == kinds.count)
    #expect(lines[2] == "“/x” is a folder on the disc instead of a file.")
    #expect(lines[8] == "“/x” has the permissions rw-r--r-- on the disc instead of rwxr-xr-x.")
  }
}
