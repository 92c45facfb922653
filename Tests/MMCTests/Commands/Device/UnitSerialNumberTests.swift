import MMC
import TestSupport
import Testing

@Suite("INQUIRY (12h), page 80h") struct UnitSerialNumberTests {
  static let golden: HexFixture = """
    05 80 00 10                                        # serial number page, 16 bytes follow
    4B 31 35 46 38 54 4D 34 32 33 32 20 20 20 20 20    # K15F8TM4232
    """

  @Test func `asks for the page of vital product data`() {
    #expect(UnitSerialNumber().bytes == "12 01 80 01 03 00")
  }

  @Test func `is read without the blanks around it`() throws {
    #expect(try UnitSerialNumber.parse(Self.golden) == "K15F8TM4232")
  }

  @Test(
    arguments: [
      ("05 80 00 00", ""), ("05 80 00 FF 41 42", "AB"), ("05 80 00 02 41 42 43 44", "AB"),
      ("05 80 00 04 1B 5B 32 4A", "?[2J"),
    ] as [(HexFixture, String)])
  func `is as long as came and as was announced`(reply: HexFixture, number: String) throws {
    #expect(try UnitSerialNumber.parse(reply) == number)
  }

  @Test func `is refused when another page came, or no length`() {
    #expect(throws: ReplyError.invalid(field: "vital product data page")) {
      try UnitSerialNumber.parse("05 83 00 04 00 00 00 00")
    }
    #expect(throws: ReplyError.truncated(needed: 4, available: 3)) {
      try UnitSerialNumber.parse("05 80 00")
    }
  }
}

@Suite("INQUIRY (12h), behind the names") struct LongInquiryTests {
  static let golden: HexFixture = """
    05 80 05 32 5B 00 00 00
    41 53 55 53 20 20 20 20                            # ASUS
    42 57 2D 31 36 44 31 48 54 20 20 20 20 20 20 20    # BW-16D1HT
    33 2E 31 30                                        # 3.10
    57 30 30 30 38 30 30 4B 4C 49 46 36 4B 44 35 33    # what the maker adds
    37 36 36 20                                        #
    00 00                                              # flags and a reserved byte
    00 60 03 00 05 60 00*10                            # SAM-3, SPC-3 at its end, MMC-4
    00*22
    """

  @Test func `can be asked for up to 96 bytes`() {
    #expect(Inquiry(replyByteCount: 96).bytes == "12 00 00 00 60 00")
  }

  @Test func `tells what the maker adds, and the standards`() throws {
    let reply = try Inquiry.parse(Self.golden)
    #expect(reply.version == 5)
    #expect(reply.vendorSpecific == "W000800KLIF6KD53766")
    #expect(reply.versionDescriptors == [0x0060, 0x0300, 0x0560])
  }

  @Test func `tells nothing that the drive did not announce`() throws {
    var bytes = Self.golden.bytes
    bytes[4] = 0x1F
    let reply = try Inquiry.parse(bytes: bytes)
    #expect(reply.vendorSpecific == nil)
    #expect(reply.versionDescriptors == [])
    #expect(reply.identity.vendor == "ASUS")
  }
}
