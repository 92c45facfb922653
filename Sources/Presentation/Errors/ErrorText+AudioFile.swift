public import CompactDisc

extension ErrorText {
  /// Why a file does not become a track, and what helps.
  ///
  /// - Parameter name: how the file is called.
  public static func line(for reason: AudioDecodingError.Reason, of name: String) -> String {
    switch reason {
    case .vanished: tr("“%s” is no longer there.", name)
    case .unreadable(let number):
      tr("“%1$s” could not be read: %2$s.", name, systemText(number))
    case .notAudio: tr("“%s” holds no music.", name)
    case .unsupported(let format):
      tr(
        "“%1$s” holds a kind of audio that cannot be brought onto a disc: %2$s.", name,
        text(for: format))
    case .missingCodec(let codec): line(for: codec, of: name)
    case .broken: tr("“%s” is damaged and cannot be played to its end.", name)
    case .endedEarly: tr("“%s” was cut off: it ends before it should.", name)
    case .longerThanExpected: tr("“%s” is longer than it was when it was added.", name)
    case .decoderFailed(let text):
      tr("“%1$s” could not be decoded: GStreamer does not work (%2$s).", name, text)
    case .cancelled: tr("“%s” was not looked into.", name)
    }
  }

  private static func line(for codec: AudioCodec, of name: String) -> String {
    let kind = codec.name.isEmpty ? tr("its kind of audio") : codec.name
    guard let package = codec.debianPackage else {
      return tr("“%1$s” cannot be decoded: there is no decoder for %2$s.", name, kind)
    }
    return tr(
      "“%1$s” cannot be decoded: there is no decoder for %2$s. Install the package %3$s.", name,
      kind, package)
  }

  private static func text(for format: AudioFileFormat) -> String {
    let rate = tr("%s Hz", Format.count(format.samplesPerSecond))
    let channels = trn("%s channel", "%s channels", format.channels)
    return [format.codec, rate, channels].compactMap(\.self).joined(separator: ", ")
  }
}
