import Burning
import DiscModel
import DriveMounts
import Gtk
import Presentation

extension DataWindow {
  /// What stands in the way of a burn as far as files and medium tell.
  func planProblems() -> [PlanProblem] {
    guard let layout = model.layout, let inspection = drives.selectedInspection else { return [] }
    return BurnPlanner.problems(of: BurnRequest(layout: layout), with: inspection)
  }

  /// Asks for speed and the like; then burns.
  func askHowToBurn() {
    guard burn == nil, let layout = model.layout, let drive = drives.list.selected,
      let medium = drive.state.medium
    else { return }
    let subject = BurnSheet.Subject(
      drive: drive, medium: medium, volumeName: model.volumeName.text, layout: layout)
    _ = BurnSheet(subject, options: options(for: medium), above: window) {
      [unowned self] options in
      lastOptions = options
      Task {
        if await unmount(drive) { begin(options.request(for: layout), on: drive) }
      }
    }
  }

  /// Asks whether the disc may be unmounted, if it is mounted; true if it is free.
  private func unmount(_ drive: DriveItem) async -> Bool {
    do throws(UnmountError) {
      try await DiscUnmounter().free(drives.reference(to: drive)) { [window] disc in
        let question = UnmountQuestion(disc)
        let answer = await window.ask(
          question.title, detail: question.body, buttons: [question.leave, question.unmount],
          suggested: 1)
        return answer == 1 ? .unmount : .leave
      }
      return true
    } catch {
      guard error.code != .declined else { return false }
      let message = ErrorText.message(for: error)
      _ = await window.ask(message.title, detail: message.body, buttons: [tr("_Close")])
      return false
    }
  }

  /// The choices of the last time, as far as they suit this medium.
  private func options(for medium: Medium) -> BurnOptions {
    var options = BurnOptions(for: medium)
    guard let last = lastOptions else { return options }
    options.verification = last.verification
    options.ejectsAfterwards = last.ejectsAfterwards
    options.keepsAppendable = last.keepsAppendable
    options.changedFiles = last.changedFiles
    if let rate = last.speeds[last.speedIndex].rate { options.selectSpeed(atMost: rate) }
    return options
  }

  private func begin(_ request: BurnRequest, on drive: DriveItem) {
    guard burn == nil, let inspection = drives.selectedInspection,
      drives.list.selectedID == drive.id
    else { return }
    do throws(PlanError) {
      let plan = try BurnPlanner.plan(request, for: inspection)
      drives.setBurning(true, drive.id)
      burn = BurnRun(
        plan, on: drive, through: drives.reference(to: drive), of: application, above: window,
        free: { [drives] in await drives.whenFree(drive.id) },
        ended: { [weak self] in
          self?.burn = nil
          self?.drives.setBurning(false, drive.id)
        })
      actions["burn"]?.isEnabled = false
    } catch {
      let message = ErrorText.message(for: error)
      Task { _ = await window.ask(message.title, detail: message.body, buttons: [tr("_Close")]) }
    }
  }
}
