/// What only some kinds of media have, and what the drive told of it.
public struct MediumDetails: Hashable, Sendable {
  /// The groove of a recordable CD.
  public var groove: GrooveInformation?
  /// The layers and the book of a DVD or BD.
  public var structure: PhysicalStructure?
  /// Where the first of two layers ends; nil for discs of one layer.
  public var layerBoundary: LayerBoundary?
  /// How far a format is that goes on while the disc is used.
  public var backgroundFormat = BackgroundFormat.none
  /// The case around a DVD-RAM; nil where the drive does not say.
  public var cartridge: Cartridge?
  /// What is left to replace bad blocks with; nil for media without spare area.
  public var spareArea: SpareArea?
  /// Blocks of a BD-R can be replaced, though each is written once: how often yet.
  public var pseudoOverwrite: PseudoOverwrite?
  /// Whether the disc is protected against being copied.
  public var isCopyProtected = false

  public init() {}
}

/// What the groove of a recordable CD says. Source: Orange Book, "ATIP".
public struct GrooveInformation: Hashable, Sendable {
  /// Where the lead-in begins, which names the maker; nil if it is no time.
  public var leadIn: MinuteSecondFrame?
  /// Where the lead-out begins at the latest; nil if it is no time.
  public var leadOut: MinuteSecondFrame?
  public var isRewritable: Bool
  /// On CD-RW 0 normal, 1 high speed, 2 ultra speed, 3 ultra speed plus.
  public var subtype: Int
  /// The fastest that a CD-RW may be written; nil if it does not say.
  public var maximumWriteRate: TransferRate?

  public init(
    leadIn: MinuteSecondFrame?, leadOut: MinuteSecondFrame?, isRewritable: Bool, subtype: Int,
    maximumWriteRate: TransferRate?
  ) {
    self.leadIn = leadIn
    self.leadOut = leadOut
    self.isRewritable = isRewritable
    self.subtype = subtype
    self.maximumWriteRate = maximumWriteRate
  }
}

/// How a DVD or BD is built.
public struct PhysicalStructure: Hashable, Sendable {
  /// The book that a DVD says it follows; nil for BD. A drive may have written another one there.
  public var bookType: BookType?
  /// Nil where it is not told.
  public var layers: Int?
  /// Whether the second layer runs inwards; nil for one layer, and where it is not told.
  public var hasOppositePath: Bool?
  /// 120 or 80; nil where it is not told.
  public var diameterMillimeters: Int?
  /// The blocks between the first physical sector and the last; nil where it is not told.
  public var blocks: BlockCount?
  /// The class and version of a BD, such as 1 and 3; nil for DVD.
  public var bdClass, bdVersion: Int?

  public init(
    bookType: BookType? = nil, layers: Int?, diameterMillimeters: Int? = nil,
    blocks: BlockCount? = nil, hasOppositePath: Bool? = nil, bdClass: Int? = nil,
    bdVersion: Int? = nil
  ) {
    self.bookType = bookType
    self.layers = layers
    self.diameterMillimeters = diameterMillimeters
    self.blocks = blocks
    self.hasOppositePath = hasOppositePath
    self.bdClass = bdClass
    self.bdVersion = bdVersion
  }
}

/// How often blocks of a BD-R can still be replaced.
public struct PseudoOverwrite: Hashable, Sendable {
  /// Nil where the drive can do it, but does not say how often.
  public var replacementsLeft: Int?

  public init(replacementsLeft: Int?) {
    self.replacementsLeft = replacementsLeft
  }
}

/// Where the first of two layers ends.
public struct LayerBoundary: Hashable, Sendable {
  public var firstLayer: BlockCount
  /// Whether it cannot be changed any more.
  public var isFixed: Bool

  public init(firstLayer: BlockCount, isFixed: Bool) {
    self.firstLayer = firstLayer
    self.isFixed = isFixed
  }
}

/// The case around a DVD-RAM.
public enum Cartridge: Hashable, Sendable {
  case none
  case present(wasTakenOut: Bool, isWriteProtected: Bool)
}

/// What is left to replace bad blocks with.
public struct SpareArea: Hashable, Sendable {
  public var free: BlockCount
  /// Nil where only what is free is told.
  public var total: BlockCount?

  public init(free: BlockCount, total: BlockCount?) {
    self.free = free
    self.total = total
  }
}
