import DiscImage
import SystemPackage
import TestSupport
import Testing

@testable import Presentation

@Suite("Where music is looked for") struct MusicSourcesTests {
  @Test func `a folder gives its audio files, folder by folder, and names what is left out`()
    async throws
  {
    let folder = try TemporaryFolder()
    for path in [
      "album/CD 1/a.FLAC", "album/CD 1/cover.jpg", "album/CD 2/b.mp3", "album/c.ogg",
      "album/notes.txt", "note",
    ] {
      try folder.write([1], to: path)
    }
    let scan = try await SourceScanner().scan([
      ScanSource(path: folder.path("album")), ScanSource(path: folder.path("note")),
    ])
    let sources = MusicSources(scan)
    #expect(
      sources.groups == [
        [folder.path("album/CD 1/a.FLAC")], [folder.path("album/CD 2/b.mp3")],
        [folder.path("album/c.ogg")], [folder.path("note")],
      ])
    #expect(
      sources.leftOut == [folder.path("album/CD 1/cover.jpg"), folder.path("album/notes.txt")])
    #expect(sources.count == 4)
  }

  @Test func `what cannot be read is told`() async throws {
    let folder = try TemporaryFolder()
    let scan = try await SourceScanner().scan([ScanSource(path: folder.path("gone.flac"))])
    let sources = MusicSources(scan)
    #expect(sources.count == 0)
    #expect(sources.issues.map(\.kind) == [.vanished])
  }
}
