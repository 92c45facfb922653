import Burning
import CompactDisc
import DiscImage
import DiscModel
import Glibc
import MMC
import Presentation
import SystemPackage
import Testing
import VirtualDrive

@Suite("Burn errors in words") struct BurnErrorTextTests {
  static let codes: [BurnError.Code] = [
    .cancelled, .notFit([.noMedium]), .mediumChanged, .driveNotAvailable,
    .writingFailed(at: .init(320)), .closingFailed, .driveLost,
    .sourceFailed(.init(path: "/home/a.txt", reason: .vanished)),
    .verificationFailed([
      Mismatch(start: .init(40), blocks: BlockCount(2), reason: .different, paths: ["/a.txt"])
    ]), .driveFailed,
    .trackFailed(track: 2, AudioDecodingError(path: "/home/b.flac", reason: .broken("torn"))),
    .sessionAtOnceRefused([.gapChanged(track: 2)]), .textRefused, .contentsDiffer([.text]),
    .formattingFailed,
  ]
  static let conditions: [MediumCondition] = [
    .untouched, .appendable(freeBlocks: BlockCount(1_000_000)), .closed,
    .partlyWritten(
      blocks: BlockCount(50_000), freeBlocks: BlockCount(1_000_000), isErasable: false),
    .partlyWritten(
      blocks: BlockCount(50_000), freeBlocks: BlockCount(1_000_000), isErasable: true), .lost,
    .unknown,
    .overwritable, .partlyOverwritten(blocks: BlockCount(50_000)), .partlyErased, .beingErased,
  ]

  /// A new code must come into ``codes``: this does not compile without it.
  private func index(of code: BurnError.Code) -> Int {
    switch code {
    case .cancelled: 0
    case .notFit: 1
    case .mediumChanged: 2
    case .driveNotAvailable: 3
    case .writingFailed: 4
    case .closingFailed: 5
    case .driveLost: 6
    case .sourceFailed: 7
    case .verificationFailed: 8
    case .driveFailed: 9
    case .trackFailed: 10
    case .sessionAtOnceRefused: 11
    case .textRefused: 12
    case .contentsDiffer: 13
    case .formattingFailed: 14
    }
  }

  @Test func `every code has a title and an explanation of its own`() {
    #expect(Self.codes.map(index) == Array(0..<15))
    let messages = Self.codes.map {
      ErrorText.message(for: BurnError(code: $0, medium: .untouched))
    }
    #expect(messages.allSatisfy { !$0.title.isEmpty && !$0.title.hasSuffix(".") })
    #expect(messages.allSatisfy { $0.explanation.hasSuffix(".") })
    #expect(Set(messages.map(\.title)).count == messages.count)
    #expect(Set(messages.map(\.explanation)).count == messages.count)
  }

  @Test(arguments: codes)
  func `every error says what became of the disc`(code: BurnError.Code) {
    for condition in Self.conditions {
      let message = ErrorText.message(for: BurnError(code: code, medium: condition))
      #expect(message.disc == ErrorText.disc(condition))
      #expect(message.body.contains(ErrorText.disc(condition)))
    }
  }

  @Test func `a virtual disc in a full folder is no bad disc`() {
    let sense = SenseData(key: .mediumError, asc: 0x0C, ascq: 0x00)
    let error = BurnError(
      code: .writingFailed(at: .init(320)), medium: .lost,
      cause: .refused(command: 0x2A, sense: sense))
    let message = ErrorText.message(
      for: error, storage: .system(path: "/home/a/drive/sectors.iso", errorNumber: ENOSPC))
    #expect(message.title == "Writing failed")
    #expect(
      message.explanation
        == "There is no room left in “/home/a/drive”, where the virtual disc is kept.")
    #expect(message.advice == "Make room there, then try again.")
    #expect(message.disc == ErrorText.disc(.lost))
    #expect(message.details == ErrorText.message(for: error).details)
    // A failure that the drive has no part in is not explained by the folder.
    let cancelled = BurnError(code: .cancelled, medium: .lost)
    #expect(
      ErrorText.message(for: cancelled, storage: .system(path: "/a/b", errorNumber: ENOSPC))
        == ErrorText.message(for: cancelled))
  }

  @Test func `the disc's state is told in sentences of their own`() {
    #expect(
      Self.conditions.map(ErrorText.disc) == [
        "The disc is unchanged.",
        "The disc is not finished; other programs can add 2 GB more.",
        "The disc is finished; nothing more can be written on it.",
        "Only a part is on the disc (102 MB). It can be read that far; "
          + "to burn everything you need another disc.",
        "Only a part is on the disc (102 MB). It can be erased and burned again.",
        "The disc is spoilt.",
        "Nobody knows what state the disc is in.",
        "The disc can be written over at any time.",
        "Only a part is on the disc (102 MB), and what was there before is damaged. "
          + "It can be burned again.",
        "The disc is only partly done: erase or format it again before you use it.",
        "The drive goes on by itself until the disc is done.",
      ])
  }

  @Test func `no failure calls the disc's contents right`() {
    for code in Self.codes {
      for condition in Self.conditions {
        let body = ErrorText.message(for: BurnError(code: code, medium: condition)).body
        #expect(!body.contains("is good.") && !body.contains("verified"))
      }
    }
  }

  @Test func `a bad spot is told with what the drive said, what became of the disc and what helps`()
  {
    let sense = SenseData(key: .mediumError, asc: 0x73, ascq: 0x03)
    let error = BurnError(
      code: .writingFailed(at: .init(320)), medium: .lost,
      cause: .refused(command: 0x2A, sense: sense))
    let message = ErrorText.message(for: error)
    #expect(message.title == "Writing failed")
    #expect(
      message.body
        == "The drive stopped taking data in the middle of the disc. The laser could not be adjusted "
        + "to this disc. The disc is spoilt. Try a lower speed, or discs of another brand.")
    #expect(message.details == ["write failed at block 320", "WRITE(10) 2Ah: sense 3/73/03"])
  }

  @Test func `a drive that another program holds is told with what to close`() {
    let error = BurnError(
      code: .driveNotAvailable, medium: .untouched, cause: .opening(.busy(path: "/dev/sr0")))
    #expect(
      ErrorText.message(for: error).body
        == "The drive could not be claimed for burning. Another program or an opened disc holds the "
        + "drive at /dev/sr0. The disc is unchanged. Close the other program, or unmount the disc, "
        + "then try again.")
  }

  @Test(arguments: [true, false])
  func `a file that changed needs another disc only where this one is of no more use`(
    isErasable: Bool
  ) {
    let condition = MediumCondition.partlyWritten(
      blocks: BlockCount(5), freeBlocks: BlockCount(9), isErasable: isErasable)
    let file = ImageStreamError(path: "/home/a.txt", reason: .vanished)
    let song = AudioDecodingError(path: "/home/a.txt", reason: .broken("torn"))
    for code in [BurnError.Code.sourceFailed(file), .trackFailed(track: 2, song)] {
      #expect(
        ErrorText.message(for: BurnError(code: code, medium: condition)).advice
          == "Look at “/home/a.txt”, then burn again" + (isErasable ? "." : " on another disc."))
    }
  }

  @Test func `cancelling says what was done until then`() {
    func explanation(_ condition: MediumCondition) -> String {
      ErrorText.message(for: BurnError(code: .cancelled, medium: condition)).explanation
    }
    #expect(explanation(.untouched) == "You cancelled before anything was written.")
    #expect(explanation(.closed) == "Everything was written, but it was not checked to the end.")
    #expect(explanation(.lost) == "You cancelled while the disc was being written.")
  }

  static let mismatch = Mismatch(
    start: .init(320), blocks: BlockCount(32), reason: .different, paths: ["/b.txt", "/a.txt"])

  @Test func `a wrong disc names the files, and the blocks for the log`() {
    let unreadable = Mismatch(
      start: .init(16), blocks: BlockCount(1), reason: .unreadable, paths: [])
    let message = ErrorText.message(
      for: BurnError(code: .verificationFailed([Self.mismatch, unreadable]), medium: .closed))
    #expect(message.title == "The disc is not good")
    #expect(
      message.explanation
        == "What was read back is not what was written. “/a.txt” and 1 other file are damaged.")
    #expect(
      message.details == [
        "blocks 320…351 differ: /b.txt, /a.txt", "blocks 16…16 cannot be read: directories",
      ])
  }

  @Test func `damage outside of files is told as such`() {
    let mismatch = Mismatch(start: .init(16), blocks: BlockCount(1), reason: .different, paths: [])
    let message = ErrorText.message(
      for: BurnError(code: .verificationFailed([mismatch]), medium: .closed))
    #expect(message.explanation.hasSuffix("The disc's directories are damaged."))
  }
}
