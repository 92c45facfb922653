/// The steps that turn one list of rows into another, so that rows that stay keep their state: their
/// selection, and whether they are open.
struct ListEdits {
  struct Edit: Equatable {
    /// The place in the list as the edits before this one left it.
    var position: Int
    var removedCount: Int
    /// What comes in, as a range of the new list.
    var added: Range<Int>
  }

  /// More steps than these are not worth it: one large step is faster.
  static let mostEdits = 200

  /// The steps from `old` to `new`, in order; rows in `changed` count as other rows than before.
  static func between(_ old: [UInt32], _ new: [UInt32], changed: Set<UInt32>) -> [Edit] {
    guard !old.isEmpty, !new.isEmpty else {
      return old.count == new.count ? [] : [Edit(position: 0, removedCount: old.count, added: 0..<new.count)]
    }
    let kept = Set(old).intersection(new).subtracting(changed)
    guard old.lazy.filter(kept.contains).elementsEqual(new.lazy.filter(kept.contains)) else {
      return [middle(old, new, changed: changed)]
    }
    let edits = runs(old, new, kept: kept)
    return edits.count > mostEdits ? [middle(old, new, changed: changed)] : edits
  }

  private static func runs(_ old: [UInt32], _ new: [UInt32], kept: Set<UInt32>) -> [Edit] {
    var edits: [Edit] = []
    var oldIndex = 0
    var newIndex = 0
    while oldIndex < old.count || newIndex < new.count {
      let oldStart = oldIndex
      let newStart = newIndex
      while oldIndex < old.count, !kept.contains(old[oldIndex]) { oldIndex += 1 }
      while newIndex < new.count, !kept.contains(new[newIndex]) { newIndex += 1 }
      if oldIndex > oldStart || newIndex > newStart {
        edits.append(
          Edit(
            position: newStart, removedCount: oldIndex - oldStart, added: newStart..<newIndex))
      } else {
        oldIndex += 1
        newIndex += 1
      }
    }
    return edits
  }

  /// Everything between the first and the last difference as one step.
  private static func middle(_ old: [UInt32], _ new: [UInt32], changed: Set<UInt32>) -> Edit {
    let shorter = min(old.count, new.count)
    var head = 0
    while head < shorter, old[head] == new[head], !changed.contains(old[head]) { head += 1 }
    var tail = 0
    while tail < shorter - head, old[old.count - 1 - tail] == new[new.count - 1 - tail],
      !changed.contains(old[old.count - 1 - tail])
    {
      tail += 1
    }
    return Edit(
      position: head, removedCount: old.count - head - tail, added: head..<(new.count - tail))
  }
}
