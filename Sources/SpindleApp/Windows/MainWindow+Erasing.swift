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
  func eraseFirst(_ readiness: BurnReadiness) -> EraseChoice? {
    guard let inspection = drives.selectedInspection, job == nil else { return nil }
    return readiness.eraseFirst(inspection)
  }

  private func askHowToErase() {
    guard job == nil else { return }
    let own = DriveModel(drives.watch)
    own.prefer(drives.list.selectedID)
    _ = EraseSheet(own, above: window) { [unowned self] choice, drive in
      Task { [weak self] in await self?.erase(choice, in: drive) }
    }
  }

  private func askToEraseFirst() {
    guard let project, let drive = drives.list.selected,
      let choice = eraseFirst(project.readiness(with: drive, drives.selectedInspection))
    else { return }
    Task { await erase(choice, in: drive, toBurn: true) }
  }

  /// Asks once more, naming disc and drive; then erases.
  ///
  /// - Parameters:
  ///   - toBurn: the project is to be burned then, and the next question is how.
  ///   - insteadOfQuick: the drive has refused to do it quickly.
  private func erase(
    _ choice: EraseChoice, in drive: DriveItem, toBurn: Bool = false, insteadOfQuick: Bool = false
  ) async {
    let question =
      insteadOfQuick
      ? EraseQuestion(insteadOfQuick: choice, drive: drive.title)
      : EraseQuestion(choice, drive: drive.title)
    let answer = await window.ask(
      question.title, detail: question.body, buttons: [question.cancel, question.confirm],
      destructive: question.isDestructive ? 1 : nil, suggested: question.isDestructive ? nil : 1)
    // The window may be closed while the disc is unmounted.
    guard answer == 1, job == nil, await unmount(drive), job == nil, window.isVisible else {
      return
    }
    let erasing = ErasingJob(
      choice, on: drive, through: drives.watch.reference(to: drive),
      storage: drives.watch.storageFailures(of: drive))
    let activity: DriveActivity = choice.isFormat ? .formatting : .erasing
    let goesOn = { (end: JobEnd) in end.instead != nil || toBurn && end.outcome.isWritten }
    start(erasing, as: activity, on: drive, goesOn: goesOn) { [weak self] end in
      guard let self, goesOn(end) else { return }
      Task {
        if let instead = end.instead {
          await self.erase(instead, in: drive, toBurn: toBurn, insteadOfQuick: true)
        } else {
          self.toasts?.show(end.outcome.title)
          await self.burn(onErasedDiscIn: drive)
        }
      }
    }
  }

  /// Asks how to burn as soon as the drive has told what its disc is now.
  private func burn(onErasedDiscIn drive: DriveItem) async {
    await drives.watch.whenFree(drive.id)
    guard drives.list.selectedID == drive.id, let project,
      project.readiness(with: drives.list.selected, drives.selectedInspection).isReady
    else { return }
    askHowToBurn()
  }
}
