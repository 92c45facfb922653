import DriveMounts
import SystemPackage
import Testing

@testable import Presentation

@Suite("A mounted disc in words") struct UnmountTextTests {
  private let disc = MountedDisc(drive: "/dev/sr0", mountPoints: ["/media/x", "/srv/y"])

  @Test func `the question names the drive and every place`() {
    let question = UnmountQuestion(disc)
    #expect(question.title == "Unmount the disc?")
    #expect(
      question.body
        == "The disc in /dev/sr0 is mounted at “/media/x”, “/srv/y”. Spindle needs it alone, so "
        + "files on it cannot be open meanwhile.")
  }

  @Test(arguments: [
    ("y", true), ("Y", true), ("yes", true), (" yes \n", true), ("n", false), ("", false),
    ("yesterday", false), ("no", false),
  ])
  func `an answer that is typed is yes or no`(answer: String, isYes: Bool) {
    #expect(TerminalAnswer.isYes(answer) == isYes)
  }

  @Test func `every way unmounting can fail has a sentence of its own`() {
    let codes: [UnmountError.Code] = [
      .declined, .noService, .notAuthorized, .inUse, .cancelled, .failed,
    ]
    let messages = codes.map { ErrorText.message(for: UnmountError(code: $0, disc: disc)) }
    #expect(Set(messages.map(\.explanation)).count == codes.count)
    #expect(messages.allSatisfy { $0.explanation.contains("/media/x") })
    #expect(messages.allSatisfy { $0.details.isEmpty })
  }

  @Test func `without UDisks2 the user is told what to type`() {
    let error = UnmountError(code: .noService, disc: disc, details: "no bus")
    let message = ErrorText.message(for: error)
    #expect(message.advice == "Unmount it with: umount “/media/x”")
    #expect(message.details == ["unmount /dev/sr0: no bus"])
  }
}
