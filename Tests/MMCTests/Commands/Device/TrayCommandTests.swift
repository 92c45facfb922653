import MMC
import TestSupport
import Testing

@Suite("START STOP UNIT (1Bh)") struct StartStopUnitTests {
  @Test(
    arguments: [
      (.stop, "1B 00 00 00 00 00", 60), (.start, "1B 00 00 00 01 00", 300),
      (.eject, "1B 00 00 00 02 00", 60), (.load, "1B 00 00 00 03 00", 300),
      (.idle, "1B 00 00 00 20 00", 60), (.standby, "1B 00 00 00 30 00", 60),
      (.sleep, "1B 00 00 00 50 00", 60),
    ] as [(StartStopUnit.Action, HexFixture, Int)])
  func `encodes what moves, not at once unless told so`(
    action: StartStopUnit.Action, expected: HexFixture, seconds: Int
  ) {
    #expect(StartStopUnit(action).bytes == expected)
    #expect(StartStopUnit(action).timeout == .seconds(seconds))
    #expect(StartStopUnit(.eject, isImmediate: true).bytes == "1B 01 00 00 02 00")
  }
}

@Suite("PREVENT ALLOW MEDIUM REMOVAL (1Eh)") struct PreventAllowMediumRemovalTests {
  @Test(
    arguments: [
      (.allow, "1E 00 00 00 00 00"), (.prevent, "1E 00 00 00 01 00"),
      (.persistentAllow, "1E 00 00 00 02 00"), (.persistentPrevent, "1E 00 00 00 03 00"),
    ] as [(PreventAllowMediumRemoval.Lock, HexFixture)])
  func `encodes the lock`(lock: PreventAllowMediumRemoval.Lock, expected: HexFixture) {
    #expect(PreventAllowMediumRemoval(lock).bytes == expected)
  }
}
