internal import DiscModel

/// Gives every part of an image its place.
public struct ImagePlanner: Sendable {
  private let options: ImageOptions

  public init(_ options: ImageOptions) {
    self.options = options
  }

  /// Lays out a tree. No file is touched.
  public func plan(_ tree: StagingTree) throws(ImagePlanError) -> ImageLayout {
    ImageLayout(blockCount: .zero, options: options, fileCount: 0, contentByteCount: 0)
  }
}
