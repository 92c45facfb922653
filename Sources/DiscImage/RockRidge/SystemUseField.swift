/// The system use field of a record: what stands in it and what goes on behind the directory.
struct SystemUseField {
  /// What the record itself holds; a CE entry is counted and not in it.
  var entries: ArraySlice<[UInt8]>
  /// What stands elsewhere; empty for most.
  var continued: ArraySlice<[UInt8]>

  /// Divides entries between a record and its continuation.
  ///
  /// - Parameter room: the bytes that the record has left.
  init(_ all: [[UInt8]], room: Int) {
    let total = all.reduce(0) { $0 + $1.count }
    var kept = all.count
    if total > room {
      kept = 0
      var end = 0
      while end + all[kept].count <= room - SystemUse.continuationByteCount {
        end += all[kept].count
        kept += 1
      }
    }
    entries = all[..<kept]
    continued = all[kept...]
  }

  /// The bytes that it takes in the record.
  var byteCount: Int {
    entries.reduce(0) { $0 + $1.count }
      + (continued.isEmpty ? 0 : SystemUse.continuationByteCount)
  }

  /// The entries of a file, folder or link under its name.
  static func entries(
    _ attributes: RockRidgeAttributes, name: UnsafeRawBufferPointer, target: ArraySlice<UInt8>?
  ) -> [[UInt8]] {
    var entries = commonEntries(attributes)
    let most = SystemUse.longestNamePiece
    var start = 0
    while start < name.count {
      let end = min(start + most, name.count)
      entries.append(
        entry {
          $0.putName(UnsafeRawBufferPointer(rebasing: name[start..<end]), goesOn: end < name.count)
        })
      start = end
    }
    guard let target else { return entries }
    let areas = LinkComponents.areas(of: target)
    for (index, area) in areas.enumerated() {
      entries.append(entry { $0.putLink(area, goesOn: index < areas.count - 1) })
    }
    return entries
  }

  /// The entries of the root's ".", which tell readers that all this is there.
  static func rootEntries(_ attributes: RockRidgeAttributes) -> [[UInt8]] {
    [entry { $0.putSharingIndicator() }] + commonEntries(attributes)
      + [entry { $0.putExtensionReference() }]
  }

  /// The entries of "." and "..".
  static func commonEntries(_ attributes: RockRidgeAttributes) -> [[UInt8]] {
    [
      entry { $0.putAttributes(attributes) },
      entry { $0.putTimes(attributes.modificationTime) },
    ]
  }

  private static func entry(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: SystemUse.longestEntry) { buffer, count in
      var writer = ByteWriter(UnsafeMutableRawBufferPointer(buffer))
      write(&writer)
      count = writer.count
    }
  }
}
