"""What is put into a template wears what was worn there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.briefing.cell import Cell
from workbench.briefing.templates.cells import Found
from workbench.briefing.templates.dress import Dress, Wardrobe
from workbench.briefing.templates.package import Template
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe


def dress_of(path: Path) -> Dress:
    return Dress(Template.read(path).parts["xl/styles.xml"])


def test_styles_are_added_only_where_they_are_needed(office: Path) -> None:
    was = Template.read(office).parts["xl/styles.xml"]
    dress = Dress(was)
    assert dress.part() == was
    signed = dress.signed(0, ">")
    assert dress.signed(0, ">") == signed
    assert b'formatCode="&quot;&gt; &quot;#,##0' in dress.part()


def test_a_strange_column_shows_a_day_as_a_date_and_a_month_in_words(office: Path) -> None:
    dress = dress_of(office)
    worn = Wardrobe(dress, [Found(0, '<c r="A1"/>')])
    cell, style = worn.put_on(Cell(date(2026, 1, 9), "day"))
    assert cell.value == date(2026, 1, 9)
    assert dress.is_date(style)
    assert worn.put_on(Cell(date(2026, 1, 1), "month"))[0].value == "Jan 2026"
    assert worn.put_on(Cell(Decimal(4), "number 0", sign=">"))[1] != 0


def test_in_a_briefing_each_look_finds_its_style(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    dress = dress_of(write(dated, minister, tmp_path / "b.xlsx").path)
    text, quote = dress.first("text"), dress.first("quote")
    assert text is not None
    assert quote is not None
    worn = Wardrobe(dress, [Found(text, '<c r="A1"/>')])
    assert worn.put_on(Cell("said", "quote"))[1] == quote
    assert worn.put_on(Cell("said", "text"))[1] == text
    risky = worn.put_on(Cell("=said", "text"))[1]
    assert risky not in {text, quote}
