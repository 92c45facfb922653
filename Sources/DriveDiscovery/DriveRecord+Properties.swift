internal import DiscModel

extension DriveRecord {
  /// The drive that `property` tells of, or nil if it is no optical drive.
  ///
  ///     ID_CDROM                       1 for optical drives
  ///     DEVNAME                        the node
  ///     ID_VENDOR_ENC, ID_MODEL_ENC    names with escapes such as \x20, padded; without _ENC, with
  ///                                    underscores for blanks
  ///     ID_SERIAL_SHORT                the serial number        ID_SERIAL   with the names before it
  ///     ID_PATH                        the place where it is plugged in
  ///     ID_BUS                         how it is connected      DEVLINKS    links to the node
  ///     ID_CDROM_MEDIA                 1 if there is a medium
  ///     ID_CDROM_MEDIA_…               1 for its kind
  ///
  /// Source: systemd, `cdrom_id`, `ata_id`, `scsi_id` and `usb_id` builtins.
  init?(property: (String) -> String?) {
    guard property("ID_CDROM") == "1", let node = property("DEVNAME") else { return nil }
    func name(_ key: String) -> String {
      if let encoded = property(key + "_ENC") { return UdevText.decoded(encoded) }
      return UdevText.trimmed((property(key) ?? "").replacing("_", with: " "))
    }
    let serial = property("ID_SERIAL_SHORT").flatMap { $0.isEmpty ? nil : $0 }
    let place = property("ID_PATH")
    let longSerial = property("ID_SERIAL")
    self.init(
      id: (serial == nil ? place ?? longSerial : longSerial ?? serial) ?? node,
      node: node, vendor: name("ID_VENDOR"), model: name("ID_MODEL"),
      revision: property("ID_REVISION").map(UdevText.trimmed) ?? "", serial: serial,
      hasMedium: property("ID_CDROM_MEDIA") == "1",
      mediumProfile: Self.profiles.first { property("ID_CDROM_MEDIA_" + $0.name) == "1" }?.profile,
      link: Self.link(in: property("DEVLINKS") ?? ""),
      bus: property("ID_BUS").map(Bus.init))
  }

  /// The link by the drive's id, or else by its place, among links separated by blanks. There may be
  /// several of a kind, so the first in the alphabet is taken.
  private static func link(in links: String) -> String? {
    let all = links.split(separator: " ").map(String.init).sorted()
    return all.first { $0.hasPrefix("/dev/disk/by-id/") }
      ?? all.first { $0.hasPrefix("/dev/disk/by-path/") }
  }

  /// The kinds of media that udev names, the exact name before the more general ones that may
  /// stand beside it.
  private static let profiles: [(name: String, profile: MediumProfile)] = [
    ("CD_R", .cdR), ("CD_RW", .cdRW), ("CD", .cdROM),
    ("DVD_RW_RO", .dvdMinusRWRestrictedOverwrite), ("DVD_RW_SEQ", .dvdMinusRWSequential),
    ("DVD_RW", .dvdMinusRWSequential),
    ("DVD_R_DL_SEQ", .dvdMinusRDualLayerSequential), ("DVD_R_DL_JR", .dvdMinusRDualLayerJump),
    ("DVD_R_DL", .dvdMinusRDualLayerSequential), ("DVD_R", .dvdMinusRSequential),
    ("DVD_RAM", .dvdRAM),
    ("DVD_PLUS_RW_DL", .dvdPlusRWDualLayer), ("DVD_PLUS_R_DL", .dvdPlusRDualLayer),
    ("DVD_PLUS_RW", .dvdPlusRW), ("DVD_PLUS_R", .dvdPlusR), ("DVD", .dvdROM),
    ("BD_R_SRM", .bdRSequential), ("BD_R_RRM", .bdRRandom), ("BD_R", .bdRSequential),
    ("BD_RE", .bdRE), ("BD", .bdROM),
  ]
}

/// Names as udev writes them.
enum UdevText {
  /// `text` with its `\xHH` escapes undone and without the blanks around it.
  static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"), digits.utf8.count == 2,
        digits.allSatisfy(\.isHexDigit),
        let value = UInt8(digits, radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return trimmed(String(decoding: bytes, as: UTF8.self))
  }

  /// `text` without the blanks around it.
  static func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\0" }
    var rest = text.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(rest)
  }
}
