import Gtk

/// The steps of a job, one below the other: done, going on, still to come.
final class StepList {
  let widget = Box(.vertical, spacing: 6)
  private var steps: [Step] = []

  private struct Step {
    let row: Box
    let sign: Stack
    let label: Label
  }

  init(_ names: [String]) {
    for name in names {
      let step = Self.step(name)
      steps.append(step)
      widget.append(step.row)
    }
    show(0)
  }

  private static func step(_ name: String) -> Step {
    let sign = Stack()
    sign.add(Image(icon: "media-record-symbolic", points: 8), name: "waiting")
    sign.add(Spinner(), name: "active")
    sign.add(Image(icon: "object-select-symbolic"), name: "done")
    let label = Label(name)
    sign.minimum(width: 16, height: 16)
    return Step(row: Box(.horizontal, spacing: 10, sign, label), sign: sign, label: label)
  }

  /// Marks the step at a place as the one that goes on now.
  func show(_ active: Int) {
    for (index, step) in steps.enumerated() {
      step.sign.page = index < active ? "done" : index == active ? "active" : "waiting"
      step.row.setStyle("step-waiting", index > active)
      step.label.setStyle("heading", index == active)
    }
  }
}
