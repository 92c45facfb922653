@testable import DiscImage
import TestSupport
import Testing

/// By hand from the System Use Sharing Protocol 1.12 and the Rock Ridge Interchange Protocol 1.12.
@Suite("System use entries") struct RockRidgeEntriesTests {
  private static let attributes = RockRidgeAttributes(
    mode: 0o100_644, linkCount: 2, userID: 1000, groupID: 100, serialNumber: 7,
    modificationTime: CivilTime(Timestamp(seconds: 1_700_000_000)))

  @Test func `SP: says that the protocol is followed`() {
    expectBytes(written { $0.putSharingIndicator() }, equal: "53 50 07 01 BE EF 00")
  }

  @Test func `ER: names Rock Ridge 1.12`() {
    expectBytes(
      written { $0.putExtensionReference() },
      equal: """
        45 52 B7 01                      # 183 bytes
        0A 48 5D 01                      # lengths of the texts: 10, 72, 93; version 1
        49 45 45 45 5F 50 31 32 38 32    # "IEEE_P1282"
        54 48 45 20 49 45 45 45 20 50 31 32 38 32 20 50 52 4F 54 4F 43 4F 4C 20
        50 52 4F 56 49 44 45 53 20 53 55 50 50 4F 52 54 20 46 4F 52 20
        50 4F 53 49 58 20 46 49 4C 45 20 53 59 53 54 45 4D 20
        53 45 4D 41 4E 54 49 43 53       # "THE IEEE P1282 PROTOCOL … SEMANTICS"
        50 4C 45 41 53 45 20 43 4F 4E 54 41 43 54 20 54 48 45 20 49 45 45 45 20
        53 54 41 4E 44 41 52 44 53 20 44 45 50 41 52 54 4D 45 4E 54 2C 20
        50 49 53 43 41 54 41 57 41 59 2C 20 4E 4A 2C 20 55 53 41 20 46 4F 52 20
        54 48 45 20 50 31 32 38 32 20
        53 50 45 43 49 46 49 43 41 54 49 4F 4E   # "PLEASE CONTACT … SPECIFICATION"
        """)
  }

  @Test func `CE: tells where the field goes on`() {
    expectBytes(
      written { $0.putContinuation(block: 0x0102, offset: 0x30, byteCount: 0xFF) },
      equal: """
        43 45 1C 01
        02 01 00 00 00 00 01 02
        30 00 00 00 00 00 00 30
        FF 00 00 00 00 00 00 FF
        """)
  }

  @Test func `PX: tells mode, links, owner and serial number`() {
    expectBytes(
      written { $0.putAttributes(Self.attributes) },
      equal: """
        50 58 2C 01
        A4 81 00 00 00 00 81 A4          # 0100644: a file, rw-r--r--
        02 00 00 00 00 00 00 02
        E8 03 00 00 00 00 03 E8
        64 00 00 00 00 00 00 64
        07 00 00 00 00 00 00 07
        """)
  }

  @Test func `TF: tells the time of modification in seven bytes`() {
    expectBytes(
      written { $0.putTimes(Self.attributes.modificationTime) },
      equal: "54 46 0C 01 02  7B 0B 0E 16 0D 14 00")
  }

  @Test func `TF: takes seventeen bytes for a time before 1900`() {
    expectBytes(
      written { $0.putTimes(CivilTime(Timestamp(seconds: -2_208_988_801))) },
      equal: """
        54 46 16 01 82
        31 38 39 39 31 32 33 31 32 33 35 39 35 39 30 30 00   # 1899-12-31 23:59:59.00
        """)
  }

  @Test func `NM: holds the name, and tells whether it goes on`() {
    Array("é".utf8).withUnsafeBytes { name in
      expectBytes(
        written { $0.putName(name, goesOn: false) }, equal: "4E 4D 07 01 00 C3 A9")
      expectBytes(
        written { $0.putName(name, goesOn: true) }, equal: "4E 4D 07 01 01 C3 A9")
    }
  }

  @Test func `SL: holds components, and tells whether they go on`() {
    expectBytes(
      written { $0.putLink([0x04, 0, 0, 1, 0x61], goesOn: false) },
      equal: "53 4C 0A 01 00  04 00  00 01 61")
    expectBytes(
      written { $0.putLink([0x01, 0], goesOn: true) }, equal: "53 4C 07 01 01  01 00")
  }

  /// What is planned before anything is written must be what is written then.
  @Test func `have the lengths that are planned`() {
    #expect(written { $0.putSharingIndicator() }.count == SystemUse.sharingIndicatorByteCount)
    #expect(written { $0.putExtensionReference() }.count == SystemUse.extensionReferenceByteCount)
    #expect(
      written { $0.putContinuation(block: 0, offset: 0, byteCount: 0) }.count
        == SystemUse.continuationByteCount)
    #expect(
      written { $0.putAttributes(Self.attributes) }.count == SystemUse.attributesByteCount)
    #expect(SystemUse.timesByteCount(isShort: true) == 12)
    #expect(SystemUse.timesByteCount(isShort: false) == 22)
  }
}

@Suite("Link targets in components") struct LinkComponentsTests {
  @Test(arguments: [
    ("a", "00 01 61"),
    ("/", "08 00"),
    ("/usr/x", "08 00  00 03 75 73 72  00 01 78"),
    ("../.", "04 00  02 00"),
    ("..a/.b", "00 03 2E 2E 61  00 02 2E 62"),
    ("a//b/", "00 01 61  00 01 62"),
    ("", ""),
  ])
  func `have flags for the root, "." and ".."`(target: String, area: String) {
    let areas = LinkComponents.areas(of: target.utf8)
    #expect(areas.count == 1)
    expectBytes(areas[0], equal: HexFixture(area))
  }

  @Test func `cut a name that is longer than an area`() {
    let areas = LinkComponents.areas(of: String(repeating: "x", count: 255).utf8)
    #expect(areas.count == 2)
    expectBytes(areas[0], equal: "01 F6 78*246 01 00")
    expectBytes(areas[1], equal: "00 09 78*9")
  }

  @Test func `end an area with a record that goes on`() {
    let areas = LinkComponents.areas(of: Array(repeating: "..", count: 130).joined(separator: "/").utf8)
    #expect(areas.count == 2)
    expectBytes(
      areas[0], equal: HexFixture(String(repeating: "04 00 ", count: 124) + "01 00"))
    expectBytes(areas[1], equal: HexFixture(String(repeating: "04 00 ", count: 6)))
  }

  /// Puts the components together as Linux does: a slash behind each that does not go on.
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `say the same as the target`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var parts: [String] = []
    for _ in 0..<Int.random(in: 1...80, using: &random) {
      let name = String(repeating: "n", count: Int.random(in: 1...255, using: &random))
      parts.append([".", "..", "x", name].randomElement(using: &random) ?? "x")
    }
    let target = (Bool.random(using: &random) ? "/" : "") + parts.joined(separator: "/")
    let areas = LinkComponents.areas(of: target.utf8)
    #expect(areas.allSatisfy { $0.count <= 250 })
    #expect(Self.joined(areas) == target)
  }

  private static func joined(_ areas: [[UInt8]]) -> String {
    var text: [UInt8] = []
    for area in areas {
      var rest = area[...]
      while let flags = rest.popFirst(), let count = rest.popFirst() {
        switch flags & ~1 {
        case 2: text += Array(".".utf8)
        case 4: text += Array("..".utf8)
        default: text += rest.prefix(Int(count))
        }
        rest = rest.dropFirst(Int(count))
        if flags & 1 == 0 { text.append(UInt8(ascii: "/")) }
      }
    }
    return String(decoding: text.dropLast(), as: UTF8.self)
  }
}
