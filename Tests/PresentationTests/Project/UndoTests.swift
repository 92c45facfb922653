import DiscImage
import Testing

@testable import Presentation

/// Long sequences of edits, the same in every run.
@Suite("Undo and redo") struct UndoTests {
  @Test(arguments: 1...12)
  func `taking everything back leaves the tree as it was, and doing it again as it became`(
    seed: UInt64
  ) async throws {
    let fixture = try ProjectFixture([
      "a/1.txt": 10, "a/2.txt": 20, "a/b/3.txt": 30, "c/4.txt": 40, "5.txt": 50,
    ])
    let scan = try await fixture.scan()
    var project = DataProject()
    _ = project.add(scan)
    let original = project.listing
    var random = Random(seed: seed)
    var listings = [original]
    for _ in 0..<60 where edit(&project, with: scan, &random) {
      listings.append(project.listing)
    }
    #expect(listings.count > 20)
    for listing in listings.dropLast().reversed() {
      expectedChanges(&project) { $0.undo() }
      #expect(project.listing == listing)
    }
    #expect(project.listing == original)
    for listing in listings.dropFirst() {
      expectedChanges(&project) { $0.redo() }
      #expect(project.listing == listing)
    }
    #expect(project.redoTitle == nil)
  }

  /// Does one edit that random numbers choose.
  ///
  /// - Returns: whether the project took it.
  private func edit(
    _ project: inout DataProject, with scan: SourceScan, _ random: inout Random
  )
    -> Bool
  {
    let nodes = all(project)
    let folders = nodes.filter { project.tree.kind(of: $0) == .folder } + [project.tree.root]
    let folder = folders[random.number(below: folders.count)]
    let chosen = nodes.filter { _ in random.number(below: 4) == 0 }
    let number = random.number(below: 1000)
    let before = project.undoTitle
    let count = project.tree.nodeCount
    let choice = random.number(below: nodes.count > 60 ? 4 : 5)
    let changes = expectedChanges(&project) { project in
      switch choice {
      case 0: return (try? project.makeFolder(named: "f\(number)", in: folder).changes) ?? []
      case 1:
        guard let node = chosen.first else { return [] }
        return (try? project.rename(node, to: "n\(number % 20)")) ?? []
      case 2: return project.remove(Array(chosen.prefix(2)))
      case 3: return (try? project.move(chosen, to: folder)) ?? []
      default: return project.add(scan, to: folder)
      }
    }
    if changes.isEmpty {
      #expect(project.undoTitle == before)
      #expect(project.tree.nodeCount == count)
    }
    return !changes.isEmpty
  }

  /// Does something and checks that what it tells turns every list of before into that of after.
  @discardableResult
  private func expectedChanges(
    _ project: inout DataProject, _ body: (inout DataProject) -> [TreeChange]
  ) -> [TreeChange] {
    let before = lists(project)
    let changes = body(&project)
    var told: [StagingTree.Node: [ListSplice]] = [:]
    var rows: Set<StagingTree.Node> = []
    for change in changes {
      switch change {
      case .list(let folder, let splices): told[folder] = splices
      case .row(let node): rows.insert(node)
      }
    }
    let now = lists(project)
    for (folder, after) in now {
      guard let old = before[folder] else { continue }
      let new = inserted(by: told[folder] ?? [], into: old.children, becoming: after.children)
      #expect(new != nil)
      rows.formUnion(new ?? [])
    }
    for (folder, after) in now where folder != project.tree.root {
      guard let old = before[folder] else { continue }
      #expect(old.sizeAndName == after.sizeAndName || rows.contains(folder))
    }
    return changes
  }

  private struct FolderState {
    var children: [StagingTree.Node]
    var sizeAndName: String
  }

  private func lists(_ project: DataProject) -> [StagingTree.Node: FolderState] {
    let folders = all(project).filter { project.tree.kind(of: $0) == .folder } + [project.tree.root]
    return Dictionary(
      uniqueKeysWithValues: folders.map { folder in
        let state = FolderState(
          children: project.tree.children(of: folder),
          sizeAndName: "\(project.tree.byteCount(of: folder)) \(project.tree.name(of: folder))")
        return (folder, state)
      })
  }

  private func all(_ project: DataProject) -> [StagingTree.Node] {
    func below(_ folder: StagingTree.Node) -> [StagingTree.Node] {
      project.tree.children(of: folder).flatMap { [$0] + below($0) }
    }
    return below(project.tree.root)
  }
}
