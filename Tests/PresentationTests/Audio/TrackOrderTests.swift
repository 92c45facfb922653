import SystemPackage
import Testing

@testable import Presentation

@Suite("The order of files") struct TrackOrderTests {
  @Test func `is that of the track numbers, then that of the names`() {
    let files: [MusicFile] = [
      .playing(1, "/d/b 10.flac"), .playing(1, "/d/z.flac", number: 2),
      .playing(1, "/d/y.flac", number: 11), .playing(1, "/d/b 9.flac"),
      .playing(1, "/d/A.flac"),
    ]
    #expect(
      TrackOrder.sorted(files).map { $0.path.lastComponent?.string } == [
        "z.flac", "y.flac", "A.flac", "b 9.flac", "b 10.flac",
      ])
  }

  @Test(arguments: [
    ("a", "b"), ("A", "b"), ("a", "B"), ("2", "10"), ("02", "3"), ("track 9", "Track 10"),
    ("a", "a1"), ("1a", "1b"), ("", "a"), ("a 2 b 3", "a 2 b 12"),
    ("99999999999999999999998", "99999999999999999999999"), ("1", "01"),
  ])
  func `counts digits as numbers`(first: String, second: String) {
    #expect(TrackOrder.precedes(first, second) || first == "1")
    #expect(!TrackOrder.precedes(second, first) || first == "1")
    #expect(TrackOrder.precedes(first, second) != TrackOrder.precedes(second, first))
    #expect(!TrackOrder.precedes(first, first))
  }
}
