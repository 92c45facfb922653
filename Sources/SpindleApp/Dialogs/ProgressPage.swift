import Burning
import DiscModel
import Gtk
import Presentation

/// What a burn does now, how far it is, and how long it will take.
final class ProgressPage {
  let widget: Box
  private let steps: StepList
  private let title = Label(isCentered: true).style("title-2")
  private let bar = ProgressBar()
  private let amount = Label(isCentered: true).style("caption", "numeric", "dim-label")
  private let speed = Tile(tr("Speed"))
  private let buffer = Tile(tr("Buffer"))
  private let elapsed = Tile(tr("Elapsed"))
  private let remaining = Tile(tr("Remaining"))

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

  init(
    drive: String, disc: String, verification: BurnRequest.Verification,
    cancel: @escaping @MainActor () -> Void
  ) {
    steps = StepList(verification)
    bar.accessibleName(tr("Progress"))
    let place = Label(tr("%1$s in %2$s", disc, drive), isCentered: true).style("dim-label")
    let heading = Box(.vertical, spacing: 4, title, place)
    let gauge = Box(.vertical, spacing: 6, bar, amount)
    let tiles = WrapBox(
      spacing: 6, lineSpacing: 12, speed.widget, buffer.widget, elapsed.widget, remaining.widget)
    let button = Button(tr("_Cancel…")).align(horizontal: .center)
    button.onClick(cancel)
    steps.widget.align(horizontal: .center)
    widget = Box(.vertical, spacing: 24, heading, gauge, tiles, steps.widget, button)
      .margins(horizontal: 24, vertical: 24)
  }

  func show(_ progress: BurnProgress) {
    title.text = progress.title
    steps.show(progress.snapshot.phase)
    bar.fraction = progress.fraction
    bar.accessibleDescription(Format.percentage(progress.fraction))
    amount.text = [Format.percentage(progress.fraction), progress.amount]
      .compactMap { $0 }.joined(separator: " · ")
    speed.value.text = progress.speed ?? "–"
    buffer.value.text =
      progress.buffer == nil ? "–" : Format.percentage(progress.snapshot.bufferFill)
    elapsed.value.text = progress.elapsed
    remaining.value.text = progress.snapshot.remaining.map(Format.duration) ?? "–"
  }
}
