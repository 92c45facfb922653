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
      for (folder, placements) in Dictionary(grouping: placements, by: \.folder) {
        try attach(placements.map(\.node), to: folder)
      }
    case .detach(let placements):
      detach(placements.map(\.node))
    case .move(let nodes, let origins, let folder):
      try move(nodes, from: origins, to: folder)
    case .moveBack(let nodes, _, let origins):
      detach(nodes)
      try attach(nodes, to: origins)
    case .rename(let node, _, let name):
      try rename(node, to: name)
    }
  }

  private mutating func move(
    _ nodes: [Node], from origins: [Node], to folder: Node
  ) throws(StagingError) {
    detach(nodes)
    do throws(StagingError) {
      try attach(nodes, to: folder)
    } catch {
      try attach(nodes, to: origins)
      throw error
    }
  }

  /// Puts each node into its own folder.
  private mutating func attach(_ nodes: [Node], to folders: [Node]) throws(StagingError) {
    for (folder, pairs) in Dictionary(grouping: zip(nodes, folders), by: \.1) {
      try attach(pairs.map(\.0), to: folder)
    }
  }
}
