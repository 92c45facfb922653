import Burning
import CompactDisc
import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

/// Our engine and programs of others read each other's audio discs.
@Suite("Audio discs of ours and of others") struct AudioDiscTests {
  private static let titles = [AudioSources.title] + AudioSources.trackTitles

  /// Burns the two tracks with our tool; the drive is served before and after.
  private static func burnedByUs(_ audio: AudioSources) async throws -> ServedDrive {
    let before = try ServedDrive("cd-r", blocks: 40_000)
    before.stop()
    // Another title than the file's name comes from its tags, which WAVE files written here lack.
    let tagged = try zip(audio.files, AudioSources.trackTitles).map { file, title in
      let target = before.folder.url.appending(path: "\(title).flac")
      try ForeignProgram("sox", package: "Debian package sox").run([
        "-D", file.path, "--add-comment", "TITLE=\(title)", "--add-comment",
        "ARTIST=\(AudioSources.performer)", target.path,
      ])
      return target
    }
    let burned = try await before.guest.run(
      [BridgeTools.tool.path, "audio", "virtual:" + before.folder.path("drive").string]
        + tagged.map(\.path) + ["--title", AudioSources.title, "--gap", "2"],
      package: "libadwaita-1-0", limit: 60,
      environment: ["XDG_DATA_HOME": before.folder.path("data").string])
    try #require(burned.status == 0, "\(burned.text)")
    return try ServedDrive(again: before)
  }

  @Test func `cdrskin and xorriso see the tracks and words of a disc that we burnt`() async throws {
    let audio = try Sources.shared.get().audio
    let drive = try await Self.burnedByUs(audio)
    let table = try await drive.run("cdrskin", "dev=/dev/sr0", "-toc", from: "cdrskin").text
    // The first track: 450 sectors from address 0; 150 of silence; the second: 320.
    for line in [
      "track:   1 lba:         0", "track:   2 lba:       600", "track:lout lba:       920",
    ] {
      #expect(table.contains(line), "\(table)")
    }
    let words = try await drive.run(
      "cdrskin", "dev=/dev/sr0", "cdtext_to_v07t=-", from: "cdrskin"
    ).lines.map { $0.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) } }
    for (name, title) in zip(["Album Title", "Track 01 Title", "Track 02 Title"], Self.titles) {
      #expect(words.contains([name, title]), "\(words)")
    }
    #expect(words.contains(["Track 02 Artist", AudioSources.performer]))
    let layout = try await drive.run("xorriso", "-outdev", "/dev/sr0", "-toc", from: "xorriso").text
    #expect(layout.contains("Media blocks : 920"), "\(layout)")
  }

  @Test func `cdrskin extracts every sample of a disc that we burnt`() async throws {
    let audio = try Sources.shared.get().audio
    let drive = try await Self.burnedByUs(audio)
    let folder = drive.folder.url.appending(path: "extracted")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try await drive.run(
      "cdrskin", "dev=/dev/sr0", "extract_audio_to=\(folder.path)", from: "cdrskin")
    for track in 1...2 {
      let found = [UInt8](try Data(contentsOf: folder.appending(path: "0\(track).wav")))
      let wanted = audio.samples[track - 1]
      expectBytes(Array(found.dropFirst(44).prefix(wanted.count)), equal: wanted)
    }
  }

  @Test func `our engine reads a disc of cdrskin as the plan it was made by`() async throws {
    let audio = try Sources.shared.get().audio
    let drive = try ServedDrive("cd-r", blocks: 40_000)
    try await drive.run(
      "cdrskin", "dev=/dev/sr0", "-sao", "-audio", "input_sheet_v07t=\(audio.sheet.path)",
      audio.files[0].path, audio.files[1].path, from: "cdrskin")
    drive.stop()
    let folder = drive.folder.path("drive")
    let reference = DriveReference(name: "Trial") { (access) throws(DriveError) in
      do throws(VirtualDriveError) {
        return try VirtualDrive(folder: folder, access: access)
      } catch {
        throw error.asDriveError
      }
    }
    let found = try #require(try await AudioContentsReader.read(.everything, from: reference))
    #expect(found.tracks.map(\.start) == [.zero, LogicalBlockAddress(450)])
    #expect(found.leadOut == LogicalBlockAddress(770))
    let disc = try #require(found.disc)
    let plan = AudioDisc(
      tracks: zip([450, 320], AudioSources.trackTitles).map { blocks, title in
        AudioTrack(
          length: SampleCount(filling: BlockCount(blocks)),
          text: CDTextFields(title: title, performer: AudioSources.performer))
      },
      text: CDTextFields(title: AudioSources.title, performer: AudioSources.performer),
      language: disc.language)
    #expect(disc == plan)
  }
}
