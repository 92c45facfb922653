import MMC
import SystemPackage
import Testing

@testable import Presentation

@Suite("A drive that cannot be opened, in words") struct OpeningErrorTextTests {
  private func text(_ holders: DriveHolder...) -> UserMessage {
    ErrorText.message(for: OpeningError.busy(path: "/dev/sr0", holders: holders))
  }

  private func claim(_ activity: DriveActivity) -> DriveHolder {
    .spindle(DriveClaim(client: .spindle, activity: activity, processID: 321))
  }

  private func text(
    _ groupMayUse: Bool, _ membership: DrivePermission.Membership, seat: Bool
  ) -> UserMessage {
    let missing = DrivePermission(
      group: "cdrom", groupMayUse: groupMayUse, membership: membership, isForSeat: seat)
    return ErrorText.message(for: OpeningError.notPermitted(path: "/dev/sr0", missing: missing))
  }

  @Test func `a mounted disc is told with every place where it can be seen`() {
    let message = text(.mount("/media/x"), .mount("/srv/y"))
    #expect(message.title == "The disc is mounted")
    #expect(
      message.body
        == "The disc is mounted at /media/x. The disc is mounted at /srv/y. "
        + "Unmount the disc, then try again.")
    #expect(message.details == ["open /dev/sr0: busy"])
  }

  @Test func `a program is told by its name and process`() {
    let message = text(.program(name: "brasero", processID: 123))
    #expect(message.title == "The drive is in use")
    #expect(
      message.body
        == "brasero (process 123) is using the drive. Close that program, then try again.")
  }

  @Test func `another Spindle is told with what it does`() {
    #expect(
      text(claim(.burning)).body
        == "Spindle (process 321) is burning on the drive. Wait until that is done, then try again."
    )
    let sentences = DriveActivity.allCases.map { text(claim($0)).explanation }
    #expect(Set(sentences).count == DriveActivity.allCases.count)
  }

  @Test func `a device of the kernel is told`() {
    #expect(
      text(.device(name: "dm-0")).explanation == "The system uses the disc as the device dm-0.")
  }

  @Test func `the name of a program cannot give orders to the terminal`() {
    let message = text(.program(name: "a\u{1B}[2J", processID: 1))
    #expect(!message.body.contains("\u{1B}"))
  }

  @Test func `a user outside the group is told its name and both ways in`() {
    #expect(
      text(true, .none, seat: true).body
        == "You may not use the drive at /dev/sr0. The members of the group “cdrom” may, and you "
        + "are not one of them. Log in at the computer itself, or ask the administrator to add you "
        + "to the group “cdrom”.")
    #expect(
      text(true, .none, seat: false).advice
        == "Ask the administrator to add you to the group “cdrom”.")
  }

  @Test func `a user whose session is older than the membership is told to log in again`() {
    let message = text(true, .afterNextLogin, seat: true)
    #expect(message.explanation.contains("after you logged in"))
    #expect(message.advice == "Log out, then log in again.")
  }

  @Test func `a group that may nothing is not recommended`() {
    for seat in [true, false] {
      let message = text(false, .none, seat: seat)
      #expect(message.explanation.contains("may not use it either"))
      #expect(message.advice?.contains("group") == false)
    }
    #expect(text(true, .member, seat: false).advice == "Ask the administrator.")
  }

  @Test func `no drive and no permission are told apart`() {
    #expect(ErrorText.message(for: DriveEnvironment.usable) == nil)
    #expect(ErrorText.message(for: DriveEnvironment.noDrive)?.title == "No drive")
    let denied = DriveEnvironment.noPermission([
      .init(node: "/dev/sr0", permission: .outsider), .init(node: "/dev/sr1", permission: nil),
    ])
    let message = ErrorText.message(for: denied)
    #expect(message?.title == "No permission to use a drive")
    #expect(message?.explanation.contains("“cdrom”") == true)
    #expect(message?.explanation.contains("/dev/sr1") == true)
  }
}
