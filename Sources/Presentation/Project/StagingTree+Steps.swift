internal import DiscImage

extension StagingTree {
  /// The node is on the disc, not taken out.
  func isAttached(_ node: Node) -> Bool {
    var current = node
    while let above = parent(of: current) { current = above }
    return current == root
  }

  /// Does one step of an edit; if it is refused, the tree is as before.
  mutating func apply(_ step: ProjectEdit.Step) throws(StagingError) {
    switch step {
    case .attach(let placements):
      for placement in placements { try attach(placement.node, to: placement.folder) }
    case .detach(let placements):
      detach(placements.map(\.node))
    case .move(let nodes, let origins, let folder):
      try move(nodes, from: origins, to: folder)
    case .moveBack(let nodes, _, let origins):
      for (node, origin) in zip(nodes, origins).reversed() { try attach(node, to: origin) }
    case .rename(let node, _, let name):
      try rename(node, to: name)
    }
  }

  private mutating func move(
    _ nodes: [Node], from origins: [Node], to folder: Node
  ) throws(StagingError) {
    for (index, node) in nodes.enumerated() {
      do throws(StagingError) {
        try attach(node, to: folder)
      } catch {
        for (node, origin) in zip(nodes, origins).prefix(index).reversed() {
          try attach(node, to: origin)
        }
        throw error
      }
    }
  }
}
