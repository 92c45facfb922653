internal import DiscImage

/// Why a source gave no more sectors.
enum StreamFailure: Error, Hashable, Sendable {
  case file(ImageStreamError)

  var code: BurnError.Code {
    switch self {
    case .file(let error): .sourceFailed(error)
    }
  }
}
