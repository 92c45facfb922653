import DiscImage
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Presentation

@Suite("A project that is saved and opened") struct ProjectStorageTests {
  /// Opens a project as the window does.
  private func opened(_ path: FilePath) async throws -> DataProject {
    let file = try ProjectFile.read(path)
    guard case .data(let content) = file.content else { throw ProjectFile.Fault(text: "kind") }
    return DataProject(content, found: try await SourceScanner().scan(content.listing))
  }

  private func save(_ project: DataProject, to path: FilePath) throws {
    try ProjectFile(.data(project.content)).write(to: path)
  }

  private func move(_ old: FilePath, to new: FilePath) {
    #expect(rename(old.string, new.string) == 0)
  }

  private func project(_ fixture: ProjectFixture) async throws -> DataProject {
    var project = DataProject()
    _ = project.add(try await fixture.scan("work/Trip"))
    _ = project.add(try await fixture.scan("far/c.txt"))
    _ = try project.rename(project.node("/Trip/a.txt"), to: "first.txt")
    _ = try project.makeFolder(named: "Notes")
    _ = try project.move([project.node("/c.txt")], to: project.node("/Notes"))
    project.volumeName = VolumeName("Summer")
    return project
  }

  private func fixture() throws -> ProjectFixture {
    try ProjectFixture(["work/Trip/a.txt": 3, "work/Trip/b/b.txt": 5, "far/c.txt": 7])
  }

  private static let listed = [
    "/Notes 7", "/Notes/c.txt 7", "/Trip 8", "/Trip/b 5", "/Trip/b/b.txt 5", "/Trip/first.txt 3",
  ]

  @Test func `is the same project, with nothing to undo`() async throws {
    let fixture = try fixture()
    let path = fixture.folder.path("work/summer.spindle")
    try save(await project(fixture), to: path)
    let project = try await opened(path)
    #expect(project.listing == Self.listed)
    #expect(project.volumeName.text == "Summer")
    #expect(project.undoTitle == nil)
    #expect(project.issues == [])
  }

  @Test func `works after its folder was moved with everything in it`() async throws {
    let fixture = try fixture()
    try save(await project(fixture), to: fixture.folder.path("work/summer.spindle"))
    move(fixture.folder.path("work"), to: fixture.folder.path("moved"))
    let project = try await opened(fixture.folder.path("moved/summer.spindle"))
    #expect(project.listing == Self.listed)
    #expect(project.issues == [])
  }

  @Test func `takes the copy that lies beside it`() async throws {
    let fixture = try fixture()
    try save(await project(fixture), to: fixture.folder.path("work/summer.spindle"))
    try FileManager.default.copyItem(
      atPath: fixture.folder.path("work").string, toPath: fixture.folder.path("copy").string)
    try fixture.folder.write([1, 2, 3, 4], to: "copy/Trip/a.txt")
    let project = try await opened(fixture.folder.path("copy/summer.spindle"))
    #expect(project.listing.contains("/Trip/first.txt 4"))
  }

  @Test func `finds its files where they were after it was moved alone`() async throws {
    let fixture = try fixture()
    try save(await project(fixture), to: fixture.folder.path("work/summer.spindle"))
    move(
      fixture.folder.path("work/summer.spindle"), to: fixture.folder.path("far/other.spindle"))
    #expect(try await opened(fixture.folder.path("far/other.spindle")).listing == Self.listed)
  }

  @Test func `names what is missing, and brings it again when it is there again`() async throws {
    let fixture = try fixture()
    let path = fixture.folder.path("summer.spindle")
    try save(await project(fixture), to: path)
    move(fixture.folder.path("work/Trip/b"), to: fixture.folder.path("hidden"))
    move(fixture.folder.path("far/c.txt"), to: fixture.folder.path("c"))
    let project = try await opened(path)
    #expect(project.listing == ["/Notes 0", "/Trip 3", "/Trip/first.txt 3"])
    #expect(
      Set(project.issues.map(\.path)) == [
        fixture.folder.path("work/Trip/b").string, fixture.folder.path("far/c.txt").string,
      ])
    #expect(IssueGroup.groups(of: project.issues).map(\.heading) == ["Missing (2)"])
    try save(project, to: path)
    move(fixture.folder.path("hidden"), to: fixture.folder.path("work/Trip/b"))
    move(fixture.folder.path("c"), to: fixture.folder.path("far/c.txt"))
    #expect(try await opened(path).listing == Self.listed)
  }

  @Test func `forgets what is missing in a folder that was removed since`() async throws {
    let fixture = try fixture()
    let path = fixture.folder.path("summer.spindle")
    try save(await project(fixture), to: path)
    move(fixture.folder.path("work/Trip/b"), to: fixture.folder.path("hidden"))
    var project = try await opened(path)
    _ = project.remove([try project.node("/Trip")])
    try save(project, to: path)
    move(fixture.folder.path("hidden"), to: fixture.folder.path("work/Trip/b"))
    #expect(try await opened(path).listing == ["/Notes 7", "/Notes/c.txt 7"])
  }

  // MARK: States

  @Test func `is in the state it was saved in again when all since is undone`() async throws {
    let fixture = try fixture()
    var project = try await project(fixture)
    let saved = project.state
    _ = try project.makeFolder(named: "More")
    #expect(project.state != saved)
    _ = project.undo()
    #expect(project.state == saved)
    _ = project.undo()
    _ = try project.makeFolder(named: "Other")
    #expect(project.state != saved, "as many edits, but not the same")
    #expect(project.editCount == 5)
  }

  // MARK: The disk

  @Test func `replaces the file behind a link, with its permissions`() async throws {
    let fixture = try fixture()
    let (real, link) = (fixture.folder.path("real"), fixture.folder.path("link.spindle"))
    try fixture.folder.write("old".utf8, to: "real")
    #expect(chmod(real.string, 0o640) == 0)
    #expect(symlink("real", link.string) == 0)
    try save(DataProject(), to: link)
    var status = stat()
    #expect(lstat(link.string, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(real.string, &status) == 0 && status.st_mode & 0o7777 == 0o640)
    #expect(try ProjectFile.read(real).content.kind == "data")
  }

  @Test func `leaves nothing behind where it cannot be written`() throws {
    let folder = try TemporaryFolder()
    try folder.write("1".utf8, to: "taken.spindle/inside")
    let path = folder.path("taken.spindle")
    #expect(throws: ProjectFileError.notWritable(path: path.string, errorNumber: EISDIR)) {
      try ProjectFile(.data(DataProject().content)).write(to: path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string).count == 1)
    let nowhere = folder.path("nowhere/a.spindle")
    #expect(throws: ProjectFileError.notWritable(path: nowhere.string, errorNumber: ENOENT)) {
      try ProjectFile(.data(DataProject().content)).write(to: nowhere)
    }
  }

  @Test func `is not looked for in what is no ordinary file`() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path("pipe.spindle")
    #expect(mkfifo(pipe.string, 0o600) == 0)
    for path in [pipe, folder.path] {
      #expect(throws: ProjectFileError.notAProject(path: path.string)) {
        try ProjectFile.read(path)
      }
    }
    let gone = folder.path("gone.spindle")
    #expect(throws: ProjectFileError.unreadable(path: gone.string, errorNumber: ENOENT)) {
      try ProjectFile.read(gone)
    }
  }

  // MARK: Words

  @Test(arguments: [
    (ProjectFileError.unreadable(path: "/p", errorNumber: ENOENT), "No such file"),
    (.notAProject(path: "/p"), "no project of Spindle"), (.newer(path: "/p", version: 9), "newer"),
    (.damaged(path: "/p", detail: "x"), "damaged"),
    (.notWritable(path: "/p", errorNumber: EACCES), "Permission denied"),
  ])
  func `says why it cannot be opened or saved`(error: ProjectFileError, part: String) {
    let message = ErrorText.message(for: error)
    #expect(message.body.contains(part))
    #expect(message.body.contains("/p"))
  }

  @Test func `is listed among the last ones by name, kind and day`() {
    let now = Timestamp(seconds: 1_795_600_000)
    let recent = RecentProject(
      fileName: "Summer 2026.spindle", kind: "data",
      lastUsed: Timestamp(seconds: now.seconds - 86_400), exists: true, now: now)
    #expect(recent.title == "Summer 2026")
    #expect(recent.subtitle == "Data disc · yesterday")
    let gone = RecentProject(
      fileName: "Summer.spindle", kind: "", lastUsed: now, exists: false, now: now)
    #expect(gone.subtitle == "today · the file is not there")
    #expect(gone.isMissing)
  }
}
