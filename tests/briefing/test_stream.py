"""Long tables, whose rows are made some hundred together, say what short ones do."""

from __future__ import annotations

import dataclasses
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from workbench.briefing import stream
from workbench.briefing.cell import printable
from workbench.briefing.data import AllocationRow, BriefingData, Cite, EvidenceRow
from workbench.briefing.recipe import Recipe
from workbench.briefing.write import write
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from pathlib import Path

MANY = 1_100
"""More than two blocks of rows."""
RECIPE = Recipe.parse('[[sheets]]\nblock = "allocations"\n[[sheets]]\nblock = "evidence"\n')
HEADER = 5


def briefing(quotes: list[str], figure: Decimal = Decimal(5)) -> BriefingData:
    """As many claims as `quotes`, and an allocation that rests on each."""
    return BriefingData(
        title="Many",
        as_of=datetime(2026, 2, 13, 17, tzinfo=UTC),
        allocations=tuple(
            AllocationRow(
                ref=f"A-{n:04d}",
                item=f"Item {n % 3}",
                quantity=Quantity.more_than(figure + n, "chip"),
                cites=(Cite(claim=f"C-{n:04d}", field="quantity"),),
            )
            for n in range(len(quotes))
        ),
        evidence=tuple(
            EvidenceRow(ref=f"C-{n:04d}", statement=f"Claim {n}", quote=quote)
            for n, quote in enumerate(quotes)
        ),
    )


def sheets(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "R&D <b>",
        "> 5",
        "=1+1",
        " edges ",
        "two\nlines",
        "a\0b",
        "_x0041_",
        "中文 𝄞",
        "\ud800",
    ],
)
def test_each_of_many_unlike_texts_is_read_back_as_it_was(text: str, tmp_path: Path) -> None:
    quotes = [f"{text}{n}{text}" for n in range(MANY)]
    path = write(briefing(quotes), RECIPE, tmp_path / "b.xlsx").path
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Evidence").to_python()
    assert [row[2] for row in rows[HEADER:]] == list(map(printable, quotes))
    assert b"<f>" not in sheets(path)[1]


@pytest.mark.parametrize("text", ["=1+1", "R&D"])
def test_one_text_of_its_own_kind_among_many_is_kept(text: str, tmp_path: Path) -> None:
    quotes = [*map(str, range(MANY)), text]
    path = write(briefing(quotes), RECIPE, tmp_path / "b.xlsx").path
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Evidence").to_python()
    assert [row[2] for row in rows[HEADER:]] == quotes
    assert b"<f>" not in sheets(path)[1]


@pytest.mark.parametrize("figure", [Decimal(5), Decimal("0.25"), Decimal("1E+20")])
def test_each_of_many_figures_is_read_back_as_it_was(figure: Decimal, tmp_path: Path) -> None:
    path = write(briefing([""] * MANY, figure), RECIPE, tmp_path / "b.xlsx").path
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Allocations").to_python()
    assert [row[10] for row in rows[HEADER:]] == [float(figure + n) for n in range(MANY)]


def test_figures_and_words_stand_mixed_in_a_column(tmp_path: Path) -> None:
    data = briefing([""] * MANY)
    vague = Quantity.vague("hundreds", "chip")
    mixed = tuple(
        row if n % 3 else dataclasses.replace(row, quantity=vague)
        for n, row in enumerate(data.allocations)
    )
    path = write(dataclasses.replace(data, allocations=mixed), RECIPE, tmp_path / "b.xlsx").path
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Allocations").to_python()
    assert [row[10] for row in rows[HEADER:]] == [
        5 + n if n % 3 else "no figure stated" for n in range(MANY)
    ]


def test_the_links_that_a_sheet_takes_are_its_first_and_the_rest_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "MOST_LINKS", 2_000)
    done = write(briefing([""] * MANY), RECIPE, tmp_path / "b.xlsx")
    allocations = sheets(done.path)[0]
    formulas = allocations.count(b'<f>HYPERLINK("')
    missing = int(done.notes[0].split()[1])
    assert allocations.count(b"<hyperlink ") == 2_000
    assert 2_000 + formulas + missing == 3 * MANY
    assert done.notes == (f"Allocations: {missing} cells beyond Excel's limit have no link.",)


def test_what_leads_nowhere_is_no_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST_LINKS", 0)
    data = briefing([""] * MANY)
    bare = dataclasses.replace(data.allocations[MANY // 2], cites=())
    some = (*data.allocations[: MANY // 2], bare, *data.allocations[MANY // 2 + 1 :])
    path = write(dataclasses.replace(data, allocations=some), RECIPE, tmp_path / "b.xlsx").path
    assert sheets(path)[0].count(b'<f>HYPERLINK("') == 2 * (MANY - 1)


def test_texts_of_a_long_table_that_come_again_are_kept_once(tmp_path: Path) -> None:
    quotes = [f"Quote {n % 40}" for n in range(MANY)]
    path = write(briefing(quotes), RECIPE, tmp_path / "b.xlsx").path
    with zipfile.ZipFile(path) as archive:
        shared = archive.read("xl/sharedStrings.xml")
    assert shared.count(b"<t>Quote 7</t>") == 1
    assert b"Quote 7" not in sheets(path)[1]
