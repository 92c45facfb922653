import DiscModel
import Testing

@testable import Presentation

@Suite("Gaps as text") struct GapTextTests {
  @Test(arguments: [
    ("2", 150), ("0", 0), ("1.5", 113), ("0,5 s", 38), ("0:02", 150), ("1:00", 4500),
    ("99", 7425), (" 3 s ", 225), ("0.04", 3), ("2.", 150),
  ])
  func `take seconds and minutes`(text: String, blocks: Int64) {
    #expect(GapText.blocks(text) == BlockCount(blocks))
  }

  @Test(arguments: ["", "x", "-1", "100", "1:2:3", "1.2.3", "2:00", "999999999999", ":", "."])
  func `refuse what is none`(text: String) {
    #expect(GapText.blocks(text) == nil)
  }

  @Test(arguments: [
    (150, "2 s"), (0, "0 s"), (113, "1.51 s"), (75, "1 s"), (3, "0.04 s"), (15, "0.2 s"),
  ])
  func `are told in seconds`(blocks: Int64, text: String) {
    #expect(Format.gap(BlockCount(blocks)) == text)
  }

  @Test func `come back as the blocks they were`() {
    for blocks in 0...GapText.maximum.rawValue {
      #expect(GapText.blocks(Format.gap(BlockCount(blocks))) == BlockCount(blocks))
    }
  }
}
