/// The target of a symbolic link, cut into the component records of SL entries.
///
///     byte 0   flags: bit 0 the component goes on in the next record, bit 1 ".", bit 2 "..",
///              bit 3 the root
///     byte 1   number of bytes    byte 2…   bytes of the component
///
/// Where another entry follows, the area ends with a record of no bytes that goes on in the next:
/// so readers that know no boundary between entries put their slash there too (libarchive), and
/// those that do put no second one (Linux, libisofs).
///
/// Source: RRIP 1.12, "Description of the SL System Use Entry".
enum LinkComponents {
  private static let most = SystemUse.longestEntry - SystemUse.linkHeaderByteCount
  private static let goesOn: UInt8 = 0x01

  /// The component areas of the entries, each as full as it can be. Slashes that follow each other
  /// count as one, and one at the end says nothing: a component cannot be empty.
  static func areas(of target: some Sequence<UInt8>) -> [[UInt8]] {
    let target = Array(target)
    var areas: [[UInt8]] = [[]]
    if target.first == UInt8(ascii: "/") { areas[0] += [0x08, 0] }
    for component in target.split(separator: UInt8(ascii: "/")) {
      switch String(decoding: component, as: UTF8.self) {
      case ".": append([0x02, 0], to: &areas)
      case "..": append([0x04, 0], to: &areas)
      default: append(component, to: &areas)
      }
    }
    return areas
  }

  /// Keeps room for the record that goes on.
  private static func append(_ record: [UInt8], to areas: inout [[UInt8]]) {
    let last = areas.count - 1
    if areas[last].count + record.count > most - 2 {
      areas[last] += [goesOn, 0]
      areas.append([])
    }
    areas[areas.count - 1] += record
  }

  /// Cuts a name only where it is longer than a whole area.
  private static func append(_ name: ArraySlice<UInt8>, to areas: inout [[UInt8]]) {
    let whole = most - 4
    var rest = name
    while rest.count > whole {
      append([goesOn, UInt8(whole)] + rest.prefix(whole), to: &areas)
      rest = rest.dropFirst(whole)
    }
    append([0, UInt8(rest.count)] + rest, to: &areas)
  }
}
