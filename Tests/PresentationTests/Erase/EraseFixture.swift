import Burning
import DiscModel
import MMC
import Presentation

/// What an inspection of a drive finds, made by hand.
enum EraseFixture {
  static func inspection(
    _ medium: Medium?, formats: [ReadFormatCapacities.Format] = [], trayIsOpen: Bool = false
  ) -> DriveInspection {
    DriveInspection(
      identity: DriveIdentity(vendor: "ACME", product: "Burner", revision: "1"),
      capabilities: DriveCapabilities(writableProfiles: medium.map { [$0.profile] } ?? []),
      trayIsOpen: trayIsOpen, medium: medium,
      formats: ReadFormatCapacities.Response(
        state: .formatted, currentBlocks: medium?.capacity ?? .zero, formats: formats))
  }

  static func options(
    _ profile: MediumProfile, _ condition: Medium.Condition = .overwritable,
    formats: [ReadFormatCapacities.Format] = []
  ) -> EraseOptions {
    EraseOptions(for: inspection(.example(profile, condition), formats: formats))
  }

  static let bdREFormats: [ReadFormatCapacities.Format] = [
    .init(type: .full, blocks: BlockCount(11_826_176)),
    .init(type: .bdREWithSpareArea, blocks: BlockCount(11_826_176)),
    .init(type: .bdREWithSpareArea, blocks: BlockCount(11_564_032)),
    .init(type: .bdREWithSpareArea, blocks: BlockCount(12_088_320)),
    .init(type: .bdREWithoutSpareArea, blocks: BlockCount(12_219_392)),
  ]
  static let dvdMinusRWFormats: [ReadFormatCapacities.Format] = [
    .init(type: .full, blocks: BlockCount(2_297_888), parameter: 2048),
    .init(type: .quick, blocks: BlockCount(2_297_888), parameter: 16),
  ]
  static let dvdPlusRWFormats: [ReadFormatCapacities.Format] = [
    .init(type: .dvdPlusRW, blocks: BlockCount(2_295_104))
  ]
  static let dvdRAMFormats: [ReadFormatCapacities.Format] = [
    .init(type: .full, blocks: BlockCount(2_236_704), parameter: 2048),
    .init(type: .full, blocks: BlockCount(2_295_072), parameter: 2048),
  ]

  /// Every kind of medium that something can be done with.
  static let all: [EraseOptions] = [
    options(.cdRW, .closed), options(.cdRW, .blank),
    options(.dvdMinusRWSequential, .closed, formats: dvdMinusRWFormats),
    options(.dvdMinusRWRestrictedOverwrite, formats: dvdMinusRWFormats),
    options(.dvdPlusRW, formats: dvdPlusRWFormats),
    options(.dvdPlusRW, .unformatted, formats: dvdPlusRWFormats),
    options(.dvdRAM, formats: dvdRAMFormats), options(.bdRE, formats: bdREFormats),
  ]
}
