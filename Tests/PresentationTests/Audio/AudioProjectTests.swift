import CompactDisc
import DiscModel
import SystemPackage
import Testing

@testable import Presentation

@Suite("An audio project") struct AudioProjectTests {
  @Test func `is empty at first and says so`() {
    let project = AudioProject()
    #expect(project.isEmpty)
    #expect(project.summary == "No tracks")
    #expect(project.usedBlocks == .zero)
    #expect(project.notes == [])
  }

  @Test func `takes files in at a place in the list`() {
    var project = AudioProject.letters("ABC")
    let change = project.add([.playing(60, "/music/x.flac", title: "X")], at: 1)
    #expect(project.titles == "AXBC")
    #expect(change?.splices == [ListSplice(position: 1, removed: 0, inserted: 1)])
    #expect(change?.tracks == project.ids("X"))
  }

  @Test func `takes no files in without an edit`() {
    var project = AudioProject()
    #expect(project.add([]) == nil)
    #expect(project.undoTitle == nil)
  }

  @Test(arguments: [
    ("A", 4, "BCDA"), ("D", 0, "DABC"), ("BC", 0, "BCAD"), ("AC", 4, "BDAC"), ("AC", 3, "BACD"),
    ("B", 99, "ACDB"), ("D", -1, "DABC"), ("AD", 2, "BADC"),
  ])
  func `moves tracks as a block between two rows`(moved: String, place: Int, expected: String) {
    var project = AudioProject.letters("ABCD")
    let change = project.move(project.ids(moved), to: place)
    #expect(project.titles == expected)
    #expect(change?.tracks == project.ids(moved))
  }

  @Test(arguments: [("B", 1), ("B", 2), ("AB", 0), ("AB", 1), ("ABCD", 3), ("", 2)])
  func `moves nothing without an edit`(moved: String, place: Int) {
    var project = AudioProject.letters("ABCD")
    #expect(project.move(project.ids(moved), to: place) == nil)
    #expect(project.titles == "ABCD")
    #expect(project.undoTitle == "Undo Add")
  }

  @Test func `moves a block up and down by a row, as far as it goes`() {
    var project = AudioProject.letters("ABCD")
    let block = project.ids("BC")
    #expect(project.moveUp(block) != nil)
    #expect(project.titles == "BCAD")
    #expect(project.moveUp(block) == nil)
    _ = project.moveDown(block)
    _ = project.moveDown(block)
    #expect(project.titles == "ADBC")
    #expect(project.moveDown(block) == nil)
    #expect(project.moveDown([]) == nil)
  }

  @Test func `takes tracks out`() {
    var project = AudioProject.letters("ABCD")
    let change = project.remove(project.ids("BD"))
    #expect(project.titles == "AC")
    #expect(
      change?.splices == [
        ListSplice(position: 1, removed: 1, inserted: 0),
        ListSplice(position: 2, removed: 1, inserted: 0),
      ])
    #expect(project.undoTitle == "Undo Remove")
  }

  @Test(arguments: [
    ("  Overture \n", "Overture"), ("Two\tWords", "Two Words"), ("", "Tag"), ("   ", "Tag"),
  ])
  func `cleans titles that are typed, and takes back the file's own for none`(
    typed: String, expected: String
  ) {
    var project = AudioProject()
    _ = project.add([.playing(60, "/a.flac", title: "Tag")])
    _ = project.setTitle("Something else", of: project.order[0])
    #expect(project.setTitle(typed, of: project.order[0]) != nil)
    #expect(project.tracks[0].title == expected)
  }

  @Test func `does not count the same title or artist as an edit`() {
    var project = AudioProject()
    _ = project.add([.playing(60, "/a.flac", title: "Tag", artist: "Somebody")])
    let id = project.order[0]
    #expect(project.setTitle("Tag", of: id) == nil)
    #expect(project.setArtist("Somebody ", of: id) == nil)
    #expect(project.undoTitle == "Undo Add")
    #expect(project.setArtist("", of: id) != nil)
    #expect(project.tracks[0].artist == "")
  }

  @Test(arguments: [
    ("03 - Prelude.flac", "Prelude"), ("03.Prelude.mp3", "Prelude"), ("1999.ogg", "1999"),
    ("1999 Song.ogg", "1999 Song"), ("7.wav", "7"), ("02.wav", "02"),
    ("99 Balloons.mp3", "Balloons"),
    ("4ever.mp3", "4ever"), ("Plain", "Plain"),
  ])
  func `calls a track by its file where the file does not tell`(file: String, title: String) {
    var project = AudioProject()
    _ = project.add([.playing(60, "/music/" + file)])
    #expect(project.tracks[0].title == title)
  }

  @Test func `suggests the album and the artist where all tracks agree`() {
    var project = AudioProject()
    _ = project.add([
      .playing(60, "/1.flac", artist: "Trio", album: "Live"),
      .playing(60, "/2.flac", artist: "Trio", album: "Live"),
    ])
    #expect(project.effectiveTitle == "Live")
    #expect(project.effectiveArtist == "Trio")
    _ = project.add([.playing(60, "/3.flac", artist: "Duo")])
    #expect(project.effectiveTitle == "")
    #expect(project.effectiveArtist == "")
    project.title = "Mixed"
    #expect(project.effectiveTitle == "Mixed")
  }

  @Test func `begins with 2 seconds whatever gap is chosen`() {
    var project = AudioProject.letters("AB")
    #expect(project.setGap(BlockCount(75), of: project.order[0]) == nil)
    #expect(project.setAllGaps(.zero) != nil)
    #expect(project.isGapless)
    #expect(project.rows.map(\.gap) == ["2 s", "0 s"])
    #expect(project.rows.map(\.hasOwnGap) == [false, true])
  }

  @Test func `gives all tracks the same gap, and takes that back with the gaps of before`() {
    var project = AudioProject.letters("ABC")
    _ = project.setGap(BlockCount(5 * 75), of: project.order[1])
    _ = project.setAllGaps(.zero)
    #expect(project.rows.map(\.gap) == ["2 s", "0 s", "0 s"])
    #expect(project.setAllGaps(.zero) == nil)
    _ = project.undo()
    #expect(project.rows.map(\.gap) == ["2 s", "5 s", "2 s"])
    #expect(project.undoTitle == "Undo Change of Gap")
    _ = project.redo()
    #expect(project.isGapless)
  }

  @Test func `counts a minute of music and the gaps between`() {
    var project = AudioProject.letters("ABC")
    #expect(project.usedBlocks == BlockCount(3 * 60 * 75 + 2 * 150))
    #expect(project.summary == "3 tracks, 3:04")
    _ = project.setAllGaps(.zero)
    #expect(project.usedBlocks == BlockCount(3 * 60 * 75))
  }

  @Test func `counts what no disc holds, and more tracks than any has`() {
    var long = AudioProject()
    _ = long.add([.playing(100 * 60, "/long.flac")])
    #expect(long.usedBlocks == BlockCount(100 * 60 * 75))
    var many = AudioProject()
    _ = many.add((1...120).map { .playing(10, "/\($0).flac") })
    #expect(many.usedBlocks == BlockCount(120 * 750 + 119 * 150))
    #expect(many.notes.first == .tooManyTracks(120))
  }
}
