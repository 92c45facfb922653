/// One thing a drive can do, as GET CONFIGURATION tells it: its raw data, and views of them.
///
/// Source: MMC-6, "Features".
public struct DriveFeature: Hashable, Sendable {
  /// The feature's number, such as 002Dh for CD track at once.
  public var code: UInt16
  /// The version of the feature's data.
  public var version: UInt8
  /// Whether it is current whatever the medium is.
  public var isPersistent: Bool
  /// Whether the medium in the drive allows it now.
  public var isCurrent: Bool
  /// What follows the feature's header of four bytes.
  public var data: [UInt8]

  /// The feature's number as a name.
  public var name: FeatureName { FeatureName(rawValue: code) }

  /// Whether bit `bit` of the data byte at `offset` is set; false past the end, since older
  /// drives send shorter features.
  func has(bit: Int, at offset: Int) -> Bool {
    offset < data.count && data[offset] >> bit & 1 == 1
  }

  /// The data byte at `offset`; zero past the end.
  func byte(at offset: Int) -> UInt8 {
    offset < data.count ? data[offset] : 0
  }

  /// The big-endian integer at `offset` of the data; what lies past the end counts as zero.
  func integer<Integer: FixedWidthInteger>(at offset: Int, as: Integer.Type = Integer.self) -> Int {
    (0..<Integer.bitWidth / 8).reduce(0) { $0 << 8 | Int(byte(at: offset + $1)) }
  }

  /// The text at `offset`, without the spaces and zeros around it.
  func text(at offset: Int) -> String {
    data.withRawSpan { span in
      (try? span.text(at: offset, byteCount: max(0, data.count - offset))) ?? ""
    }
  }
}

/// The data of one kind of feature, taken apart.
public protocol FeatureView: Hashable, Sendable {
  /// The feature's number.
  static var name: FeatureName { get }
  /// Takes the data apart; what is missing counts as zero, and what is added is not looked at.
  init(_ feature: DriveFeature)
}

extension Sequence<DriveFeature> {
  /// The feature of this kind, or nil if the drive does not name it.
  public subscript<View: FeatureView>(_ view: View.Type) -> View? {
    first { $0.name == View.name }.map(View.init)
  }

  /// The feature of this name as it is, or nil if the drive does not name it.
  public subscript(_ name: FeatureName) -> DriveFeature? {
    first { $0.name == name }
  }
}
