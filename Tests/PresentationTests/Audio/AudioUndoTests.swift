import DiscModel
import Testing

@testable import Presentation

/// Long sequences of edits, the same in every run.
@Suite("Undo and redo of an audio project") struct AudioUndoTests {
  @Test(arguments: 1...12)
  func `taking everything back leaves the list as it was, and doing it again as it became`(
    seed: UInt64
  ) throws {
    var project = AudioProject.letters("ABCDEF")
    var random = Random(seed: seed)
    var states = [project.rows]
    for _ in 0..<80 where edit(&project, &random) { states.append(project.rows) }
    #expect(states.count > 20)
    for state in states.dropLast().reversed() {
      try follow(&project) { $0.undo() }
      #expect(project.rows == state)
    }
    for state in states.dropFirst() {
      try follow(&project) { $0.redo() }
      #expect(project.rows == state)
    }
    #expect(project.redoTitle == nil)
    #expect(project.redo() == nil)
  }

  private func edit(_ project: inout AudioProject, _ random: inout Random) -> Bool {
    let chosen = project.order.filter { _ in random.number(below: 3) == 0 }
    let number = random.number(below: 40)
    let choice = random.number(below: 7)
    let place = random.number(below: project.order.count + 1)
    let before = project.undoTitle
    let change = try? follow(&project) { project in
      switch choice {
      case 0: return project.remove(Array(chosen.prefix(1)))
      case 1: return chosen.first.flatMap { project.setTitle("t\(number)", of: $0) }
      case 2: return chosen.first.flatMap { project.setArtist("a\(number)", of: $0) }
      case 3:
        return chosen.first.flatMap { project.setGap(BlockCount(Int64(number) * 75), of: $0) }
      case 4: return project.setAllGaps(BlockCount(Int64(number % 3) * 75))
      case 5: return project.add([.playing(60, "/n\(number).flac")], at: place)
      default: return project.move(chosen, to: place)
      }
    }
    if change == nil { #expect(project.undoTitle == before) }
    return change != nil
  }

  private struct NoChange: Error {}

  /// Does something and checks that what it tells turns the list of before into that of after.
  @discardableResult
  private func follow(
    _ project: inout AudioProject, _ body: (inout AudioProject) -> TrackChange?
  ) throws -> TrackChange {
    var list = project.order
    guard let change = body(&project) else { throw NoChange() }
    for splice in change.splices {
      let new = project.order[splice.position..<splice.position + splice.inserted]
      list.replaceSubrange(splice.position..<splice.position + splice.removed, with: new)
    }
    #expect(list == project.order)
    #expect(change.tracks.allSatisfy(project.order.contains))
    return change
  }
}
