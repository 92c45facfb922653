import TestSupport
import Testing
import VirtualDrive

/// What drives do wrong when the tray moves.
extension QuirkTests {
  @Test func `lie about a medium that spins up`() throws {
    let senses = try pair(.readyLies, .cdR) { bench in
      _ = bench.send("1B 00 00 00 02 00")
      _ = bench.send("1B 00 00 00 03 00")
      return [bench.test().sense, bench.test().sense, bench.discInformation().sense]
    }
    #expect(senses == [["6/28/00", "2/04/01", "2/04/01"], ["6/28/00", "", "2/04/01"]])
  }

  @Test func `lie after a tray that was closed at once`() throws {
    let senses = try pair(.immediateLoadLies, .cdR) { bench in
      _ = bench.send("1B 00 00 00 02 00")
      _ = bench.send("1B 01 00 00 03 00")
      return (0..<3).map { _ in bench.test().sense }
    }
    #expect(senses == [["6/28/00", "2/04/01", "2/04/01"], ["6/28/00", "2/3A/01", "2/04/00"]])
  }

  @Test func `tell of a closed disc once after a tray that was closed at once`() throws {
    let states = try pair(.immediateLoadLies, .cdR) { bench in
      _ = bench.send("1B 00 00 00 02 00")
      _ = bench.send("1B 01 00 00 03 00")
      bench.settle()
      return (0..<2).map { _ in bench.discInformation().bytes[2] }
    }
    #expect(states == [[0, 0], [0x0E, 0]])
  }

  @Test func `keep the tray shut after START UNIT that ended at once`() throws {
    let senses = try pair(.startBlocksEject, .cdR) { bench in
      _ = bench.send("1B 01 00 00 01 00")
      let first = bench.send("1B 00 00 00 02 00").sense
      bench.drive.pause(.seconds(3))
      return [first, bench.send("1B 00 00 00 02 00").sense]
    }
    #expect(senses == [["", ""], ["2/04/01", ""]])
    let waiting = try pair(.startBlocksEject, .cdR) { bench in
      _ = bench.send("1B 01 00 00 01 00")
      _ = bench.send("1B 00 00 00 01 00")
      return bench.send("1B 00 00 00 02 00").sense
    }
    #expect(waiting == ["", ""])
  }

  @Test(arguments: ["1B 00 00 00 02 00", "A6 00 00 00 02 00 00 00 00 00 00 00"])
  func `open the tray at the fourth attempt`(command: String) throws {
    let senses = try pair(.ejectBusy, .cdR) { bench in
      (0..<4).map { _ in bench.send(HexFixture(command)).sense }
    }
    #expect(senses == [["", "", "", ""], ["2/04/07", "2/04/07", "2/04/07", ""]])
  }
}
