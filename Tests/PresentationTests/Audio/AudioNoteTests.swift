import CompactDisc
import SystemPackage
import Testing

@testable import Presentation

@Suite("Notes about an audio disc") struct AudioNoteTests {
  private static let id = ProjectTrack.ID(rawValue: 1)
  private static let failed = AudioNote.failed(id, name: "x.flac", .notAudio)
  private static let padded = AudioNote.padded(id, title: "Short")
  private static let all: [AudioNote] = [
    failed, .incomplete(id, name: "cut.mp3"), padded, .textChanged("ř", replacement: "r"),
    .textTooLong, .tooManyTracks(100),
    .noMusic("/a/cover.jpg"), .leftOut("It is gone."),
  ]

  /// 4006381333931 is the example on GS1's page about check digits.
  @Test(arguments: [("4006381333931", true), ("4006381333930", false), ("036000291452", true)])
  func `tell of a number whose check digit is wrong`(text: String, isRight: Bool) throws {
    var project = AudioProject()
    let number = try MediaCatalogNumber(text)
    project.catalogNumber = number
    #expect(project.notes == (isRight ? [] : [.doubtfulNumber(number)]))
    let note = AudioNote.doubtfulNumber(number)
    #expect(!note.isObstacle && !note.isMinor)
    #expect(note.text.contains(" \(number.text) ") && note.text.hasSuffix("."))
  }

  @Test func `are announced by what keeps the disc from being burned, then by their number`() {
    #expect(AudioNote.summary(of: []) == nil)
    #expect(AudioNote.summary(of: [.noMusic("/x")]) == nil)
    #expect(AudioNote.summary(of: [Self.padded]) == "1 note about the tracks")
    #expect(AudioNote.summary(of: [Self.padded, .textTooLong]) == "2 notes about the tracks")
    #expect(AudioNote.summary(of: [Self.failed, Self.padded]) == "1 track cannot be burned")
  }

  @Test func `name what was left out, however much it was`() {
    #expect(AudioNote.notice(about: []) == nil)
    #expect(
      AudioNote.notice(about: [.noMusic("/a/cover.jpg")])
        == "“cover.jpg” holds no music and was left out.")
    #expect(
      AudioNote.notice(about: [.noMusic("/a/cover.jpg"), .noMusic("/b"), .noMusic("/c")])
        == "“cover.jpg” and 2 other files hold no music and were left out.")
    #expect(AudioNote.notice(about: [.leftOut("It is gone.")]) == "It is gone.")
    #expect(
      AudioNote.notice(about: [.leftOut("It is gone."), .noMusic("/b")])
        == "It is gone. And 1 more.")
  }

  @Test func `are sentences under headings`() {
    for note in Self.all { #expect(note.text.hasSuffix("."), "\(note.text)") }
    let groups = AudioNoteGroup.groups(of: Self.all + [Self.padded])
    #expect(groups.map(\.count) == [1, 1, 2, 1, 1, 1, 2])
    #expect(groups[2].lines == [Self.padded.text, Self.padded.text])
    #expect(Set(groups.map(\.heading)).count == 7)
  }

  @Test func `either stop a burn or do not, and minor ones never do`() {
    #expect(Self.all.filter(\.isObstacle) == [Self.failed, .tooManyTracks(100)])
    #expect(Self.all.filter(\.isMinor).allSatisfy { !$0.isObstacle })
  }

  @Test func `tell how far a reading is`() {
    #expect(AudioNote.progress(done: 0, of: 0) == "Reading…")
    #expect(AudioNote.progress(done: 12, of: 500) == "Reading… 12 of 500")
  }
}
