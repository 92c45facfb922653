import CompactDisc
import Testing

@Suite("ISRC") struct ISRCTests {
  @Test(arguments: ["DEABC2500001", "DE-ABC-25-00001", "de abc 25 00001"])
  func `is the same with dashes, with spaces and in small letters`(text: String) throws {
    let code = try ISRC(text)
    #expect(code.text == "DEABC2500001")
    #expect(code.description == "DE-ABC-25-00001")
  }

  @Test func `may have digits in the registrant`() throws {
    #expect(try ISRC("GBAYE6700001").text == "GBAYE6700001")
    #expect(try ISRC("QM4TX1500001").text == "QM4TX1500001")
  }

  @Test(arguments: [
    ("DEABC250000", IdentifierError.wrongLength(11, expected: 12)),
    ("", .wrongLength(0, expected: 12)),
    ("D3ABC2500001", .unexpectedCharacter("3", position: 1)),
    ("DEABC25O0001", .unexpectedCharacter("O", position: 7)),
    ("DEÄBC2500001", .unexpectedCharacter("Ä", position: 2)),
    ("DEABC２500001", .unexpectedCharacter("２", position: 5)),
  ])
  func `tells what is wrong with it`(text: String, error: IdentifierError) {
    #expect(throws: error) { try ISRC(text) }
  }
}

@Suite("Media catalog number") struct MediaCatalogNumberTests {
  @Test func `is an EAN, or a UPC with a zero before it`() throws {
    #expect(try MediaCatalogNumber("4006381333931").text == "4006381333931")
    #expect(try MediaCatalogNumber("0 36000-29145 2").text == "0036000291452")
  }

  @Test(arguments: [
    ("12345", IdentifierError.wrongLength(5, expected: 13)),
    ("01234567890123", .wrongLength(14, expected: 13)),
    ("01234567890x2", .unexpectedCharacter("x", position: 11)),
    ("٠123456789012", .unexpectedCharacter("٠", position: 0)),
  ])
  func `tells what is wrong with it`(text: String, error: IdentifierError) {
    #expect(throws: error) { try MediaCatalogNumber(text) }
  }

  // 4006381333931 is the example on GS1's page about check digits; 0123456789012 is right by chance.
  @Test(arguments: [
    ("4006381333931", true), ("0123456789012", true), ("4006381333930", false),
    ("036000291452", true),
  ])
  func `knows whether its check digit is right`(text: String, isValid: Bool) throws {
    #expect(try MediaCatalogNumber(text).hasValidCheckDigit == isValid)
  }
}
