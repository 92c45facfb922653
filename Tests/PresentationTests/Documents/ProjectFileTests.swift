import DiscImage
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Presentation

@Suite("A project file") struct ProjectFileTests {
  private typealias Entry = SourceListing.Entry

  private static let listing = SourceListing([
    Entry(name: "Trip", kind: .folder, source: "/media/disk/Trip", folder: nil),
    Entry(name: "Photos", kind: .folder, source: "/media/disk/Trip/Photos", folder: 0),
    Entry(name: "b.jpg", kind: .file, source: "/media/disk/Trip/Photos/b.jpg", folder: 1),
    Entry(name: "a (2).txt", kind: .file, source: "/media/disk/Trip/a.txt", folder: 0),
    Entry(name: "Made here", kind: .folder, source: nil, folder: nil),
    Entry(name: "link", kind: .symbolicLink, source: "/home/me/projects/files/link", folder: 4),
  ])

  /// Typed by hand from the description of the format.
  private static let text =
    #"{"data":{"discName":"Summer","entries":["#
    + #"{"kind":"folder","name":"Trip","source":{"path":"/media/disk/Trip"}},"#
    + #"{"in":0,"kind":"folder","name":"Photos"},"#
    + #"{"in":1,"name":"b.jpg"},"#
    + #"{"in":0,"name":"a (2).txt","source":{"path":"/media/disk/Trip/a.txt"}},"#
    + #"{"kind":"newFolder","name":"Made here"},"#
    + #"{"in":4,"kind":"link","name":"link","source":"#
    + #"{"beside":"files/link","path":"/home/me/projects/files/link"}}"#
    + #"]},"format":"spindle-project","kind":"data","version":1}"# + "\n"

  private static let path: FilePath = "/home/me/projects/summer.spindle"

  private func read(_ text: String) throws(ProjectFileError) -> ProjectFile {
    try ProjectFile(bytes: Array(text.utf8), at: Self.path)
  }

  @Test func `is JSON that names each place once`() throws {
    let file = ProjectFile(.data(.init(discName: "Summer", listing: Self.listing)))
    #expect(String(decoding: try file.bytes(for: Self.path), as: UTF8.self) == Self.text)
  }

  @Test func `is understood as it was written`() throws {
    let expected = ProjectFile.DataContent(discName: "Summer", listing: Self.listing)
    #expect(try read(Self.text).content == .data(expected))
  }

  @Test func `keeps a path that is no text as its bytes`() throws {
    let path = FilePath(platformString: [0x2F, 0x61, CChar(bitPattern: 0xFF), 0])
    let listing = SourceListing([Entry(name: "a?", kind: .file, source: path, folder: nil)])
    let bytes = try ProjectFile(.data(.init(discName: "", listing: listing))).bytes(for: Self.path)
    #expect(String(decoding: bytes, as: UTF8.self).contains(#"{"path":[47,97,255]}"#))
    let content = try ProjectFile(bytes: bytes, at: Self.path).content
    #expect(content == .data(.init(discName: "", listing: listing)))
  }

  @Test(arguments: ["", "{}", "hello", #"{"format":"other","version":1}"#, "[1,2]"])
  func `is told from other files`(text: String) {
    #expect(throws: ProjectFileError.notAProject(path: Self.path.string)) { try read(text) }
  }

  @Test func `of a newer version is refused whatever else is in it`() {
    let text = #"{"format":"spindle-project","version":2,"kind":"hologram"}"#
    #expect(throws: ProjectFileError.newer(path: Self.path.string, version: 2)) {
      try read(text)
    }
  }

  @Test(arguments: [
    #""kind":"data""#, #""kind":"pie","data":{"entries":[]}"#, #""kind":"data","data":{}"#,
    #""kind":"data","data":{"entries":[{"in":0,"name":"a","source":{"path":"/a"}}]}"#,
    #""kind":"data","data":{"entries":[{"name":"a","source":{"path":"/a"}},{"in":0,"name":"b"}]}"#,
    #""kind":"data","data":{"entries":[{"in":-1,"name":"a","source":{"path":"/a"}}]}"#,
    #""kind":"data","data":{"entries":[{"name":"a/b","source":{"path":"/a"}}]}"#,
    #""kind":"data","data":{"entries":[{"name":"..","kind":"newFolder"}]}"#,
    #""kind":"data","data":{"entries":[{"name":"","kind":"newFolder"}]}"#,
    #""kind":"data","data":{"entries":[{"name":"a\u0000","kind":"newFolder"}]}"#,
    #""kind":"data","data":{"entries":[{"name":"a"}]}"#,
    #""kind":"data","data":{"entries":[{"name":"a","source":{"path":"a"}}]}"#,
    #""kind":"data","data":{"entries":[{"name":"a","source":{}}]}"#,
    #""kind":"data","data":{"entries":[{"name":"a","kind":"door","source":{"path":"/a"}}]}"#,
  ])
  func `that contradicts itself is damaged`(fields: String) {
    let text = #"{"format":"spindle-project","version":1,"# + fields + "}"
    #expect {
      try read(text)
    } throws: { error in
      if case ProjectFileError.damaged(Self.path.string, _) = error { true } else { false }
    }
  }
}
