"""The sheet Timeline: one row a jurisdiction, one column a quarter, the latest stance in each.

A glyph leads to its decision. What is dated no finer than a year stands in the last column, for it
cannot be placed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workbench.briefing.book import NOT_STATED, quarter_of, quarter_words
from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column
from workbench.briefing.sheets.frame import Lead, table_sheet
from workbench.briefing.widths import DIGIT, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.briefing.book import Book
    from workbench.briefing.data import DecisionRow
    from workbench.briefing.sheet import Sheet

_MOST_QUARTERS = 12
_UNPLACED = "No quarter"
_LEAD = "The latest stance in each quarter, with how many decisions"
_EARLIER = "Earlier"
_LARGE, _PADDING = 1.3, 3.0
"""How much wider than Calibri of 11 points the bold Arial of a publication is, and its margins."""


Quarter = tuple[int, int]


def timeline(book: Book) -> Sheet:
    """Plans the sheet."""
    lanes = _lanes(book, book.data.decisions)
    headings = _headings(book.data.decisions)
    width = max(9.0, min(13.0, 130.0 / max(len(headings), 1)), _widest(book, lanes, headings))
    columns = (
        Column(24, "Jurisdiction", wrap=True, least=26.0),
        *(Column(width, words, middle=True) for words in headings),
    )
    return table_sheet(
        book,
        "timeline",
        lead=Lead(_LEAD, note=_key(book)),
        columns=columns,
        count=len(lanes),
        body=lambda: _body(book, lanes, headings),
    )


def _widest(book: Book, lanes: dict[str, list[DecisionRow]], headings: Sequence[str]) -> float:
    """How wide a quarter must be where its words stand beside the sign: links do not wrap."""
    if not book.recipe.publication:
        return 0.0
    words = (cell.value for row in _body(book, lanes, headings) for cell in row[1:] if cell)
    longest = max((text_width(word) for word in words if isinstance(word, str)), default=0)
    return longest / DIGIT * _LARGE + _PADDING


def _key(book: Book) -> str:
    stances = dict.fromkeys(type(row.stance) for row in book.data.decisions)
    shown = {row.stance for row in book.data.decisions}
    known = [each for scale in stances for each in scale if each in shown]
    return "  ".join(f"{each.glyph} {book.inside(book.say(each.word))}" for each in known)


def _lanes(book: Book, rows: Sequence[DecisionRow]) -> dict[str, list[DecisionRow]]:
    """The decisions of each jurisdiction, the most active first."""
    found: dict[str, list[DecisionRow]] = {}
    for row in rows:
        found.setdefault(book.say(row.jurisdiction or NOT_STATED), []).append(row)
    return dict(sorted(found.items(), key=lambda lane: (-len(lane[1]), lane[0])))


def _quarters(rows: Sequence[DecisionRow]) -> list[Quarter]:
    """Every quarter from the first decision to the last, of which only the newest are shown."""
    placed = [quarter for row in rows if (quarter := quarter_of(row.when))]
    if not placed:
        return []
    first, last = (year * 4 + quarter - 1 for year, quarter in (min(placed), max(placed)))
    return [(n // 4, n % 4 + 1) for n in range(max(first, last - _MOST_QUARTERS + 1), last + 1)]


def _headings(rows: Sequence[DecisionRow]) -> list[str]:
    quarters = _quarters(rows)
    placed = [quarter_of(row.when) for row in rows]
    earlier = [_EARLIER] if any(each and each < quarters[0] for each in placed) else []
    unplaced = [_UNPLACED] if None in placed or not rows else []
    return [*earlier, *map(quarter_words, quarters), *unplaced]


def _heading(row: DecisionRow, headings: Sequence[str]) -> str:
    quarter = quarter_of(row.when)
    if quarter is None:
        return _UNPLACED
    words = quarter_words(quarter)
    return words if words in headings else _EARLIER


def _body(
    book: Book, lanes: dict[str, list[DecisionRow]], headings: Sequence[str]
) -> Iterator[list[Cell | None]]:
    for name, rows in lanes.items():
        cells: dict[str, list[DecisionRow]] = {}
        for row in rows:
            cells.setdefault(_heading(row, headings), []).append(row)
        yield [
            Cell(name, "grid name"),
            *(_cell(book, cells.get(heading, [])) for heading in headings),
        ]


def _cell(book: Book, rows: list[DecisionRow]) -> Cell:
    if not rows:
        return Cell(None, "grid")
    latest = max(rows, key=lambda row: (row.when.latest or date.min, row.ref))
    words = f"{latest.stance.glyph} {len(rows)}" if len(rows) > 1 else latest.stance.glyph
    if book.recipe.publication:
        words = f"{words} {book.say(latest.stance.word)}"
    return Cell(words, f"grid {latest.stance}", book.place(latest.ref))
