import Burning
import DiscModel
import DriveMounts
import Gtk
import MMC
import Presentation

extension MainWindow {
  /// Asks for speed and the like; then burns.
  func askHowToBurn() {
    guard job == nil, let project, let drive = drives.list.selected,
      let medium = drive.state.medium
    else { return }
    let target = BurnSheet.Target(drive: drive, medium: medium)
    _ = BurnSheet(
      project.subject, onto: target, options: options(for: medium, project), above: window
    ) {
      [unowned self] options in
      lastOptions = options
      // The project as it is now: what is edited while the disc is unmounted comes too late.
      guard let request = project.request(with: options) else { return }
      // Weak: the window may be closed while the disc is unmounted.
      Task { [weak self] in
        if await self?.unmount(drive) == true { self?.begin(request, on: target) }
      }
    }
  }

  /// Asks whether the disc may be unmounted, if it is mounted; true if it is free.
  func unmount(_ drive: DriveItem) async -> Bool {
    do throws(UnmountError) {
      try await DiscUnmounter().free(drives.watch.reference(to: drive)) { [window] disc in
        let question = UnmountQuestion(disc)
        let answer = await window.ask(
          question.title, detail: question.body, buttons: [question.leave, question.unmount],
          suggested: 1)
        return answer == 1 ? .unmount : .leave
      }
      return true
    } catch {
      guard error.code != .declined else { return false }
      await tell(ErrorText.message(for: error))
      return false
    }
  }

  /// The choices of the last time, as far as they suit this medium and project.
  private func options(for medium: Medium, _ project: any ProjectPage) -> BurnOptions {
    var options = BurnOptions(for: medium, content: project.optionsContent)
    if let last = lastOptions { options.take(last) }
    return options
  }

  private func begin(_ request: BurnRequest, on target: BurnSheet.Target) {
    let drive = target.drive
    guard job == nil, window.isVisible, let inspection = drives.selectedInspection,
      drives.list.selectedID == drive.id
    else { return }
    // What was agreed to was agreed to for one disc.
    if let medium = inspection.medium, !medium.isUnchanged(since: target.medium) {
      let error = BurnError(code: .mediumChanged, medium: .untouched)
      Task { await tell(ErrorText.message(for: error)) }
      return
    }
    do throws(PlanError) {
      let plan = try BurnPlanner.plan(request, for: inspection)
      let burning = BurningJob(
        plan, on: drive, through: drives.watch.reference(to: drive),
        storage: drives.watch.storageFailures(of: drive))
      start(burning, as: .burning, on: drive) { [weak self] end in
        // What is on a disc need not be saved too, unless it is in a file that is older now.
        if end.outcome.isWritten, self?.document.file == nil { self?.settle() }
      }
    } catch {
      let message = ErrorText.message(for: error)
      Task { await tell(message) }
    }
  }

  /// Does a job with a drive that nobody else is to use meanwhile.
  ///
  /// - Parameters:
  ///   - goesOn: whether `ended` goes on at once after such an end, which is not shown then.
  ///   - ended: called once, when the drive is free again.
  func start(
    _ work: any DriveJob, as activity: DriveActivity, on drive: DriveItem,
    goesOn: @escaping (JobEnd) -> Bool = { _ in false }, ended: @escaping (JobEnd) -> Void
  ) {
    let watch = drives.watch
    watch.setActivity(activity, of: drive.id)
    job = JobRun(
      work, on: drive, of: application, above: window, goesOn: goesOn,
      free: { await watch.whenFree(drive.id) },
      ended: { [weak self] end in
        self?.job = nil
        watch.setActivity(nil, of: drive.id)
        ended(end)
      })
    show()
  }

  /// Says something that the user has to read.
  func tell(_ message: UserMessage) async {
    _ = await window.ask(message.title, detail: message.body, buttons: [tr("_Close")])
  }
}
