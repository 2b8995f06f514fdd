"""A briefing as pages of words: what HTML, PDF and Markdown show, and what a data pack holds.

The pages are read off the very sheets that the workbook is written from, so that all outputs give
the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from workbench.briefing.book import Book
from workbench.briefing.cell import Cell
from workbench.briefing.chart import Chart
from workbench.briefing.language import Words
from workbench.briefing.plan import plan
from workbench.briefing.sheet import Column, quoted
from workbench.briefing.shown import words
from workbench.model.plot_picture import PlotPicture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe
    from workbench.briefing.sheet import Sheet

Line = tuple[Cell | None, ...]
_OWN = frozenset({"workings", "continued"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A native table: its name, columns and rows; `first` is the row of its first one."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows under a heading; the first section of a page has none."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One sheet in words: its block, tab, title, the line below, and all that stands under it.

    `said` are our words in its language.
    """

    block: str
    tab: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    grid: Grid | None
    charts: tuple[Chart, ...]
    pictures: tuple[PlotPicture, ...]
    said: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """All pages, with what stands on each of them."""

    title: str
    marking: str
    language: str
    pages: tuple[Page, ...]
    book: Book


def paper(data: BriefingData, recipe: Recipe) -> Paper:
    """The pages of `data` as `recipe` orders them; the workings stay in the workbook."""
    book = Book(data, recipe)
    sheets = plan(book, with_rest=False)
    ours = tuple(f"{quoted(sheet.tab)}!" for block, sheet in sheets if block in _OWN)
    pages = tuple(_page(book, block, sheet, ours) for block, sheet in sheets if block not in _OWN)
    return Paper(
        title=data.title,
        marking=book.marked,
        language=recipe.language,
        pages=pages,
        book=book,
    )


def target_of(link: str) -> str:
    """The anchor of a link into the workbook: "Evidence!A12" leads to "Evidence-12"."""
    tab, _, cell = link.rpartition("!")
    tab = tab.removeprefix("'").removesuffix("'").replace("''", "'")
    return anchor(tab, int("".join(filter(str.isdigit, cell)) or 1))


def anchor(tab: str, row: int) -> str:
    """The name under which a row can be led to; row 1 is its page."""
    plain = "".join(each if each.isalnum() else "-" for each in tab)
    return plain if row == 1 else f"{plain}-{row}"


def _page(book: Book, block: str, sheet: Sheet, ours: tuple[str, ...]) -> Page:
    rows = [tuple(row.cells) for row in sheet.rows()]
    first, last = _extent(sheet)
    above = [row for n, row in enumerate(rows, start=1) if not first <= n <= last]
    grid = None
    if sheet.table:
        body = tuple(rows[first : min(last, len(rows))])
        grid = Grid(
            name=sheet.table.name,
            columns=sheet.table.columns,
            rows=body if sheet.count else (),
            first=first + 1,
        )
    lead, told = _lead(above, ours)
    return Page(
        block=block,
        tab=sheet.tab,
        title=sheet.title,
        lead=lead,
        sections=_sections(told),
        grid=grid,
        charts=tuple(sheet.charts),
        pictures=tuple(each.picture for each in sheet.pictures),
        said=book.words,
    )


def _extent(sheet: Sheet) -> tuple[int, int]:
    """The rows of the table, its header among them; none where there is no table."""
    return (sheet.table.header_row, sheet.table.last_row) if sheet.table else (1, 0)


def _lead(rows: list[Line], ours: tuple[str, ...]) -> tuple[str, list[Line]]:
    """The line below the title, and the rows without it, the title and the way back."""
    lead = next((words(row[0]) for row in rows if _look(row) == "lead"), "")
    own = {"title", "lead", "back", ""}
    kept = [row for row in rows if _look(row) not in own or any(row[1:])]
    return lead, [row for row in _figures_apart(kept) if not _leads_to(row, ours)]


def _figures_apart(rows: list[Line]) -> Iterator[Line]:
    """`rows`, with one for each headline figure: its number, what it is, its upper bound."""
    for headline, some in groupby(rows, lambda row: _look(row).startswith("kpi")):
        lines = list(some)
        yield from zip(*lines, strict=True) if headline else lines


def _leads_to(row: Line, ours: tuple[str, ...]) -> bool:
    """Whether a row of the contents leads to one of `ours`, which only the workbook has."""
    return bool(row and row[0] and row[0].link.startswith(ours))


def _look(row: Line) -> str:
    return row[0].look if row and row[0] else ""


def _sections(rows: list[Line]) -> tuple[Section, ...]:
    found: list[tuple[str, list[Line]]] = [("", [])]
    for row in rows:
        if _look(row) == "section":
            found.append((words(row[0]), []))
        else:
            found[-1][1].append(row)
    return tuple(Section(heading=heading, lines=tuple(lines)) for heading, lines in found if lines)
