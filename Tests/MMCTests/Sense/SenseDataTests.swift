import TestSupport
import Testing

@testable import MMC

@Suite("Sense data in fixed format (70h, 71h)") struct FixedSenseTests {
  @Test func `reads key, code and qualifier`() throws {
    let sense = try #require(
      SenseData(decoding: [0x70, 0, 3, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x0C, 7]))
    #expect(sense == SenseData(key: .mediumError, asc: 0x0C, ascq: 0x07))
  }

  @Test func `reads the failing address where it is valid`() throws {
    let valid: HexFixture = "F0 00 03 00 01 23 45 0A 00*4 11 05 00 00 00 00"
    #expect(SenseData(decoding: valid.bytes)?.information == 0x12345)
    let invalid: HexFixture = "70 00 03 00 01 23 45 0A 00*4 11 05 00 00 00 00"
    let sense = try #require(SenseData(decoding: invalid.bytes))
    #expect(sense.information == nil)
  }

  @Test func `knows a deferred error`() {
    let sense: HexFixture = "71 00 03 00*4 0A 00*4 0C 00 00*4"
    #expect(SenseData(decoding: sense.bytes)?.isDeferred == true)
  }

  @Test func `ignores the bits beside the key`() {
    let sense: HexFixture = "70 00 E2 00*4 0A 00*4 3A 01 00*4"
    #expect(SenseData(decoding: sense.bytes)?.key == .notReady)
  }

  @Test(
    arguments: [
      ("70 00 02 00*4 0A 00*4 04 08 00 80 40 00", 0.25),
      ("70 00 00 00*4 0A 00*4 04 04 00 80 80 00", 0.5),
      ("70 00 02 00*4 0A 00*4 04 08 00 00 40 00", nil),
      ("70 00 05 00*4 0A 00*4 24 00 00 C0 00 02", nil),
      ("70 00 02 00*4 0A 00*4 04 08 00 80 40", nil),
    ] as [(HexFixture, Double?)])
  func `reads progress only when valid, with key 0 or 2, and complete`(
    sense: HexFixture, progress: Double?
  ) {
    #expect(SenseData(decoding: sense.bytes)?.progress == progress)
  }

  @Test func `takes missing bytes for zeros`() {
    #expect(SenseData(decoding: [0xF0, 0, 2]) == SenseData(key: .notReady, asc: 0, ascq: 0))
  }
}

@Suite("Sense data in descriptor format (72h, 73h)") struct DescriptorSenseTests {
  @Test func `reads key, code and qualifier from the header`() {
    let sense: HexFixture = "72 05 21 02 00 00 00 00"
    #expect(
      SenseData(decoding: sense.bytes) == SenseData(key: .illegalRequest, asc: 0x21, ascq: 0x02))
  }

  @Test func `reads information and progress from their descriptors, behind others`() throws {
    let sense: HexFixture = """
      73 02 04 07 00 00 00 20
      01 0A 00*10                      # command specific
      00 0A 80 00 00 00 00 01 00 00 00 02
      02 06 00 00 80 C0 00 00
      """
    let parsed = try #require(SenseData(decoding: sense.bytes))
    #expect(parsed.isDeferred)
    #expect(parsed.information == 0x1_0000_0002)
    #expect(parsed.progress == 0.75)
  }

  @Test func `ignores a descriptor that is not valid or is cut`() throws {
    let invalid: HexFixture = "72 03 11 05 00 00 00 0C 00 0A 00 00 00 00 00 00 00 00 00 01"
    #expect(SenseData(decoding: invalid.bytes)?.information == nil)
    let cut: HexFixture = "72 03 11 05 00 00 00 0C 00 0A 80 00 00 00 00"
    #expect(SenseData(decoding: cut.bytes)?.information == nil)
    let bare: HexFixture = "72 02 04 07 00 00 00 FF 02"
    #expect(SenseData(decoding: bare.bytes)?.asc == 0x04)
  }
}

@Suite("Bytes that are no sense data") struct NoSenseTests {
  @Test(
    arguments: ["", "00*18", "7F 00*17", "70", "70 00", "72 05 21", "6F 00*17"] as [HexFixture])
  func `are nil`(bytes: HexFixture) {
    #expect(SenseData(decoding: bytes.bytes) == nil)
  }

  @Test func `never trap`() {
    var generator = SplitMix(state: 7)
    for round in 0..<4000 {
      let count = Int.random(in: 0...40, using: &generator)
      var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      if !bytes.isEmpty { bytes[0] = 0x70 + UInt8(round % 4) }
      #expect((SenseData(decoding: bytes) == nil) == (count < (round % 4 < 2 ? 3 : 4)))
    }
  }
}

@Suite("What sense means") struct SenseMeaningTests {
  @Test(
    arguments: [
      (0x1, 0x17, 0x01, .recovered),
      (0x2, 0x04, 0x00, .notReady), (0x2, 0x04, 0x01, .becomingReady),
      (0x2, 0x04, 0x02, .startRequired), (0x2, 0x04, 0x03, .interventionRequired),
      (0x2, 0x04, 0x04, .formatInProgress), (0x2, 0x04, 0x07, .operationInProgress),
      (0x2, 0x04, 0x08, .longWriteInProgress), (0x2, 0x04, 0x09, .operationInProgress),
      (0x0, 0x04, 0x04, .formatInProgress), (0x2, 0x3E, 0x00, .becomingReady),
      (0x2, 0x3A, 0x00, .noMedium(.unknown)), (0x2, 0x3A, 0x01, .noMedium(.closed)),
      (0x2, 0x3A, 0x02, .noMedium(.open)), (0x2, 0x3A, 0x03, .noMedium(.unknown)),
      (0x6, 0x28, 0x00, .mediumChanged), (0x6, 0x29, 0x04, .reset),
      (0x6, 0x5A, 0x01, .otherUnitAttention), (0x6, 0x2A, 0x01, .otherUnitAttention),
      (0x6, 0x2E, 0x00, .passingAttention), (0x6, 0x2F, 0x00, .passingAttention),
      (0x6, 0x5A, 0x03, .passingAttention), (0x6, 0x5E, 0x41, .passingAttention),
      (0x5, 0x53, 0x02, .removalPrevented), (0x2, 0x53, 0x02, .removalPrevented),
      (0x5, 0x21, 0x02, .invalidWriteAddress), (0x5, 0x21, 0x00, .other),
      (0x3, 0x0C, 0x00, .other), (0x4, 0x04, 0x01, .other),
    ] as [(UInt8, UInt8, UInt8, SenseMeaning)])
  func `follows from key, code and qualifier`(
    key: UInt8, asc: UInt8, ascq: UInt8, meaning: SenseMeaning
  ) {
    let sense = SenseData(key: SenseData.Key(rawValue: key), asc: asc, ascq: ascq)
    #expect(sense.meaning == meaning)
  }

  @Test(
    arguments: [
      (0x2, 0x04, 0x01, true), (0x2, 0x3E, 0x00, true), (0x2, 0x04, 0x04, true),
      (0x2, 0x04, 0x07, true), (0x2, 0x04, 0x08, true), (0x2, 0x04, 0x09, true),
      (0x6, 0x2E, 0x00, true), (0x6, 0x2F, 0x00, true), (0x6, 0x5A, 0x03, true),
      (0x6, 0x5E, 0x41, true), (0x2, 0x3A, 0x01, false), (0x2, 0x04, 0x00, false),
      (0x2, 0x04, 0x02, false), (0x2, 0x04, 0x03, false), (0x6, 0x28, 0x00, false),
      (0x6, 0x29, 0x00, false), (0x6, 0x5A, 0x01, false), (0x3, 0x0C, 0x00, false),
      (0x5, 0x2C, 0x00, false),
    ] as [(UInt8, UInt8, UInt8, Bool)])
  func `passes by itself while the drive is at work, or tells what nothing follows from`(
    key: UInt8, asc: UInt8, ascq: UInt8, passes: Bool
  ) {
    var sense = SenseData(key: SenseData.Key(rawValue: key), asc: asc, ascq: ascq)
    #expect(sense.passesByItself == passes)
    // The command to blame is gone, and does not succeed later.
    sense.isDeferred = true
    #expect(!sense.passesByItself)
  }
}
