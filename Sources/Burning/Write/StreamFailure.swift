internal import CompactDisc
internal import DiscImage

/// Why a source gave no more sectors.
enum StreamFailure: Error, Hashable, Sendable {
  case file(ImageStreamError)
  case track(TrackFramingError)

  var code: BurnError.Code {
    switch self {
    case .file(let error): .sourceFailed(error)
    case .track(let error): .trackFailed(track: error.track, error.cause)
    }
  }
}
