import DiscImage
import DiscModel
import Foundation
import TestSupport

extension VolumeTree {
  /// The tree as the oracles list theirs, contents looked at in `image`.
  func manifest(contentsIn image: ImageBlocks) -> FileManifest {
    var manifest = FileManifest()
    for (index, entry) in entries.enumerated().dropFirst() {
      var found = FileManifest.Entry(entry.kind.inManifest)
      found.modificationTime = entry.modificationTime?.seconds
      found.permissions = entry.attributes.map { UInt16($0.mode & 0o7777) }
      found.linkTarget = entry.linkTarget
      found.serial = entry.attributes?.serial.map(UInt64.init)
      if entry.kind == .file {
        found.byteCount = entry.byteCount
        found.digest = ContentDigest.of(
          entry.extents.map { extent in
            let start = Int(extent.start.rawValue) * 2048
            return image.bytes[start..<start + Int(extent.byteCount)]
          })
      }
      manifest.entries[.init(path(of: index))] = found
    }
    return manifest
  }
}

extension VolumeTree.Kind {
  fileprivate var inManifest: FileManifest.Kind {
    switch self {
    case .folder: .folder
    case .symbolicLink: .symbolicLink
    case .file, .special: .file
    }
  }
}
