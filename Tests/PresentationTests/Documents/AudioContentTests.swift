import CompactDisc
import DiscModel
import SystemPackage
import Testing

@testable import Presentation

@Suite("An audio project in a file") struct AudioContentTests {
  private static let path: FilePath = "/home/me/projects/coast.spindle"

  /// Typed by hand from the description of the format.
  private static let text =
    #"{"audio":{"artist":"The Trio","catalogNumber":"4006381333931","gap":150,"title":"Coast","#
    + #""tracks":[{"source":{"beside":"music/a.flac","path":"/home/me/projects/music/a.flac"}},"#
    + #"{"artist":"","gap":0,"source":{"path":"/media/b.ogg"},"title":"Ebb"}]},"#
    + #""format":"spindle-project","kind":"audio","version":1}"# + "\n"

  private func content() throws -> ProjectFile.AudioContent {
    .init(
      title: "Coast", artist: "The Trio", catalogNumber: try MediaCatalogNumber("4006381333931"),
      tracks: [
        .init(path: "/home/me/projects/music/a.flac"),
        .init(path: "/media/b.ogg", title: "Ebb", artist: "", gap: .zero),
      ])
  }

  private func read(_ text: String) throws(ProjectFileError) -> ProjectFile {
    try ProjectFile(bytes: Array(text.utf8), at: Self.path)
  }

  @Test func `is JSON with the places of the tracks and what was typed`() throws {
    let bytes = try ProjectFile(.audio(content())).bytes(for: Self.path)
    #expect(String(decoding: bytes, as: UTF8.self) == Self.text)
  }

  @Test func `is understood as it was written`() throws {
    #expect(try read(Self.text).content == .audio(content()))
    #expect(try read(Self.text).content.kind == "audio")
  }

  @Test(arguments: [
    ("4006381333931", "40063"), (#""gap":150"#, #""gap":-1"#), (#""gap":0"#, #""gap":9999999"#),
    ("/media/b.ogg", "b.ogg"), (#""tracks""#, #""songs""#), (#""audio":{"#, #""music":{"#),
  ])
  func `that is damaged is refused`(part: String, damage: String) {
    #expect(Self.text.contains(part))
    let error = #expect(throws: ProjectFileError.self) {
      try read(Self.text.replacing(part, with: damage))
    }
    if case .damaged(let path, _) = error {
      #expect(path == Self.path.string)
    } else {
      Issue.record("\(String(describing: error))")
    }
  }

  @Test func `becomes the same project again, with every file to be measured`() throws {
    var project = AudioProject(try content())
    #expect(project.content == (try content()))
    #expect(project.waiting.count == 2)
    #expect(project.undoTitle == nil && project.editCount == 0)
    #expect(
      project.openingChange.splices == [ListSplice(position: 0, removed: 0, inserted: 2)])
    let tags = TrackTags(title: "Tag", artist: "Somebody")
    for id in project.order { project.settle(id, .measured(SampleCount(44_100 * 60)), tags) }
    #expect(project.rows.map(\.title) == ["Tag", "Ebb"])
    #expect(project.rows.map(\.artist) == ["Somebody", ""])
    #expect(project.rows.map(\.gap) == ["2 s", "0 s"])
  }

  @Test func `is changed by edits and texts, and the same again when they are taken back`() {
    var project = AudioProject.letters("AB")
    let before = project.state
    _ = project.moveUp(project.ids("B"))
    #expect(project.state != before)
    _ = project.undo()
    #expect(project.state == before)
    project.title = "x"
    #expect(project.state != before)
    #expect(project.editCount == 1)
  }
}
