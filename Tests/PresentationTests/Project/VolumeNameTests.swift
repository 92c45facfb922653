import DiscImage
import Presentation
import Testing

@Suite("The disc's name") struct VolumeNameTests {
  @Test(arguments: [
    ("Photos", "Photos", "PHOTOS"), ("Photos 2026", "Photos 2026", "PHOTOS_2026"),
    ("A name of twenty-five let", "A name of twenty", "A_NAME_OF_TWENTY_FIVE_LET"),
    ("a/b:c*d?", "a_b_c_d_", "A_B_C_D_"), ("Grüße", "Grüße", "GR__E"),
    ("🎉 party", "_ party", "__PARTY"),
  ])
  func `each reader gets what its file system can hold`(
    text: String, joliet: String, plain: String
  ) {
    #expect(VolumeName(text).jolietForm == joliet)
    #expect(VolumeName(text).plainForm == plain)
  }

  @Test(arguments: [
    "Photos", "Photos 2026", "A name of twenty-five let", "a/b:c*d?", "Grüße", "🎉 party 🎉 party 🎉",
    "é", "x_y.z",
  ])
  func `what is told is what the image will hold`(text: String) throws {
    let layout = try ImagePlanner(ImageOptions(volumeName: text)).plan(StagingTree())
    for issue in layout.issues {
      switch issue.kind {
      case .renamed(in: .iso9660, let name): #expect(VolumeName(text).plainForm == name)
      case .renamed(in: .joliet, let name): #expect(VolumeName(text).jolietForm == name)
      default: Issue.record("\(issue)")
      }
    }
    let systems = layout.issues.map { issue in
      if case .renamed(let systems, _) = issue.kind { systems } else { [] as FileSystemSet }
    }
    let name = VolumeName(text)
    #expect(systems.contains(.iso9660) == (name.plainForm != text.uppercased()))
    #expect(systems.contains(.joliet) == (name.jolietForm != text))
  }

  @Test func `what readers show is told only where it differs`() {
    #expect(VolumeName("PHOTOS").note == nil)
    #expect(VolumeName("Photos").note == nil)
    #expect(VolumeName("").note == nil)
    #expect(VolumeName("My Photos").note == "Simple players show “MY_PHOTOS”.")
    #expect(
      VolumeName("My photos of this year").note
        == "Windows shows “My photos of thi”, simple players “MY_PHOTOS_OF_THIS_YEAR”.")
  }

  @Test func `32 characters are the most`() {
    #expect(VolumeName(String(repeating: "a", count: 32)).problem == nil)
    #expect(
      VolumeName(String(repeating: "a", count: 33)).problem == .tooLong(characterCount: 33))
    #expect(VolumeName("a\nb").problem == .invisibleCharacter)
    #expect(VolumeName("a\nb").note == nil)
  }

  @Test(arguments: [
    (["Holiday"], "Holiday"), (["talk.pdf"], "talk"), ([".config"], ".config"),
    ([], "Files 2026-11-22"), (["a", "b"], "Files 2026-11-22"), (["\u{7}"], "Files 2026-11-22"),
  ])
  func `a name is suggested from what is on the disc`(names: [String], text: String) {
    #expect(VolumeName.suggestion(names: names, date: "2026-11-22").text == text)
  }

  @Test func `every suggestion can be written`() {
    let long = String(repeating: "x", count: 200)
    #expect(VolumeName.suggestion(names: [long], date: "2026-11-22").problem == nil)
  }
}
