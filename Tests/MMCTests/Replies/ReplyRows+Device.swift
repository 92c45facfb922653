import DiscModel
import TestSupport

@testable import MMC

extension ReplyRow {
  static let all: [Self] =
    device + events + senseData + contents + disc + writing + speed + modes
    + readingFeatures + writingFeatures + bluRayFeatures + structures

  static let device: [Self] = [
    Self(
      Inquiry.self, InquiryTests.golden,
      { $0.deviceType == 5 && $0.isRemovable && $0.identity.revision == "1.02" },
      // Announces 258 bytes and sends 56, most of which are no letters.
      hostile: "7F FF FF FF FD FF FF FF 1B*8 00*16 FF FF FF FF 41*20",
      { reply in
        reply.deviceType == 0x1F && reply.version == 0xFF && reply.versionDescriptors == []
          && reply.identity == DriveIdentity(vendor: "????????", product: "", revision: "????")
          && reply.vendorSpecific == "AAAAAAAAAAAAAAAAAAAA"
      }),
    Self(
      UnitSerialNumber.self, UnitSerialNumberTests.golden, { $0 == "K15F8TM4232" },
      hostile: "05 80 00 FF 4B 31 00 0A 20", { $0 == "K1??" }),
    Self(
      ReadBuffer.self, "50 4C 45 58", { $0 == [0x50, 0x4C, 0x45, 0x58] }, hostile: "", { $0 == [] }),
    Self(
      ReadBufferDescriptor.self, "09 08 00 00",
      { $0 == ReadBufferDescriptor.Response(offsetUnit: 512, byteCount: 524_288) },
      // No offset but 0, and the largest size that there is.
      hostile: "FF FF FF FF",
      { $0 == ReadBufferDescriptor.Response(offsetUnit: nil, byteCount: 16_777_215) }),
    Self(
      MechanismStatus.self, MechanismStatusTests.changer,
      { $0.hasFault && $0.slots.count == 3 && $0.currentAddress.rawValue == 90_000 },
      // 65,535 bytes of slots are announced, one and a half are there; an address of three bytes.
      hostile: "7F FF FF FF FF FF FF FF 80 00 00 00 FF FF",
      { status in
        status.changerState == .initializing && status.currentSlot == 31
          && status.activity == .unknown && status.doorIsOpen
          && status.currentAddress.rawValue == 0xFF_FFFF
          && status.slots == [MechanismStatus.Slot(hasDisc: true, isChanged: false)]
      }),
    Self(
      GetEventStatusNotification.self, "00 06 04 10 02 02 00 00",
      { $0.media?.kind == .newMedium && $0.supportedClasses == .media },
      // No event is available, and yet a length and an event come.
      hostile: "FF FF 84 FF 02 02 00 00 00 00",
      { $0.event == nil && $0.supportedClasses.rawValue == 0xFF }),
    Self(
      GetConfiguration.self, GetConfigurationTests.writer,
      { $0.currentProfile == .cdR && $0.features.count == 6 && $0.fullByteCount == 80 },
      // Four gigabytes are announced; the second feature is longer than the reply.
      hostile: "FF FF FF FF 00 00 FF FF 00 03 FF 04 39 00 00 00 00 00 03 FC 00 41",
      { reply in
        reply.currentProfile == MediumProfile(rawValue: 0xFFFF)
          && reply.features.map(\.code) == [3] && reply.features.map(\.version) == [15]
          && reply.fullByteCount == 0x1_0000_0003
      }),
  ]

  /// The bytes of an event with the header of its class.
  private static func event(
    _ name: String, _ ordinary: HexFixture, _ event: DriveEvent, hostile: HexFixture,
    _ hostileEvent: DriveEvent
  ) -> Self {
    Self(
      name, reading: { try GetEventStatusNotification.parse(bytes: $0).event }, ordinary,
      { $0 == event }, hostile: hostile, { $0 == hostileEvent })
  }

  /// Lengths of zero and of 65,535, and every bit set that the standard reserves.
  static let events: [Self] = [
    event(
      "OperationalChange", "00 06 01 02 02 81 00 01",
      .operationalChange(.init(event: 2, isPersistentlyPrevented: true, status: 1, report: 1)),
      hostile: "00 00 79 FF FF 7F FF FF",
      .operationalChange(
        .init(event: 15, isPersistentlyPrevented: false, status: 15, report: 0xFFFF))),
    event(
      "Power", "00 06 02 04 01 03 00 00", .power(.init(event: 1, state: .standby)),
      hostile: "FF FF 7A FF F2 05 FF FF", .power(.init(event: 2, state: nil))),
    event(
      "ExternalRequest", "00 06 03 08 01 00 00 02",
      .externalRequest(.init(event: 1, isPersistentlyPrevented: false, status: 0, request: 2)),
      hostile: "00 00 7B FF F0 F1 FF FE",
      .externalRequest(
        .init(event: 0, isPersistentlyPrevented: true, status: 1, request: 0xFFFE))),
    event(
      "Media", "00 06 04 10 03 01 00 04",
      .media(
        .init(
          kind: .mediumRemoval, hasMedium: false, trayIsOpen: true, firstSlot: 0, lastSlot: 4)),
      // A medium in an open tray, and slots that end before they begin.
      hostile: "FF FF 7C FF F7 FF FF 00",
      .media(
        .init(kind: nil, hasMedium: true, trayIsOpen: true, firstSlot: 255, lastSlot: 0))),
    event(
      "MultiHost", "00 06 05 20 01 81 00 03",
      .multiHost(.init(event: 1, isPersistentlyPrevented: true, status: 1, priority: 3)),
      hostile: "00 00 7D FF FF 0F FF FF",
      .multiHost(
        .init(event: 15, isPersistentlyPrevented: false, status: 15, priority: 0xFFFF))),
    event(
      "DeviceBusy", "00 06 06 40 01 01 02 58",
      .deviceBusy(.init(event: 1, status: 1, remaining: .seconds(60))),
      hostile: "FF FF 7E FF F0 FF FF FF",
      .deviceBusy(.init(event: 0, status: 255, remaining: .milliseconds(6_553_500)))),
  ]

  static let senseData: [Self] = [
    Self(
      RequestSense.self, "F0 00 02 00 00 10 00 0A 00 00 00 00 04 08 00 80 40 00",
      { sense in
        sense.key == .notReady && sense.asc == 4 && sense.ascq == 8 && sense.progress == 0.25
          && sense.information == 0x1000
      },
      hostile: "7F 00 02 00*15", throws: .invalid(field: "response code")),
    // In descriptors, whose lengths point behind their end.
    Self(
      "SenseData", reading: { SenseData(decoding: $0) },
      "72 03 0C 00 00 00 00 0C 00 0A 80 00 00 00 00 00 00 00 10 00",
      { $0 == SenseData(key: .mediumError, asc: 0x0C, ascq: 0, information: 0x1000) },
      hostile: "73 0F FF FF 00 00 00 FF 00 FF 80 00 00",
      { $0 == SenseData(key: .init(rawValue: 15), asc: 255, ascq: 255, isDeferred: true) }),
  ]
}
