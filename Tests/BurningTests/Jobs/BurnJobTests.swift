import DiscImage
import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

@Suite("Burning a disc") struct BurnJobTests {
  @Test(arguments: MediumKind.burnable, [BurnRequest.SessionEnd.closed, .appendable])
  func `reports what was proven, and the disc is what the report says`(
    kind: MediumKind, sessionEnd: BurnRequest.SessionEnd
  ) async throws {
    let bench = try BurnBench(kind)
    let plan = try await bench.plan(sessionEnd)
    let outcome = try await bench.run(plan)
    let report = try outcome.report()
    #expect(report.proof == .everyBlock)
    #expect(report.blocks == plan.request.layout.blockCount)
    #expect(report.changedFiles == [])
    let image = try Image(of: plan.request.layout)
    #expect(report.digest == (try image.digest()))
    let track = try image.track(on: bench)
    expectBytes(track.prefix(image.bytes.count), equal: image.bytes)
    #expect(Int64(track.count) == plan.blocks.byteCount())
    #expect(track.dropFirst(image.bytes.count).allSatisfy { $0 == 0 })
    let medium = try #require(try await bench.reference().inspect().medium)
    switch sessionEnd {
    case .closed:
      #expect(report.medium == .closed)
      #expect(medium.condition == .closed)
    case .appendable:
      #expect(report.medium == .appendable(freeBlocks: medium.freeBlocks))
      #expect(medium.condition == .appendable)
    }
    #expect(medium.sessionCount == 1)
  }

  @Test(
    arguments: [
      (MediumKind.cdR, 300), (.dvdPlusR, 208), (.bdR, 224),
    ] as [(MediumKind, Int64)])
  func `fills a short image up to what the medium can hold, with zeros`(
    kind: MediumKind, blocks: Int64
  ) async throws {
    let bench = try BurnBench(kind, files: ["one.txt": 52_000])
    let plan = try await bench.plan()
    let outcome = try await bench.run(plan)
    let image = try Image(of: plan.request.layout)
    // 26 blocks of contents, 150 of zeros behind them, and the structures.
    #expect((193...207).contains(image.bytes.count / 2048))
    #expect(plan.blocks == BlockCount(blocks))
    #expect(try outcome.report().blocks == plan.request.layout.blockCount)
    #expect(try outcome.report().digest == image.digest())
    #expect(try image.track(on: bench).count == Int(blocks) * 2048)
    #expect(try MediumState(folder: bench.mediumFolder).tracks.map(\.recordedBlocks) == [blocks])
  }

  @Test(
    arguments: [(BurnRequest.SessionEnd.closed, 0x04), (.appendable, 0xC4)]
      as [(BurnRequest.SessionEnd, UInt8)])
  func `tells a CD drive how to write and whether more may follow`(
    sessionEnd: BurnRequest.SessionEnd, byte3: UInt8
  ) async throws {
    let bench = try BurnBench(.cdR)
    let outcome = try await bench.run(try await bench.plan(sessionEnd))
    let selects = outcome.commands(0x55)
    try #require(selects.count == 1)
    let page = Array(selects[0].parameters.dropFirst(8))
    // Page 05h; underrun protection and track at once; sessions and data; mode 1.
    #expect(page[0] == 0x05)
    #expect(page[2] == 0x41)
    #expect(page[3] == byte3)
    #expect(page[4] == 0x08)
  }

  @Test(arguments: [MediumKind.dvdPlusR, .bdR])
  func `leaves the write parameters of other drives alone`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    #expect(try await bench.run(try await bench.plan()).commands(0x55).isEmpty)
  }

  @Test func `locks the tray, and opens it in the end if that is wished`() async throws {
    let bench = try BurnBench(.bdR)
    var request = try await bench.request()
    request.ejectsAfterwards = true
    let outcome = try await bench.run(try await bench.plan(request))
    _ = try outcome.report()
    #expect(bench.driveRecord["trayIsOpen"] as? Bool == true)
  }

  @Test func `is a success though the tray does not open`() async throws {
    let bench = try BurnBench(.bdR)
    var request = try await bench.request()
    request.ejectsAfterwards = true
    let outcome = try await bench.run(
      try await bench.plan(request),
      faults: [.onStartStop(call: 3, calls: nil, .sense(.hardwareError))])
    #expect(try outcome.report().proof == .everyBlock)
    #expect(
      outcome.events.contains { if case .stepRefused(.eject, _) = $0 { true } else { false } })
  }

  @Test func `logs the steps in order, from the claim to the disc it leaves`() async throws {
    let bench = try BurnBench(.dvdPlusR)
    let plan = try await bench.plan()
    let outcome = try await bench.run(plan)
    var events = outcome.events
    #expect(events.removeFirst() == .driveClaimed(name: "Bench"))
    guard case .mediumFound(let medium) = events.removeFirst() else {
      Issue.record("the medium is not logged")
      return
    }
    #expect(medium.profile == .dvdPlusR)
    #expect(
      events == [
        .stepBegan(.write(run: 0)), .written(plan.blocks), .stepBegan(.synchronizeCache),
        .stepBegan(.closeTrack), .stepBegan(.finalize), .stepBegan(.verify(.full)),
        .mediumLeft(.closed),
      ])
    #expect(zip(outcome.log, outcome.log.dropFirst()).allSatisfy { $0.elapsed <= $1.elapsed })
  }

  @Test func `ends its snapshots, the last one complete`() async throws {
    let bench = try BurnBench(.cdR)
    let plan = try await bench.plan()
    let job = BurnJob(plan, on: bench.reference())
    let watching = Task { await job.snapshots.reduce(into: []) { $0.append($1) } }
    _ = try await job.run()
    let last = try #require(await watching.value.last)
    #expect(last.phase == .verifying)
    #expect(last.doneBlocks == plan.blocks)
    #expect(last.totalBlocks == plan.blocks)
  }

  @Test func `burns a tree that is hard on file systems, and finds it again`() async throws {
    let bench = try BurnBench(.bdR, blocks: 16_384, files: [:])
    try TreeGenerator.build(
      in: URL(filePath: bench.sourceFolder.string), seed: 7, fileCount: 400)
    let outcome = try await bench.run(try await bench.plan())
    #expect(try outcome.report().proof == .everyBlock)
    let report = try await VerifyJob(try await bench.tree(), on: bench.reference()).run()
    #expect(report.differences == [])
    #expect(report.comparedByteCount > 1_000_000)
  }
}

/// The image of a layout, made without a drive.
struct Image {
  let folder = try? TemporaryFolder()
  var bytes: [UInt8]

  init(of layout: ImageLayout) throws {
    let place = try #require(folder)
    _ = try ImageFile.write(layout, to: .file(place.path("image.iso")))
    bytes = try place.bytes(of: "image.iso")
  }

  /// By a program that nobody here wrote.
  func digest() throws -> String {
    let place = try #require(folder)
    let output = try ForeignProgram("sha256sum", package: "Debian package coreutils")
      .run([place.path("image.iso").string])
    return String(output.text.prefix(64))
  }

  /// What lies in the sectors of the bench's medium, from its beginning to its end.
  func track(on bench: BurnBench) throws -> [UInt8] {
    let state = try MediumState(folder: bench.mediumFolder)
    let sectors = try Data(
      contentsOf: URL(filePath: bench.mediumFolder.appending("sectors.iso").string))
    return Array(sectors.prefix(Int(state.tracks.last?.recordedBlocks ?? 0) * 2048))
  }
}
