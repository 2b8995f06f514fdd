"""References follow a table that grows or shrinks, and nothing else moves."""

from __future__ import annotations

import pytest

from workbench.briefing.templates.regions import Area, Move, area_of, followed, followed_areas

TABLE = Area("Grants", 2, 4, 5, 7)
GROWN = (Move(TABLE, 20),)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("SUM(C5:C7)", "SUM(C5:C20)"),
        ("SUM(Grants!$C$5:$C$7)", "SUM(Grants!$C$5:$C$20)"),
        ("MAX('Grants'!C4:D7)+1", "MAX('Grants'!C4:D20)+1"),
        ("SUM(Other!C5:C7)", "SUM(Other!C5:C7)"),
        ("SUM(C5:C6)", "SUM(C5:C6)"),
        ("SUM(F5:F7)", "SUM(F5:F7)"),
        ('IF(A1="C5:C7",C5:C7,0)', 'IF(A1="C5:C7",C5:C20,0)'),
        ("Allocations[Lower bound]", "Allocations[Lower bound]"),
        ("C7", "C7"),
    ],
)
def test_a_range_that_ends_with_its_table_ends_with_it_again(formula: str, moved: str) -> None:
    assert followed(formula, "Grants", GROWN) == moved


def test_a_rule_for_the_only_row_of_a_table_follows_too() -> None:
    one = (Move(Area("Grants", 2, 4, 5, 5), 9),)
    assert followed_areas("C5 F5 B5:D5", "Grants", one) == "C5:C9 F5 B5:D9"
    assert followed("Grants!$C$5", "", one, single=True) == "Grants!$C$5:$C$9"


def test_a_table_that_shrinks_takes_its_ranges_back() -> None:
    assert followed_areas("C5:C7", "Grants", (Move(TABLE, 5),)) == "C5:C5"


def test_a_reference_names_its_area() -> None:
    assert area_of("'Front page'!$C$3") == Area("Front page", 3, 3, 3, 3)
    assert area_of("'It''s'!A1:AA10", "x") == Area("It's", 1, 1, 27, 10)
    assert area_of("B4:E7", "Grants") == TABLE
    assert area_of("SUM(A1:A2)") is None
    assert area_of("#REF!") is None
    assert (TABLE.name, TABLE.ref) == ("Grants!B4", "B4:E7")
    assert Area("Front page", 3, 3, 3, 3).formula == "'Front page'!$C$3"
