/// How the disc turns under the laser. Source: MMC-6, "SET CD SPEED Command", rotational control.
enum Rotation: UInt8, Hashable, Sendable {
  /// Faster where the laser is further in, so that it writes equally fast everywhere.
  case linear = 0
  /// Equally fast: what is asked for is reached at the outer edge.
  case angular = 1
}

extension MediumRecord {
  /// The share of the speed asked for that the drive has at `address`; 0.41…1 on DVD and BD.
  ///
  /// The blocks lie at equal distances on a spiral, so that the square of the radius grows with the
  /// address, from 24 mm (CD: 25 mm) to 58 mm. The second of two layers runs back inwards.
  /// Source: ECMA-130, ECMA-267, "data zone" and "opposite track path".
  func speedShare(at address: Int64, _ rotation: Rotation) -> Double {
    guard rotation == .angular else { return 1 }
    let layerBlocks = max(sequential?.firstLayerBlocks ?? blocks / Int64(layers), 1)
    let layer = address / layerBlocks
    let along = min(max(Double(address - layer * layerBlocks) / Double(layerBlocks), 0), 1)
    let outwards = layer % 2 == 0 ? along : 1 - along
    let inner = innerShare
    return (inner * inner + outwards * (1 - inner * inner)).squareRoot()
  }

  /// How many times as long as at the outer edge's speed it takes to go over all of the medium.
  func timeFactor(_ rotation: Rotation) -> Double {
    // The integral of the share's reciprocal over a layer.
    rotation == .angular ? 2 / (1 + innerShare) : 1
  }

  private var innerShare: Double { (kind.isCompactDisc ? 25 : 24) / 58 }

  /// The parts of the medium in which the speed only grows or only falls: its layers.
  var speedSegments: [ClosedRange<Int64>] {
    let layerBlocks = max(sequential?.firstLayerBlocks ?? blocks / Int64(layers), 1)
    let last = max(capacity - 1, 0)
    return stride(from: 0, through: last, by: Int(layerBlocks)).map {
      Int64($0)...min(Int64($0) + layerBlocks - 1, last)
    }
  }
}

extension DriveMachine {
  /// The speed at `address` in kB/s when the fastest is `speed`.
  func speed(_ speed: UInt32, at address: Int64, _ rotation: Rotation) -> UInt32 {
    let share = medium?.record.speedShare(at: address, rotation) ?? 1
    return UInt32(Double(speed) * share)
  }

  /// How the disc turns while it is written: as it was asked for, if the medium can be written so.
  var writeRotation: Rotation {
    medium?.kind.traits.isWritableAtConstantRotation == true ? chosenWriteRotation : .linear
  }
}
