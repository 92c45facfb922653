/// What is to be done about each code, by key, additional code and qualifier.
///
/// Source: MMC-6, "Sense Key, Additional Sense Code and Additional Sense Code Qualifier values";
/// SPC-4, "ASC and ASCQ assignments". What is to be done is our own judgement.
enum SenseTable {
  /// One line; the first that fits counts.
  struct Row {
    var key: UInt8
    var ascs: ClosedRange<UInt8>
    var ascqs: ClosedRange<UInt8>
    var kind: SenseKind

    init(
      _ key: UInt8, _ ascs: ClosedRange<UInt8>, _ ascqs: ClosedRange<UInt8>, _ kind: SenseKind
    ) {
      self.key = key
      self.ascs = ascs
      self.ascqs = ascqs
      self.kind = kind
    }

    init(_ key: UInt8, _ asc: UInt8, _ ascqs: ClosedRange<UInt8>, _ kind: SenseKind) {
      self.init(key, asc...asc, ascqs, kind)
    }

    init(_ key: UInt8, _ asc: UInt8, _ ascq: UInt8, _ kind: SenseKind) {
      self.init(key, asc...asc, ascq...ascq, kind)
    }

    init(_ key: UInt8, _ asc: UInt8, _ kind: SenseKind) {
      self.init(key, asc...asc, 0...0xFF, kind)
    }

    init(_ key: UInt8, _ kind: SenseKind) {
      self.init(key, 0...0xFF, 0...0xFF, kind)
    }

    func fits(_ sense: SenseData) -> Bool {
      key == sense.key.rawValue && ascs.contains(sense.asc) && ascqs.contains(sense.ascq)
    }
  }

  static func kind(of sense: SenseData) -> SenseKind {
    rows.first { $0.fits(sense) }?.kind ?? .drive
  }

  static let rows =
    noSense + notReady + mediumError + hardwareError + illegalRequest + unitAttention + others

  private static let noSense = [
    Row(0x0, 0x04, .wait),
    Row(0x0, .ignore),
    Row(0x1, .ignore),
  ]

  private static let notReady = [
    Row(0x2, 0x04, 0x03, .user),
    Row(0x2, 0x04, .wait),
    Row(0x2, 0x05, .retry),
    Row(0x2, 0x06, .user),
    Row(0x2, 0x08, .retry),
    Row(0x2, 0x30, .user),
    Row(0x2, 0x3A, .user),
    Row(0x2, 0x3E, .wait),
    Row(0x2, 0x53, 0x02, .retry),
    Row(0x2, .wait),
  ]

  private static let mediumError = [
    Row(0x3, 0x02, .retry),
    Row(0x3, 0x0C, 0x07, .rereadState),
    Row(0x3, 0x0C, 0x09, .host),
    Row(0x3, 0x0C, 0x0A, .ignore),
    Row(0x3, 0x10, .retry),
    Row(0x3, 0x11, 0x0F...0x10, .ignore),
    Row(0x3, 0x11, .retry),
    Row(0x3, 0x15, 0x82, .wait),
    Row(0x3, 0x15, .retry),
    Row(0x3, 0x30, .user),
    Row(0x3, 0x52, .user),
    Row(0x3, 0x57, .rereadState),
    Row(0x3, 0x72, .retry),
    Row(0x3, 0x73, 0x00, .drive),
    Row(0x3, 0x73, 0x01, .ignore),
    Row(0x3, 0x73, 0x06, .ignore),
    Row(0x3, 0x73, 0x10...0x11, .ignore),
    Row(0x3, .medium),
  ]

  private static let hardwareError = [
    Row(0x4, 0x1B, .retry),
    Row(0x4, .drive),
  ]

  private static let illegalRequest = [
    Row(0x5, 0x21, 0x02, .rereadState),
    Row(0x5, 0x27, .user),
    Row(0x5, 0x2C, 0x03, .host),
    Row(0x5, 0x2C, 0x04, .ignore),
    Row(0x5, 0x2C, .retry),
    Row(0x5, 0x30, .medium),
    Row(0x5, 0x53, .retry),
    Row(0x5, 0x55, .retry),
    Row(0x5, 0x6F, .medium),
    Row(0x5, 0x72, .retry),
    Row(0x5, 0x80...0xFF, 0...0xFF, .ignore),
    Row(0x5, .host),
  ]

  private static let unitAttention = [
    Row(0x6, 0x2E, .retry),
    Row(0x6, 0x2F, .retry),
    Row(0x6, 0x5A, 0x00...0x01, .user),
    Row(0x6, 0x5A, 0x03, .ignore),
    Row(0x6, 0x5E, .retry),
    Row(0x6, .rereadState),
  ]

  private static let others = [
    Row(0x7, .user),
    Row(0x8, .medium),
    Row(0xB, .retry),
    Row(0xD, .host),
    Row(0xE, .medium),
  ]
}
