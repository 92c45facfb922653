import SystemPackage
import TestSupport
import Testing

@testable import Presentation

@Suite("Files that were dropped") struct DroppedFilesTests {
  private func areMusic(_ files: [String], dropped: [String]) throws -> Bool {
    let folder = try TemporaryFolder()
    for file in files { try folder.write([1], to: file) }
    return DroppedFiles.areMusic(dropped.map { folder.path($0) })
  }

  @Test func `are music if there is nothing else`() throws {
    #expect(try areMusic(["a.flac", "b.MP3"], dropped: ["a.flac", "b.MP3"]))
    #expect(try areMusic(["a.flac", "b.zip"], dropped: ["a.flac", "b.zip"]) == false)
  }

  @Test func `are music in a folder with a cover, a cue sheet and a folder of scans`() throws {
    let files = ["Album/1.ogg", "Album/cover.jpg", "Album/Album.cue", "Album/Scans/1.zip"]
    #expect(try areMusic(files, dropped: ["Album"]))
  }

  @Test func `are no music where one folder holds something else`() throws {
    let files = ["Album/1.ogg", "Work/report.odt", "Work/tool.bin"]
    #expect(try areMusic(files, dropped: ["Album", "Work"]) == false)
  }

  @Test func `are no music without any`() throws {
    #expect(try areMusic(["Photos/1.jpg"], dropped: ["Photos"]) == false)
    #expect(try areMusic(["readme.txt"], dropped: ["readme.txt"]) == false)
    #expect(DroppedFiles.areMusic([]) == false)
    #expect(DroppedFiles.areMusic(["/nowhere/at all"]) == false)
  }
}
