public import DiscImage

/// What an edit changed in the tree, so that a window updates only those lists and rows.
public enum TreeChange: Hashable, Sendable {
  /// The children of a folder changed. The splices are to be applied one after the other.
  case list(of: StagingTree.Node, [ListSplice])
  /// What a row shows changed: its name, its size or its mark. It stays where it is.
  case row(StagingTree.Node)
}

/// A run of a list that was replaced, as `GListModel.items-changed` tells it.
public struct ListSplice: Hashable, Sendable {
  /// Where, counted in the list as the splices before this one left it.
  public var position: Int
  public var removed: Int
  public var inserted: Int

  public init(position: Int, removed: Int, inserted: Int) {
    self.position = position
    self.removed = removed
    self.inserted = inserted
  }

  /// More splices than these become one that covers them all.
  static let maximumCount = 64

  /// The splices that turn `old` into `new`.
  ///
  /// - Parameter isTouched: whether an element was put in, was taken out or may stand elsewhere now.
  ///   All other elements stand in both lists, in the same order.
  static func splices<Element: Equatable>(
    from old: [Element], to new: [Element], isTouched: (Element) -> Bool
  ) -> [ListSplice] {
    var splices: [ListSplice] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        (i, j) = (i + 1, j + 1)
        continue
      }
      var splice = ListSplice(position: j, removed: 0, inserted: 0)
      if i < old.count, isTouched(old[i]) {
        i += 1
        splice.removed = 1
      } else if j < new.count, isTouched(new[j]) {
        j += 1
        splice.inserted = 1
      } else {
        return [covering(old, new)]
      }
      append(splice, to: &splices)
    }
    return splices.count <= maximumCount ? splices : [covering(old, new)]
  }

  /// Joins a splice with the one before it where they touch.
  private static func append(_ splice: ListSplice, to splices: inout [ListSplice]) {
    if let last = splices.last, last.position + last.inserted == splice.position {
      splices[splices.count - 1].removed += splice.removed
      splices[splices.count - 1].inserted += splice.inserted
    } else {
      splices.append(splice)
    }
  }

  private static func covering<Element: Equatable>(_ old: [Element], _ new: [Element]) -> ListSplice
  {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start,
      old[old.count - 1 - end] == new[new.count - 1 - end]
    {
      end += 1
    }
    return ListSplice(
      position: start, removed: old.count - start - end, inserted: new.count - start - end)
  }
}
