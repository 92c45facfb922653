import Burning
import Gtk
import Presentation

/// The phases of a burn, one below the other: done, going on, still to come.
final class StepList {
  let widget = Box(.vertical, spacing: 6)
  private var steps: [(phase: BurnSnapshot.Phase, step: Step)] = []

  private struct Step {
    let row: Box
    let sign: Stack
    let label: Label
  }

  init(_ verification: BurnRequest.Verification) {
    for phase in BurnSnapshot.Phase.allCases where phase != .verifying || verification != .none {
      let step = Self.step(Self.name(phase))
      steps.append((phase, step))
      widget.append(step.row)
    }
    show(.preparing)
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

  /// Marks `phase` as the one that goes on now.
  func show(_ phase: BurnSnapshot.Phase) {
    let active = steps.firstIndex { $0.phase == phase } ?? 0
    for (index, (_, step)) in steps.enumerated() {
      step.sign.page = index < active ? "done" : index == active ? "active" : "waiting"
      step.row.setStyle("step-waiting", index > active)
      step.label.setStyle("heading", index == active)
    }
  }

  private static func name(_ phase: BurnSnapshot.Phase) -> String {
    switch phase {
    case .preparing: tr("Prepare")
    case .writing: tr("Write the files")
    case .closing: tr("Finish the disc")
    case .verifying: tr("Read back and compare")
    }
  }
}
