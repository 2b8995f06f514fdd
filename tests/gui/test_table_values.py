from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from workbench.gui.decisions.rows import COLUMNS
from workbench.gui.table.chips import chips_of
from workbench.gui.table.columns import Cell, Column, Row, fit
from workbench.gui.table.facets import toggled
from workbench.gui.table.grid import apart, stretches
from workbench.gui.table.rows import PAGE, Rows
from workbench.gui.table.snapshot import Wish, as_lines, read_snapshot
from workbench.gui.table.words import date_cell, not_bounded, quantity_cell, tip_of
from workbench.model.allocation import Allocation, AllocationParty
from workbench.model.decision import Decision
from workbench.model.kinds import QuantityKind, Split
from workbench.model.quantity import Quantity
from workbench.model.query import Query
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier


@pytest.mark.parametrize(
    ("text", "upper", "lower"),
    [
        ("2026-01-28", "28 Jan 2026", ""),
        ("2026-01", "Jan 2026", "day not known"),
        ("2026", "2026", "month not known"),
        ("2026-33", "Q1 2026", "month not known"),
        ("2026-01-28~", "28 Jan 2026", "about this day"),
        ("2025-07~", "Jul 2025", "about this month"),
        ("2025-12-08/2025-12-09", "8 Dec 2025 to", "9 Dec 2025"),
        ("2025-12-08/..", "8 Dec 2025", "or later"),
        ("", "no date stated", ""),
    ],
)
def test_a_date_says_what_is_not_known_of_it(text: str, upper: str, lower: str) -> None:
    cell = date_cell(When(text))
    assert (cell.upper, cell.lower) == (upper, lower)


def test_a_lower_bound_says_that_it_has_no_upper_one() -> None:
    allocation = Allocation(title="A", quantity=Quantity.parse("more than 400,000"))
    cell = quantity_cell(allocation)
    assert (cell.upper, cell.lower) == ("> 400,000", "no upper bound")


def test_a_bounded_joint_quantity_says_that_its_split_is_not_known() -> None:
    joint = Allocation(
        title="A",
        quantity=Quantity.between(17_000, 35_000),
        split=Split.JOINT_UNSPECIFIED,
        parties=(AllocationParty(party="a"), AllocationParty(party="b")),
    )
    assert quantity_cell(joint).lower == "split not known"


def test_a_vague_number_is_shown_in_its_words_without_bounds() -> None:
    cell = quantity_cell(Allocation(title="A", quantity=Quantity.vague("hundreds of thousands")))
    assert (cell.upper, cell.lower) == ("hundreds of thousands", "no bounds")
    assert not_bounded(Quantity.exact(5)) == ""


def test_an_estimate_stands_over_its_interval() -> None:
    numbers = (Decimal(each) for each in (10_000, 12_000, 15_000, 90))
    low, point, high, level = numbers
    estimate = Quantity(
        kind=QuantityKind.ESTIMATE_CI, low=low, point=point, high=high, level=level, unit="chip"
    )
    cell = quantity_cell(Allocation(title="A", quantity=estimate))
    assert (cell.upper, cell.lower) == ("≈ 12,000", "10,000 – 15,000, 90 %")


def test_a_quantity_that_no_source_states_is_not_zero() -> None:
    assert quantity_cell(Allocation(title="A")).upper == "not stated"


def test_markup_in_a_title_stays_text_in_a_tooltip() -> None:
    assert tip_of(["<b>x</b>", "", "y"]) == "<qt>&lt;b&gt;x&lt;/b&gt;<br>y</qt>"


def test_a_narrow_table_drops_the_columns_that_matter_least() -> None:
    wide, narrow = fit(COLUMNS, 1400), fit(COLUMNS, 420)
    assert list(narrow) == [name for name in wide if name in narrow]
    assert {"title", "date"} <= narrow.keys()
    assert "evidence" not in narrow
    assert sum(wide.values()) == 1400


@given(st.integers(min_value=0, max_value=4000))
def test_columns_fill_the_table_and_the_title_never_goes(room: int) -> None:
    widths = fit(COLUMNS, room)
    assert "title" in widths
    assert sum(widths.values()) >= room


def test_hidden_columns_stay_hidden_however_wide_the_table() -> None:
    assert "stance" not in fit(COLUMNS, 3000, hidden={"stance"})


@given(st.lists(st.integers(min_value=0, max_value=60)))
def test_stretches_hold_the_same_rows(places: list[int]) -> None:
    made = stretches(places)
    assert [n for first, last in made for n in range(first, last + 1)] == sorted(set(places))
    assert all(one[1] + 1 < two[0] for one, two in pairwise(made))


def test_each_part_of_a_query_has_a_chip_that_takes_it_out() -> None:
    query = Query.parse("h200 stance:deny -jurisdiction:CHN since:2025-10 order:-date item:I-0002")
    chips = chips_of(query, {"I-0002": "H200"})
    assert [each.words for each in chips] == [
        "“h200”",
        "Deny",
        "not China",
        "item H200",
        "since Oct 2025",
        "sorted by date ↓",
    ]
    left = query
    for _ in chips:
        left = chips_of(left)[0].without
    assert left == Query()


def test_a_chip_names_the_country_that_decisions_reach() -> None:
    (chip,) = chips_of(Query.parse("affected:chn"), {})
    assert chip.words == "affected China"


def test_a_facet_is_chosen_alone_or_beside_others() -> None:
    one = toggled(Query(), "stance", "deny", more=False)
    two = toggled(one, "stance", "restrict", more=True)
    assert two.values("stance") == ("deny", "restrict")
    assert toggled(two, "stance", "deny", more=True).values("stance") == ("restrict",)
    assert toggled(two, "stance", "relax", more=False).values("stance") == ("relax",)
    assert toggled(one, "stance", "deny", more=False) == Query()


def test_copied_rows_are_one_line_each() -> None:
    row = Row(id="x", name="x", cells={"a": Cell(upper="one\ttwo\nthree", lower="four")})
    assert as_lines([row], [("a", "First"), ("b", "Second")]) == (
        "First\tSecond\none two three · four\t\n"
    )


@pytest.mark.parametrize(
    ("words", "copied"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-cmd", "'-cmd"), ("-2", "-2")],
)
def test_copied_rows_hold_no_formula_and_keep_numbers(words: str, copied: str) -> None:
    row = Row(id="x", name="x", cells={"a": Cell(upper=words)})
    assert as_lines([row], [("a", "First")]) == f"First\n{copied}\n"


def _row(key: str) -> Row:
    return Row(id=key, name=key, cells={"a": Cell(upper=key)})


def _rows(count: int) -> tuple[Rows, list[str]]:
    ids = [f"{number:05d}" for number in range(count)]
    return Rows([Column(name="a", title="A", width=100)]), ids


def test_a_page_is_asked_for_once_and_then_kept() -> None:
    rows, ids = _rows(PAGE * 3)
    asked: list[int] = []
    rows.wanted.connect(asked.append)
    rows.show(ids, {0: [_row(key) for key in ids[:PAGE]]})
    assert rows.index(0, 0).data() == "00000"
    assert rows.index(PAGE * 2, 0).data() == "reading…"
    assert rows.index(PAGE * 2 + 1, 0).data() == "reading…"
    assert asked == [2]
    rows.take(2, [_row(key) for key in rows.page_ids(2)])
    assert rows.index(PAGE * 2, 0).data() == f"{PAGE * 2:05d}"
    assert asked == [2]


def test_a_record_that_went_meanwhile_does_not_shift_the_others() -> None:
    rows, ids = _rows(3)
    rows.show(ids, {0: [_row("00000"), _row("00002")]})
    assert rows.index(2, 0).data() == "00002"
    assert rows.row(1) is None


def test_the_same_records_are_shown_anew_without_losing_the_place() -> None:
    rows, ids = _rows(3)
    resets: list[int] = []
    rows.modelReset.connect(lambda: resets.append(1))
    rows.show(ids, {0: [_row(key) for key in ids]})
    rows.show(list(ids), {0: [_row(key) for key in ids]})
    assert resets == [1]
    assert rows.place("00002") == 2
    assert rows.place("gone") == -1


def test_records_that_come_after_those_shown_leave_them_where_they_are() -> None:
    rows = Rows(COLUMNS)
    rows.show(["a", "b"], {0: [_row("a"), _row("b")]})
    resets: list[object] = []
    rows.modelReset.connect(lambda: resets.append(None))
    rows.show(["a", "b", "c"], {0: [_row("a"), _row("b"), _row("c")]})
    assert (rows.rowCount(), rows.place("c"), resets) == (3, 2, [])
    rows.show(["c", "a"], {0: [_row("c"), _row("a")]})
    assert (rows.rowCount(), rows.place("a"), len(resets)) == (2, 1, 1)


def test_the_first_rows_are_read_without_the_rest_and_say_how_many_there_are(
    dossier: Dossier,
) -> None:
    dossier.decisions.add_all(Decision(title=f"Decision {n}") for n in range(5))

    def read_rows(_: Dossier, ids: Sequence[str]) -> list[Row]:
        return [_row(each) for each in ids]

    few = read_snapshot(dossier, "decision", Query(), read_rows, Wish(most=2))
    whole = read_snapshot(dossier, "decision", Query(), read_rows)
    assert (len(few.ids), few.count, few.every) == (2, 5, 5)
    assert few.ids == whole.ids[:2]
    assert (whole.count, len(whole.pages[0]), whole.places[whole.ids[4]]) == (5, 5, 4)


def test_rows_that_were_chosen_twice_count_once_and_others_keep_their_order() -> None:
    assert apart([(7, 9), (2, 3)]) == [(7, 9), (2, 3)]
    assert apart([(7, 9), (2, 3), (3, 4), (8, 8)]) == [(2, 4), (7, 9)]
    assert apart([]) == []
