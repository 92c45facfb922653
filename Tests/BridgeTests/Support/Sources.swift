import Foundation
import TestSupport

/// What the programs burn, made once for all tests.
struct Sources: Sendable {
  let folder: TemporaryFolder
  /// An image of ``first`` with the trees of Rock Ridge and Joliet.
  let image: URL
  /// Another image, larger, to be written over.
  let other: URL
  /// A folder with some files, 2 MB.
  let first: URL
  /// A folder with other files, for a second session.
  let second: URL
  let audio: AudioSources

  static let shared = Result { try Sources() }

  // The value outlives all tests, so that its folder would, too.
  private static let removal: Void = {
    atexit { try? Sources.shared.get().folder.remove() }
  }()

  private init() throws {
    Self.removal
    folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 7)
    try folder.write(random.bytes(2_000_000), to: "first/big.bin")
    try folder.write("Hello\n".utf8, to: "first/folder/hello.txt")
    try folder.write([], to: "first/folder/empty")
    try folder.write(random.bytes(300_001), to: "second/more.bin")
    try folder.write("Again\n".utf8, to: "second/again.txt")
    first = folder.url.appending(path: "first")
    second = folder.url.appending(path: "second")
    image = folder.url.appending(path: "image.iso")
    other = folder.url.appending(path: "other.iso")
    try folder.write(random.bytes(3_000_000), to: "other/old.bin")
    audio = try AudioSources(in: folder, &random)
    let maker = ForeignProgram("genisoimage", package: "Debian package genisoimage")
    try maker.run(["-quiet", "-J", "-R", "-V", "FIRST", "-o", image.path, first.path])
    let old = folder.url.appending(path: "other").path
    try maker.run(["-quiet", "-J", "-R", "-V", "OTHER", "-o", other.path, old])
  }
}
