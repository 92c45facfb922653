import Foundation
import TestSupport
import Testing

@Suite("spindlectl image") struct ImageTests {
  @Test func `writes the same to a file and to a pipe, the time of its making apart`() throws {
    let bench = try Bench()
    let files = try bench.makeFiles()
    try bench.succeed(["image", "out.iso", "files/", "--volume", "Same"])
    let result = try bench.tool.shell(
      #""$0" image - files/ --volume Same | cat > piped.iso"#, in: bench.folder.url)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
    let source = try FileManifest(folder: URL(filePath: files))
    for name in ["out.iso", "piped.iso"] {
      let image = bench.folder.url.appending(path: name)
      expectManifest(try XorrisoOracle().manifest(of: image), equal: source)
    }
    #expect(
      try bench.folder.bytes(of: "out.iso").count == bench.folder.bytes(of: "piped.iso").count)
  }

  @Test func `puts nothing but the image into the pipe, and its events beside it`() throws {
    let bench = try Bench()
    try bench.makeFiles()
    let result = try bench.tool.shell(
      #""$0" image - files/ --json 2> events > piped.iso"#, in: bench.folder.url)
    #expect(result.status == 0)
    let lines = String(decoding: try bench.folder.bytes(of: "events"), as: UTF8.self)
    let event = try ToolEvent(line: try #require(lines.split(separator: "\n").last))
    #expect(event.name == "image")
    #expect(event["path"] == "-")
    #expect(event["blocks"] == (try bench.folder.bytes(of: "piped.iso").count) / 2048)
  }

  @Test func `puts nothing into the pipe when it fails`() throws {
    let bench = try Bench()
    let result = try bench.run(["image", "-", "missing", "--json"])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(try ToolEvent(line: result.errors.dropLast()[...])["code"] == "sourceNotFound")
  }

  @Test func `has the file systems that were asked for`() throws {
    let bench = try Bench()
    try bench.makeFiles(["a rather long name.text": "a"])
    try bench.succeed(["image", "plain.iso", "files/", "--filesystems", "iso"])
    try bench.succeed(["image", "joliet.iso", "files/", "--filesystems", "joliet"])
    let plain = try BsdtarOracle(.rockRidge).manifest(
      of: bench.folder.url.appending(path: "plain.iso"))
    let joliet = try BsdtarOracle(.rockRidge)
      .manifest(of: bench.folder.url.appending(path: "joliet.iso"))
    #expect(plain.entries.keys.map(\.description) != ["a rather long name.text"])
    #expect(joliet.entries.keys.map(\.description) == ["a rather long name.text"])
  }

  @Test func `ends with 1 when the pipe's reader goes away`() throws {
    let bench = try Bench()
    try bench.makeFiles(["large": String(repeating: "x", count: 3_000_000)])
    let result = try bench.tool.shell(
      #"{ "$0" image - files; echo $? > status; } | head -c 1 > one"#, in: bench.folder.url)
    #expect(try bench.folder.bytes(of: "status") == Array("1\n".utf8))
    #expect(try bench.folder.bytes(of: "one").count == 1)
    #expect(result.errors.contains("The program that reads it ended before it had everything."))
  }

  @Test func `leaves nothing behind on a full disk, and keeps what was there`() throws {
    let bench = try Bench()
    try bench.makeFiles(["large": String(repeating: "x", count: 3_000_000)])
    try bench.folder.write("old".utf8, to: "out/old.iso")
    for name in ["new.iso", "old.iso"] {
      // A limit of the size of files is met like the end of a disk's room.
      let result = try bench.tool.shell(
        #"ulimit -f 2000; exec "$0" image "out/$1" files --json"#, [name], in: bench.folder.url)
      #expect(result.status == 1, "\(result.errors)")
      #expect(try result.events().last?["code"] == "cannotWrite")
    }
    let rest = try FileManager.default.contentsOfDirectory(atPath: bench.path("out"))
    #expect(rest == ["old.iso"])
    #expect(try bench.folder.bytes(of: "out/old.iso") == Array("old".utf8))
  }

  @Test func `says so where a device is full`() throws {
    let bench = try Bench()
    try bench.makeFiles()
    let result = try bench.tool.shell(
      #""$0" image - files > /dev/full"#, in: bench.folder.url)
    #expect(result.status == 1)
    #expect(result.errors.contains("No space left on device"), "\(result.errors)")
  }

  @Test func `leaves nothing behind when it is cancelled`() throws {
    let bench = try Bench()
    try bench.makeFiles()
    try bench.makeHole("files/huge", gibibytes: 40)
    try FileManager.default.createDirectory(
      atPath: bench.path("out"), withIntermediateDirectories: false)
    let running = try bench.tool.start(
      ["image", "out/new.iso", "files", "--json"], in: bench.folder.url)
    let deadline = ContinuousClock.now + .seconds(30)
    while try FileManager.default.contentsOfDirectory(atPath: bench.path("out")).isEmpty,
      ContinuousClock.now < deadline
    { usleep(2000) }
    running.send(SIGINT)
    let result = try running.finish(within: .seconds(30))
    #expect(result.status == 130)
    #expect(try result.events().last?["exitStatus"] == 130)
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.path("out")).isEmpty)
  }
}
