from __future__ import annotations

from workbench.console.tables import Facts, Table
from workbench.model.allocation import Allocation, AllocationParty
from workbench.model.decision import Decision
from workbench.model.kinds import Action
from workbench.model.quantity import Quantity
from workbench.model.when import When

DECISIONS = [
    Decision(
        number=1, title="Purchase <approved>", action=Action.APPROVE, announced=When("2026-01-28")
    ),
    Decision(number=2, title="Purchase stopped", action=Action.DENY),
]
ALLOCATION = Allocation(number=1, title="H200 lot", quantity=Quantity.parse("more than 400,000"))


def named(kind: str, key: str) -> str:
    return f"{kind} {key}"


def test_a_table_has_a_row_per_record_and_says_how_many() -> None:
    drawn = repr(Table(DECISIONS))

    assert "D-0001" in drawn
    assert "28 Jan 2026" in drawn
    assert "■ Deny" in drawn
    assert drawn.endswith("2 records")


def test_a_table_shows_a_quantity_by_its_sign_and_on_the_right() -> None:
    table = Table([ALLOCATION], columns=["title", "quantity"])

    assert table.cells() == [["A-0001", "H200 lot", "> 400,000"]]
    assert '<td align="right">&gt; 400,000</td>' in table.html()


def test_text_of_a_record_is_never_taken_for_markup() -> None:
    html = Table(DECISIONS).html()

    assert "&lt;approved&gt;" in html
    assert "<approved>" not in html


def test_a_long_table_shows_its_first_rows_and_how_to_see_the_rest() -> None:
    table = Table(DECISIONS * 40, rows=50)

    assert len(table) == 80
    assert len(table.cells()) == 50
    assert "… and 30 more; table(…, rows=80) shows them all." in table.html()


def test_an_empty_table_says_so() -> None:
    assert repr(Table([])) == "No records."
    assert "No records." in Table([]).html()


def test_a_linked_record_stands_by_its_name() -> None:
    table = Table(
        [Decision(title="Purchase", authority="p1")], columns=["authority"], name_of=named
    )

    assert table.cells()[0][1] == "party p1"


def test_the_parts_of_a_record_stand_in_one_cell_without_what_is_not_stated() -> None:
    lot = Allocation(
        title="Lot", parties=(AllocationParty(party="p1"), AllocationParty(party="p2"))
    )
    table = Table([lot], columns=["parties"], name_of=named)

    assert table.cells()[0][1] == "party p1, recipient; party p2, recipient"


def test_records_of_several_kinds_stand_by_kind_and_name() -> None:
    table = Table([DECISIONS[0], ALLOCATION])

    assert table.cells() == [
        ["D-0001", "decision", "Purchase <approved>"],
        ["A-0001", "allocation", "H200 lot"],
    ]


def test_one_record_shows_what_it_holds_and_leaves_out_what_it_does_not() -> None:
    facts = Facts(DECISIONS[0])
    labels = [label for label, _ in facts.cells()]

    assert facts.cells()[0] == ["", "D-0001  Decision"]
    assert ["Announced", "28 Jan 2026"] in facts.cells()
    assert "Published" not in labels
    assert "Purchase <approved>" in repr(facts)
    assert "Purchase &lt;approved&gt;" in facts.html()
