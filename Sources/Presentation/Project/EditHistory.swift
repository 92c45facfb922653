/// Something the user did that can be taken back.
protocol UndoableEdit: Sendable {
  var kind: EditKind { get }
}

/// What was done and what was taken back, each with its words for the menu.
struct EditHistory<Edit: UndoableEdit>: Sendable {
  private struct Entry: Sendable {
    var edit: Edit
    /// Which edit of the project it was, from 1, those counted that can no longer be done again.
    var number: Int
  }

  private var done: [Entry] = []
  private var undone: [Entry] = []
  private var lastNumber = 0

  /// Tells states apart: undoing everything since leads back to the same number.
  var stateNumber: Int { done.last?.number ?? 0 }

  /// How many edits led here.
  var count: Int { done.count }

  /// "Undo Rename"; nil if there is nothing to take back.
  var undoTitle: String? { done.last?.edit.kind.undoTitle }

  /// "Redo Rename"; nil if nothing was taken back.
  var redoTitle: String? { undone.last?.edit.kind.redoTitle }

  /// Takes a new edit in. What was taken back before cannot be done again then.
  mutating func remember(_ edit: Edit) {
    lastNumber += 1
    done.append(Entry(edit: edit, number: lastNumber))
    undone = []
  }

  /// The edit that is to be taken back now; nil if there is none.
  mutating func takeBack() -> Edit? {
    guard let entry = done.popLast() else { return nil }
    undone.append(entry)
    return entry.edit
  }

  /// The edit that is to be done again now; nil if there is none.
  mutating func doAgain() -> Edit? {
    guard let entry = undone.popLast() else { return nil }
    done.append(entry)
    return entry.edit
  }
}
