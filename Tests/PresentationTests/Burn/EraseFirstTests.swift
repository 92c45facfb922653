import Burning
import DiscModel
import MMC
import Testing

@testable import Presentation

@Suite("Erasing first") struct EraseFirstTests {
  /// What stands in the way of a burn, with the medium that lies in the drive.
  private func choice(
    _ problems: [PlanProblem], _ profile: MediumProfile, _ condition: Medium.Condition = .closed,
    formats: [ReadFormatCapacities.Format] = [], isEmpty: Bool = false
  ) -> EraseChoice? {
    let inspection = EraseFixture.inspection(
      .example(profile, condition), formats: formats)
    let drive = DriveItem(
      KnownDrive(id: "d", vendor: "", product: "d", location: "d", isVirtual: false),
      state: DriveState(inspection))
    return BurnReadiness(
      isEmpty: isEmpty, isReading: false, drive: drive, volumeName: VolumeName("A"),
      problems: problems
    ).eraseFirst(inspection)
  }

  @Test func `is offered where a used disc that can be erased is all that stands in the way`() {
    for problems in [[PlanProblem.mediumClosed], [.mediumHoldsData]] {
      let choice = choice(problems, .cdRW)
      #expect(choice?.deed == .blank)
      #expect(choice?.depth == .quick)
    }
  }

  @Test(arguments: [MediumProfile.cdRW, .dvdMinusRWSequential])
  func `is offered where a burn broke off and left a part on a disc that can be erased`(
    profile: MediumProfile
  ) {
    for condition in [Medium.Condition.appendable, .closed] {
      let choice = choice([.mediumMustBeErased(profile)], profile, condition)
      #expect(choice?.deed == .blank && choice?.depth == .quick)
    }
  }

  @Test func `makes room too, if the whole disc has room enough`() {
    let small = PlanProblem.mediumTooSmall(required: BlockCount(9), available: BlockCount(1))
    #expect(choice([.mediumHoldsData, small], .cdRW) != nil)
    let large = PlanProblem.mediumTooSmall(
      required: BlockCount(Int64.max), available: BlockCount(1))
    #expect(choice([.mediumHoldsData, large], .cdRW) == nil)
    #expect(choice([small], .cdRW) == nil, "it is not the disc's contents that take the room")
  }

  @Test func `is not offered for what can be written only once`() {
    #expect(choice([.mediumClosed], .cdR) == nil)
    #expect(choice([.mediumHoldsData], .dvdPlusR) == nil)
  }

  @Test func `is not offered while something else is missing`() {
    #expect(choice([.mediumClosed], .cdRW, isEmpty: true) == nil)
    #expect(choice([.mediumClosed, .mediumWriteProtected], .cdRW) == nil)
    #expect(choice([], .cdRW) == nil)
  }
}
