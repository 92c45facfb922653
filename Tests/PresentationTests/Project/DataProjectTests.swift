import DiscImage
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Presentation

@Suite("A data project") struct DataProjectTests {
  private func project() async throws -> DataProject {
    let fixture = try ProjectFixture(["photos/a.jpg": 1000, "photos/b.jpg": 500, "notes.txt": 20])
    var project = DataProject()
    _ = project.add(try await fixture.scan())
    return project
  }

  @Test func `is empty at first, without anything to take back`() {
    let project = DataProject()
    #expect(project.isEmpty)
    #expect(project.summary == "No files")
    #expect(project.undoTitle == nil && project.redoTitle == nil)
  }

  @Test func `is empty just when its image has no entries, so that the window asks for no more`()
    throws
  {
    var project = DataProject()
    let planner = ImagePlanner(ImageOptions())
    #expect(try planner.plan(project.tree).entryCount == 0)
    let folder = try project.makeFolder(named: "empty").folder
    #expect(!project.isEmpty)
    #expect(try planner.plan(project.tree).entryCount == 1)
    _ = project.remove([folder])
    #expect(project.isEmpty)
    #expect(try planner.plan(project.tree).entryCount == 0)
  }

  @Test func `takes over what a scan found`() async throws {
    let project = try await project()
    #expect(
      project.listing == [
        "/photos 1500", "/photos/a.jpg 1000", "/photos/b.jpg 500", "/notes.txt 20",
      ])
    #expect(project.summary == "4 items, 2 kB")
    #expect(project.undoTitle == "Undo Add")
  }

  @Test func `tells which rows an addition puts into which list`() async throws {
    var project = try await project()
    let photos = try project.node("/photos")
    let more = try await ProjectFixture(["aa.jpg": 10, "z.jpg": 10]).scan()
    let changes = project.add(more, to: photos)
    #expect(
      changes == [
        .list(
          of: photos,
          [
            ListSplice(position: 1, removed: 0, inserted: 1),
            ListSplice(position: 3, removed: 0, inserted: 1),
          ]),
        .row(photos),
      ])
  }

  @Test func `a taken name gives way, and the issue says so`() async throws {
    var project = try await project()
    _ = project.add(try await ProjectFixture(["notes.txt": 1]).scan())
    let issue = try #require(project.issues.first)
    #expect(project.issues.count == 1)
    #expect(issue.kind == .nameTaken(newName: "notes (2).txt"))
    #expect(project.row(for: try project.node("/notes (2).txt")).hasIssue)
    #expect(!project.row(for: try project.node("/notes.txt")).hasIssue)
  }

  @Test func `renaming in place changes a row, not the list`() async throws {
    var project = try await project()
    let photo = try project.node("/photos/a.jpg")
    let photos = try project.node("/photos")
    #expect(
      try project.rename(photo, to: "aa.jpg") == [.row(photos), .row(photo)].sorted(in: project))
    #expect(project.undoTitle == "Undo Rename")
  }

  @Test func `renaming past others moves the row`() async throws {
    var project = try await project()
    let photo = try project.node("/photos/a.jpg")
    let photos = try project.node("/photos")
    let changes = try project.rename(photo, to: "z.jpg")
    #expect(
      changes.first
        == .list(
          of: photos,
          [
            ListSplice(position: 0, removed: 1, inserted: 0),
            ListSplice(position: 1, removed: 0, inserted: 1),
          ]))
  }

  @Test func `renaming to the same name is no edit, to a taken one is refused`() async throws {
    var project = try await project()
    let photo = try project.node("/photos/a.jpg")
    #expect(try project.rename(photo, to: "a.jpg") == [])
    #expect(project.undoTitle == "Undo Add")
    #expect(throws: StagingError.nameTaken("b.jpg")) { try project.rename(photo, to: "b.jpg") }
    #expect(project.undoTitle == "Undo Add")
  }

  @Test func `removing a folder and something in it is one removal`() async throws {
    var project = try await project()
    let (photos, photo) = (try project.node("/photos"), try project.node("/photos/a.jpg"))
    let changes = project.remove([photo, photos, photos, project.tree.root])
    #expect(project.listing == ["/notes.txt 20"])
    #expect(
      changes == [
        .list(of: project.tree.root, [ListSplice(position: 0, removed: 1, inserted: 0)])
      ])
    #expect(project.remove([photo]) == [])
  }

  @Test func `moving puts everything into the folder or nothing`() async throws {
    var project = try await project()
    let (folder, _) = try project.makeFolder(named: "all")
    let (photo, notes) = (try project.node("/photos/a.jpg"), try project.node("/notes.txt"))
    _ = try project.move([photo, notes], to: folder)
    #expect(
      project.listing == [
        "/all 1020", "/all/a.jpg 1000", "/all/notes.txt 20", "/photos 500", "/photos/b.jpg 500",
      ])
    let (other, _) = try project.makeFolder(named: "a.jpg", in: try project.node("/photos"))
    let before = project.listing
    #expect(throws: StagingError.nameTaken("a.jpg")) {
      try project.move([notes, other], to: folder)
    }
    #expect(throws: StagingError.nameTaken("a.jpg")) {
      try project.move([try project.node("/photos/b.jpg"), other], to: folder)
    }
    #expect(throws: StagingError.folderIntoItself) { try project.move([folder], to: folder) }
    #expect(project.listing == before)
    #expect(project.undoTitle == "Undo New Folder")
  }

  @Test func `a new edit ends what could be done again`() async throws {
    var project = try await project()
    _ = project.remove([try project.node("/notes.txt")])
    _ = project.undo()
    #expect(project.redoTitle == "Redo Remove")
    _ = try project.makeFolder(named: "new")
    #expect(project.redoTitle == nil)
    #expect(project.redo() == [])
  }

  @Test func `new folders get a free name`() async throws {
    var project = DataProject()
    #expect(project.nameForNewFolder(in: project.tree.root) == "New Folder")
    _ = try project.makeFolder(named: "New Folder")
    _ = try project.makeFolder(named: "New Folder 2")
    #expect(project.nameForNewFolder(in: project.tree.root) == "New Folder 3")
  }

  @Test func `what is dropped on a file goes into its folder`() async throws {
    let project = try await project()
    let photos = try project.node("/photos")
    #expect(project.folder(forDropOn: photos) == photos)
    #expect(project.folder(forDropOn: try project.node("/photos/a.jpg")) == photos)
    #expect(project.folder(forDropOn: nil) == project.tree.root)
  }

  @Test func `the name is what was typed, else a suggestion`() async throws {
    var project = DataProject()
    _ = try project.makeFolder(named: "Holiday")
    #expect(project.effectiveVolumeName(date: "2026-11-22").text == "Holiday")
    project.volumeName = VolumeName("MINE")
    #expect(project.effectiveVolumeName(date: "2026-11-22").text == "MINE")
    #expect(project.suggestedVolumeName(date: "2026-11-22").text == "Holiday")
  }

  @Test func `issues go and come with their files`() async throws {
    let fixture = try ProjectFixture(["d/a.txt": 1])
    #expect(symlink("nowhere", fixture.folder.path("d/link").string) == 0)
    #expect(mkfifo(fixture.folder.path("d/pipe").string, 0o600) == 0)
    var project = DataProject()
    _ = project.add(try await fixture.scan())
    #expect(
      Set(project.issues.map(\.kind)) == [.brokenLink(target: "nowhere"), .specialFile(.pipe)])
    _ = try project.rename(try project.node("/d"), to: "e")
    #expect(project.issues.contains { $0.path == "/e/link" })
    _ = project.remove([try project.node("/e")])
    #expect(project.issues.isEmpty)
    _ = project.undo()
    #expect(project.issues.count == 2)
    project.dismissIssues()
    #expect(project.issues.isEmpty)
    #expect(!project.row(for: try project.node("/e/link")).hasIssue)
  }

  @Test func `what the layout says stands behind what the scans said, but for the disc's own name`()
  {
    var project = DataProject()
    let issue = StagingIssue(path: "/a", kind: .leftOut(of: .joliet))
    project.layoutIssues = [StagingIssue(path: "/", kind: .renamed(in: .iso9660, to: "A")), issue]
    #expect(project.issues == [issue])
  }
}

extension [TreeChange] {
  /// Rows in the order in which the project tells them, that of their handles.
  fileprivate func sorted(in project: DataProject) -> [TreeChange] {
    sorted { left, right in
      guard case .row(let left) = left, case .row(let right) = right else { return false }
      return left.rawValue < right.rawValue
    }
  }
}

@Suite("Rows and groups of issues") struct TreeRowTests {
  @Test(arguments: [
    ("a.JPG", "Picture"), ("b.flac", "Audio"), ("c.mkv", "Video"), ("d.pdf", "Document"),
    ("e.tar.gz", "Archive"), ("f", "File"), ("g.", "File"), (".png", "Picture"),
  ])
  func `a file's kind is told by its ending`(name: String, kind: String) async throws {
    let fixture = try ProjectFixture([name: 1200])
    var project = DataProject()
    _ = project.add(try await fixture.scan())
    let row = project.row(for: try project.node("/" + name))
    #expect(row.name == name)
    #expect(row.kindText == kind)
    #expect(row.sizeText == "1 kB")
    #expect(!row.isFolder)
  }

  @Test func `folders have the size of what is in them, links none`() async throws {
    let fixture = try ProjectFixture(["d/a": 1000, "d/b": 2000])
    #expect(symlink("a", fixture.folder.path("d/link").string) == 0)
    var project = DataProject()
    _ = project.add(try await fixture.scan())
    let folder = project.node(at: 0, in: project.tree.root)
    #expect(project.rowCount(in: folder) == 3)
    #expect(project.row(for: folder).sizeText == "3 kB")
    #expect(project.row(for: folder).kindText == "Folder")
    #expect(project.row(for: folder).isFolder)
    let link = project.row(for: try project.node("/d/link"))
    #expect(link.kindText == "Link to a")
    #expect(link.sizeText == "")
  }

  @Test func `every kind has a name and an icon`() {
    #expect(Set(FileKind.allCases.map(\.text)).count == FileKind.allCases.count)
    #expect(Set(FileKind.allCases.map(\.iconName)).count == FileKind.allCases.count)
  }

  @Test func `thousands of issues become a few groups`() {
    let links = (0..<5000).map { StagingIssue(path: "/\($0)", kind: .brokenLink(target: "x")) }
    let groups = IssueGroup.groups(of: [StagingIssue(path: "/s", kind: .loop)] + links)
    #expect(groups.map(\.heading) == ["Broken link (5000)", "Endless folder"])
    #expect(groups.map(\.lines.count) == [100, 1])
    #expect(groups[0].lines[99] == "“/99” points to “x”, which does not exist.")
    #expect(IssueGroup.summary(of: links) == "5000 notes about the files")
    #expect(IssueGroup.summary(of: []) == nil)
  }

  @Test func `names for old systems are listed last and not announced`() {
    let old = StagingIssue(path: "/a b", kind: .renamed(in: .iso9660, to: "A_B"))
    let joliet = StagingIssue(path: "/c", kind: .renamed(in: .joliet, to: "d"))
    #expect(IssueGroup.summary(of: [old, old]) == nil)
    #expect(IssueGroup.summary(of: [old, joliet]) == "1 note about the files")
    #expect(
      IssueGroup.groups(of: [old, joliet]).map(\.topic) == [.renamed, .renamedForOldSystems])
  }
}
