import Burning
import Gtk
import MMC
import Presentation

extension MainWindow {
  func addEraseActions() {
    actions.add("erase") { [unowned self] in askHowToErase() }
    actions.add("erase-first") { [unowned self] in askToEraseFirst() }
  }

  /// The quickest way to make room for the project on the disc that is in the drive; nil where
  /// erasing is not what helps.
  var eraseFirst: EraseChoice? {
    guard let project, let inspection = drives.selectedInspection, job == nil else { return nil }
    return project.readiness(with: drives.list.selected, inspection).eraseFirst(inspection)
  }

  private func askHowToErase() {
    guard job == nil else { return }
    let own = DriveModel(drives.watch)
    own.prefer(drives.list.selectedID)
    _ = EraseSheet(own, above: window) { [unowned self] choice, drive in
      Task { await erase(choice, in: drive, .init(choice, drive: drive.title)) }
    }
  }

  private func askToEraseFirst() {
    guard let choice = eraseFirst, let drive = drives.list.selected else { return }
    Task { await erase(choice, in: drive, .init(choice, drive: drive.title)) }
  }

  /// Asks once more, naming disc and drive; then erases.
  private func erase(
    _ choice: EraseChoice, in drive: DriveItem, _ question: EraseQuestion
  ) async {
    let answer = await window.ask(
      question.title, detail: question.body, buttons: [question.cancel, question.confirm],
      destructive: question.isDestructive ? 1 : nil, suggested: question.isDestructive ? nil : 1)
    guard answer == 1, job == nil, await unmount(drive), job == nil else { return }
    let erasing = ErasingJob(choice, on: drive, through: drives.watch.reference(to: drive))
    let activity: DriveActivity = choice.isFormat ? .formatting : .erasing
    start(erasing, as: activity, on: drive, isAskedInstead: true) { [weak self] end in
      guard let self, let instead = end.instead else { return }
      let question = EraseQuestion(insteadOfQuick: instead, drive: drive.title)
      Task { await self.erase(instead, in: drive, question) }
    }
  }
}
