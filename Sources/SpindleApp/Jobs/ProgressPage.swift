import Gtk
import Presentation

/// What a job does now, how far it is, and how long it will take.
final class ProgressPage {
  let widget: Box
  private let steps: StepList
  private let title = Label(isCentered: true).style("title-2")
  private let bar = ProgressBar()
  private let amount = Label(isCentered: true).style("caption", "numeric", "dim-label")
  private let tiles: [Tile]

  /// A small heading with a value below it.
  private struct Tile {
    let widget: Box
    let value = Label("–", overflow: .cutEnd, isCentered: true).style("numeric")

    init(_ title: String) {
      let heading = Label(title, overflow: .cutEnd, isCentered: true).style("caption", "dim-label")
      widget = Box(.vertical, spacing: 2, heading, value)
      widget.expandsHorizontally = true
      widget.minimum(width: 140)
    }
  }

  init(_ job: any DriveJob, cancel: @escaping @MainActor () -> Void) {
    steps = StepList(job.steps)
    tiles = job.numbers.map(Tile.init)
    bar.accessibleName(tr("Progress"))
    let place = Label(job.place, isCentered: true).style("dim-label")
    let heading = Box(.vertical, spacing: 4, title, place)
    let gauge = Box(.vertical, spacing: 6, bar, amount)
    let numbers = WrapBox(spacing: 6, lineSpacing: 12)
    for tile in tiles { numbers.append(tile.widget) }
    let button = Button(tr("_Cancel…")).align(horizontal: .center)
    button.onClick(cancel)
    steps.widget.align(horizontal: .center)
    widget = Box(.vertical, spacing: 24, heading, gauge, numbers, steps.widget, button)
      .margins(horizontal: 24, vertical: 24)
  }

  func show(_ state: JobState) {
    title.text = state.title
    steps.show(state.step)
    if let fraction = state.fraction { bar.fraction = fraction } else { bar.pulse() }
    bar.accessibleDescription(state.fraction.map(Format.percentage) ?? "")
    amount.text = state.amount ?? ""
    for (tile, value) in zip(tiles, state.values) { tile.value.text = value ?? "–" }
  }
}
