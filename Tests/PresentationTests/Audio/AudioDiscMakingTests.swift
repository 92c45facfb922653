import CompactDisc
import DiscModel
import SystemPackage
import Testing

@testable import Presentation

@Suite("The disc of an audio project") struct AudioDiscMakingTests {
  @Test func `has the tracks in their order, with texts, codes and gaps`() throws {
    var project = AudioProject()
    _ = project.add([
      MusicFile(
        path: "/b.flac", source: .measured(SampleCount(44_100 * 10)),
        tags: TrackTags(title: "Second", recordingCode: try ISRC("DEA120300456"))),
      .playing(20, "/a.flac", title: "First", artist: "Trio"),
    ])
    _ = project.moveDown([project.order[0]])
    _ = project.setGap(BlockCount(300), of: project.order[1])
    project.title = "Disc"
    project.catalogNumber = try MediaCatalogNumber("4006381333931")
    let disc = project.disc()
    #expect(disc.tracks.map(\.title) == ["First", "Second"])
    #expect(disc.tracks.map(\.performer) == ["Trio", ""])
    #expect(disc.tracks.map(\.pregap) == [BlockCount(150), BlockCount(300)])
    #expect(disc.tracks.map(\.length) == [SampleCount(882_000), SampleCount(441_000)])
    #expect(disc.tracks[1].recordingCode?.text == "DEA120300456")
    #expect(disc.text.title == "Disc")
    #expect(disc.catalogNumber?.text == "4006381333931")
  }

  @Test func `has no texts where none are wanted`() {
    let project = AudioProject.letters("AB")
    #expect(project.disc().leadInText != nil)
    #expect(project.disc(withText: false).leadInText == nil)
  }

  @Test func `fills short tracks up to 4 seconds, so that it can be laid out`() throws {
    var project = AudioProject()
    _ = project.setAllGaps(.zero)
    _ = project.add([.playing(3, "/short.wav"), .playing(4, "/enough.wav")])
    let plan = try AudioDiscPlan(project.disc(), capacity: .minutes74)
    #expect(plan.tracks.map(\.blocks) == [BlockCount(300), BlockCount(300)])
    #expect(project.notes == [.padded(project.order[0], title: "short")])
    #expect(project.tracks.map(\.isPadded) == [true, false])
  }

  @Test func `burns what there is of a file that lacks music, and says so`() {
    var project = AudioProject()
    _ = project.add([
      MusicFile(
        path: "/x/cut.mp3", source: .measured(SampleCount(441_000)), isIncomplete: true)
    ])
    #expect(project.disc().tracks.count == 1)
    #expect(
      project.notes.map(\.text) == [
        "“cut.mp3” is incomplete: music is missing, as after a download that broke off. Listen to its end."
      ])
    #expect(project.rows[0].notes == project.notes)
    project.settle(project.order[0], .measured(SampleCount(882_000)))
    #expect(project.notes == [])
  }

  @Test func `leaves out tracks that cannot be decoded, and says which`() {
    var project = AudioProject.letters("A")
    let codec = AudioCodec(name: "Monkey's Audio", debianPackage: "gstreamer1.0-libav")
    _ = project.add([MusicFile(path: "/x/bad.ape", source: .failed(.missingCodec(codec)))])
    #expect(project.disc().tracks.count == 1)
    #expect(
      project.notes.map(\.text) == [
        "“bad.ape” cannot be decoded: there is no decoder for Monkey's Audio. Install the package gstreamer1.0-libav."
      ])
    #expect(project.notes[0].isObstacle)
    #expect(project.rows[1].length == "–")
    project.settle(project.order[1], .measured(SampleCount(441_000)), TrackTags(title: "Good"))
    #expect(project.notes == [])
    #expect(project.rows[1].title == "Good")
  }

  @Test func `shows texts as players will, where CD-TEXT lacks characters`() {
    var project = AudioProject()
    _ = project.add([
      .playing(60, "/1.flac", title: "Dvořák – Rusalka", artist: "Дуэт"),
      .playing(60, "/2.flac", title: "Für Elise"),
    ])
    #expect(project.disc().tracks.map(\.title) == ["Dvorák - Rusalka", "Für Elise"])
    #expect(
      project.notes == [
        .textChanged("Dvořák – Rusalka", replacement: "Dvorák - Rusalka"),
        .textChanged("Дуэт", replacement: "????"),
      ])
    #expect(
      project.notes[0].text == "Players show “Dvorák - Rusalka” instead of “Dvořák – Rusalka”.")
    #expect(project.notes.allSatisfy { !$0.isObstacle })
  }

  @Test func `says when all texts are more than CD-TEXT holds`() {
    var project = AudioProject()
    let long = String(repeating: "long ", count: 12)
    _ = project.add((1...60).map { .playing(10, "/\($0).flac", title: "\(long)\($0)") })
    #expect(!project.textFits)
    #expect(project.notes == [.textTooLong])
  }

  @Test func `waits for files that are still measured`() {
    var project = AudioProject()
    _ = project.add([MusicFile(path: "/a.flac", source: .waiting)])
    #expect(project.waiting.map(\.id) == project.order)
    #expect(project.rows[0].length == "…")
    #expect(project.disc().tracks.isEmpty)
  }
}
