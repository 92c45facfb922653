import TestSupport
import Testing

/// The tables of proofs, from a list of what is run.
@Suite("A table of proofs") struct ProofTableTests {
  @Test func `has a row for each row of the list, and all deeds in their cells`() {
    let table = ProofTable(
      heading: "Deeds", columns: ["left", "right"],
      proofs: [
        Proof(row: "second", column: "right", deed: "one"),
        Proof(row: "first", column: "left", deed: "two"),
        Proof(row: "second", column: "right", deed: "three"),
      ])
    #expect(
      table.lines == [
        "| | left | right |", "|---|---|---|", "| second | – | one; three |",
        "| first | two | – |",
      ])
  }

  @Test func `is compared with the table under its heading and no other`() {
    let page = """
      # Proofs

      ## Deeds

      Words, and a | line that is no row.

      | | left |
      |---|---|
      | first | two |

      ## Misdeeds

      | | right |
      """
    #expect(
      ProofTable.lines(under: "Deeds", in: page) == ["| | left |", "|---|---|", "| first | two |"])
    #expect(ProofTable.lines(under: "Misdeeds", in: page) == ["| | right |"])
    #expect(ProofTable.lines(under: "Nothing", in: page) == [])
  }

  @Test func `replaces the one that stands under its heading`() {
    let page = "# Page\n\n## Deeds\n\nWords.\n\n| | old |\n\n## Misdeeds\n\n| | right |\n"
    let table = ProofTable(
      heading: "Deeds", columns: ["left"],
      proofs: [Proof(row: "first", column: "left", deed: "two")])
    #expect(
      table.put(into: page) == """
        # Page

        ## Deeds

        Words.

        | | left |
        |---|---|
        | first | two |

        ## Misdeeds

        | | right |

        """)
  }
}
