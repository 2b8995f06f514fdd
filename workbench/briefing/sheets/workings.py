"""The sheet Workings: what Summary and Totals are computed from, in sight.

Headline sums, lists of choices, chart data.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.briefing import formulas
from workbench.briefing.book import figures, is_plain, most_decimals, quarter_of, quarter_words
from workbench.briefing.bounds import Total
from workbench.briefing.cell import Cell, Formula, has_serial, serial
from workbench.briefing.data import AllocationRow
from workbench.briefing.formulas import Cut, TotalCells
from workbench.briefing.sheet import FIRST_ROW, HEADER_ROW, Column, Sheet, letter, spread
from workbench.briefing.sheets.frame import head
from workbench.briefing.sheets.totals import chosen, everything
from workbench.briefing.widths import line_count, row_height
from workbench.model.kinds import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workbench.briefing.book import Book
    from workbench.briefing.data import Step

TAB = "Workings"
_WIDTHS = (
    30, 18, 18, 2, 14, 34, 2, 34, 40, 14, 14, 14, 14, 2, 22, 15, 2, 13, 14, 14, 14, 14, 14, 2,
    12, 13, 13, 13, 13, 13, 13, 13,
)  # fmt: skip
_COUNT_ROWS = {"rows": 8, "joint": 9, "bare": 10, "endless": 11, "above": 12, "below": 13}
_LOW_ROW, _HIGH_ROW, _BAR_ROW, _STEP_ROW, _WHO_ROW = 14, 15, 16, 17, 18
_LABELS = (
    "Stage", "Unit", "Rows", "Joint", "No figure", "Not bounded", "Above", "Below",
    "At least", "At most", "Drawn for an open end (bars)", "Drawn for an open end (steps)",
    "Sought in Totals",
)  # fmt: skip
_NUMBERS = "header number"
_BAR_NAMES = 2
"""How many of the columns of bars hold names; the rest holds numbers."""

_OPEN_PART = Decimal("0.15")
_MOST_BARS = 12
BAR_HEADERS = (
    "Recipients", "Shown as", "Lower bound", "Lower bound, joint (split not stated)",
    "Up to the upper bound", "No upper bound stated",
)  # fmt: skip
STEP_HEADERS = (
    "Day", "Lifted", "Joint part (split not stated)", "Range", "No upper bound stated",
    "Lower bound",
)  # fmt: skip
BAR_COLUMN, STANCE_COLUMN, STEP_COLUMN, QUARTER_COLUMN = 8, 15, 18, 25
_MOST_QUARTERS = 16


@dataclass(slots=True)
class Workings:
    """The planned workings: their cells, and what the charts draw from them.

    `found` is the sum of the `headline` rows, `joint` that of the joint ones among them.
    """

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    unit: str = ""
    decimals: int = 0
    headline: list[AllocationRow] = field(default_factory=list)
    found: Total = field(default_factory=Total)
    joint: Total = field(default_factory=Total)
    bars: list[tuple[str, tuple[Decimal, ...]]] = field(default_factory=list)
    bar_sums: list[Total] = field(default_factory=list)
    hidden_bars: int = 0
    stances: list[tuple[str, str, int]] = field(default_factory=list)
    steps: list[tuple[int, tuple[Decimal, ...]]] = field(default_factory=list)
    quarters: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    quarter_stances: list[Stance] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def plan_workings(book: Book) -> Workings:
    """Computes the workings of a book."""
    works = Workings()
    rows = [row for row in book.data.allocations if row.stage == book.stage]
    by_unit = book.grouped([row for row in rows if row.counted] or rows, "unit")
    works.unit = max(by_unit, key=lambda unit: len(by_unit[unit]), default="not stated")
    works.headline = by_unit.get(works.unit, [])
    if book.decimals:
        works.decimals = most_decimals(figures(book.paced(works.headline, "Adding up")))
    sums = book.sums(works.headline, "recipients")
    joint = book.sums((row for row in works.headline if row.joint), "recipients")
    works.found, works.joint = (sum(some.values(), Total()) for some in (sums, joint))
    _headline(book, works)
    if book.tab("totals"):
        _choices(book, works)
    if book.tab("summary"):
        _bars(book, works, sums, joint)
        _stances(book, works)
        _steps(book, works)
        _quarters(book, works)
    return works


def workings(book: Book, works: Workings) -> Sheet:
    """Plans the sheet."""
    lead = "What the Summary and the Totals are computed from; drawn lengths are not figures"
    above = head(book, TAB, lead)
    return Sheet(
        tab=TAB,
        title=TAB,
        columns=tuple(Column(width) for width in _WIDTHS),
        rows=lambda: [*above, *spread(works.cells, _heights_of(works))[HEADER_ROW - 1 :]],
        names=works.names,
        turns=(BAR_COLUMN - 1, STANCE_COLUMN - 1),
    )


def _heights_of(works: Workings) -> dict[int, float]:
    """High enough for the longest name; the header for words that wrap."""
    heights = {HEADER_ROW: 60.0}
    for (row, column), cell in works.cells.items():
        if row > HEADER_ROW and isinstance(cell.value, str):
            high = row_height(line_count(cell.value, _WIDTHS[column - 1]))
            heights[row] = max(heights.get(row, 0.0), high)
    return heights


def _put(works: Workings, row: int, column: int, cell: Cell) -> None:
    works.cells[row, column] = cell


def _column(
    works: Workings, column: int, header: str, cells: list[Cell], look: str = "header"
) -> None:
    _put(works, HEADER_ROW, column, Cell(header, look))
    for row, cell in enumerate(cells, start=FIRST_ROW):
        _put(works, row, column, cell)


def _headline(book: Book, works: Workings) -> None:
    _column(works, 1, "Headline", [Cell(book.say(label)) for label in _LABELS])
    unit = "$B$7" if is_plain(works.unit) else formulas.exactly(works.unit)
    cut = Cut((("Stage", "$B$6"), ("Unit", unit)))
    _column(works, 2, "All", [Cell(book.say(book.stage)), Cell(works.unit)])
    _column(works, 3, "Joint only", [Cell(book.say(book.stage)), Cell(works.unit)])
    _sum_block(works, 2, cut, works.found, works.decimals)
    _sum_block(works, 3, cut.also("Split", '"joint"'), works.joint, works.decimals)
    for prefix, column in (("Headline", "B"), ("Joint", "C")):
        for name, row in (("Above", 12), ("Low", _LOW_ROW), ("High", _HIGH_ROW)):
            works.names[f"{prefix}{name}"] = f"{TAB}!${column}${row}"


def _sum_block(works: Workings, column: int, cut: Cut, found: Total, decimals: int) -> None:
    name = "BC"[column - 2]
    for count, formula in formulas.counts(cut, found).items():
        _put(works, _COUNT_ROWS[count], column, Cell(formula, "number 0"))
    cells = TotalCells(rows=f"${name}$8", bare=f"${name}$10", endless=f"${name}$11")
    look = f"number {decimals}"
    _put(works, _LOW_ROW, column, Cell(formulas.low(cut, found, cells), look))
    _put(works, _HIGH_ROW, column, Cell(formulas.high(cut, found, cells), look))


def _choices(book: Book, works: Workings) -> None:
    stages = list(dict.fromkeys([book.stage, *(str(row.stage) for row in book.data.allocations)]))
    plan = book.recipe.plan("totals")
    header, by = chosen(plan.by if plan else "item")
    names = book.names(book.data.allocations, by)
    _column(works, 5, "Stages", [Cell(book.say(stage)) for stage in stages])
    _column(works, 6, header, [Cell(name) for name in (everything(book, by), *names)])
    works.names["StageChoices"] = f"{TAB}!$E${FIRST_ROW}:$E${HEADER_ROW + len(stages)}"
    works.names[f"{header}Choices"] = f"{TAB}!$F${FIRST_ROW}:$F${FIRST_ROW + len(names)}"
    sought = f"Totals{header}"
    if not all(map(is_plain, names)):
        for sign in "~*?":
            sought = f'SUBSTITUTE({sought},"{sign}","~{sign}")'
        sought = f'"="&{sought}'
    formula = f'IF(Totals{header}={formulas.literal(everything(book, by))},"*",{sought})'
    _put(works, _WHO_ROW, 2, Cell(Formula(formula, "*")))
    works.names["TotalsSought"] = f"{TAB}!$B${_WHO_ROW}"


def _bars(book: Book, works: Workings, sums: dict[str, Total], joint: dict[str, Total]) -> None:
    ordered = sorted(sums, key=lambda name: -max(sums[name].low_sum, sums[name].high_sum))
    works.hidden_bars = max(len(ordered) - _MOST_BARS, 0)
    ordered = ordered[:_MOST_BARS]
    drawn = _drawn([sums[name].low_sum for name in ordered])
    _put(works, _BAR_ROW, 2, Cell(drawn, f"number {works.decimals}"))
    for offset, header in enumerate(BAR_HEADERS):
        look = _NUMBERS if offset >= _BAR_NAMES else "header"
        _put(works, HEADER_ROW, BAR_COLUMN + offset, Cell(header, look))
    unit = "$B$7" if is_plain(works.unit) else formulas.exactly(works.unit)
    for row, name in enumerate(ordered, start=FIRST_ROW):
        who = f"$H{row}" if is_plain(name) else formulas.exactly(name)
        cut = Cut((("Stage", "$B$6"), ("Unit", unit), ("Recipients", who)))
        shown = _shown_as(book, name, sums[name], joint=name in joint)
        _put(works, row, BAR_COLUMN, Cell(name))
        _put(works, row, BAR_COLUMN + 1, Cell(shown))
        cells = _bar(cut, sums[name], joint.get(name, Total()).low_sum, drawn)
        for offset, formula in enumerate(cells, start=2):
            _put(works, row, BAR_COLUMN + offset, Cell(formula, f"number {works.decimals}"))
        works.bars.append((shown, tuple(Decimal(each.result) for each in cells)))
        works.bar_sums.append(sums[name])


def _bar(cut: Cut, found: Total, joint_low: Decimal, drawn: Decimal) -> list[Formula]:
    single, joint = cut.also("Split", '"single"'), cut.also("Split", '"joint"')
    open_count = (
        f"{cut.also(formulas.UPPER, formulas.literal('not bounded')).count()}"
        f"+{cut.also('Reading', formulas.literal('no *')).count()}"
    )
    is_open = found.endless + found.bare > 0
    width = f"{cut.sum(formulas.UPPER)}-{cut.sum(formulas.LOWER)}"
    return [
        Formula(single.sum(formulas.LOWER), found.low_sum - joint_low),
        Formula(joint.sum(formulas.LOWER), joint_low),
        Formula(
            f"IF({open_count}>0,0,{width})",
            Decimal(0) if is_open else found.high_sum - found.low_sum,
        ),
        Formula(f"IF({open_count}>0,$B${_BAR_ROW},0)", drawn if is_open else Decimal(0)),
    ]


def _shown_as(book: Book, name: str, found: Total, *, joint: bool) -> str:
    short = name if len(name) <= 60 else f"{name[:57]}…"  # noqa: PLR2004 - what fits beside a chart
    if found.rows == found.bare:
        return book.say("{} (no figure stated)", short)
    return book.say("{} (joint, not split)", short) if joint else short


def _drawn(lows: list[Decimal]) -> Decimal:
    """How long an open end is drawn: a part of the largest figure, in whole units."""
    return max((max(lows, default=Decimal(0)) * _OPEN_PART).to_integral_value(), Decimal(1))


def _stances(book: Book, works: Workings) -> None:
    found = grouped_stances(book)
    _column(works, STANCE_COLUMN, "Stance", [Cell(words) for _, words, _ in found])
    counts = [
        Cell(Formula(f"COUNTIFS(Decisions[Stance],$O{row})", count), "number 0")
        for row, (_, _, count) in enumerate(found, start=FIRST_ROW)
    ]
    _column(works, STANCE_COLUMN + 1, "Decisions", counts, _NUMBERS)
    works.stances = found


def _quarters(book: Book, works: Workings) -> None:
    """How many decisions of each stance there were in each quarter, counted live."""
    found: dict[tuple[int, int], Counter[Stance]] = {}
    for each in book.data.decisions:
        if quarter := quarter_of(each.when):
            found.setdefault(quarter, Counter())[each.stance] += 1
    if not found:
        return
    first, last = (year * 4 + quarter - 1 for year, quarter in (min(found), max(found)))
    shown = range(max(first, last - _MOST_QUARTERS + 1), last + 1)
    works.quarter_stances = [each for each in Stance if any(some[each] for some in found.values())]
    for offset, stance in enumerate(works.quarter_stances, start=1):
        name = Cell(book.stance(stance), _NUMBERS)
        _put(works, HEADER_ROW, QUARTER_COLUMN + offset, name)
    _put(works, HEADER_ROW, QUARTER_COLUMN, Cell("Quarter", "header"))
    for row, number in enumerate(shown, start=FIRST_ROW):
        quarter = (number // 4, number % 4 + 1)
        words = quarter_words(quarter)
        counts = tuple(found.get(quarter, Counter())[each] for each in works.quarter_stances)
        _put(works, row, QUARTER_COLUMN, Cell(words))
        for offset, count in enumerate(counts, start=1):
            column = letter(QUARTER_COLUMN + offset)
            text = (
                f"COUNTIFS(Decisions[Quarter],${letter(QUARTER_COLUMN)}{row},"
                f"Decisions[Stance],{column}${HEADER_ROW})"
            )
            _put(works, row, QUARTER_COLUMN + offset, Cell(Formula(text, count), "number 0"))
        works.quarters.append((words, counts))


def grouped_stances(book: Book) -> list[tuple[str, str, int]]:
    """Stance, its glyph and word, and how many decisions take it, in the order of the scale."""
    stances = [row.stance for row in book.data.decisions]
    scale = dict.fromkeys(type(stances[0])) if stances else {}
    return [
        (str(each), book.stance(each), stances.count(each)) for each in scale if each in stances
    ]


def _steps(book: Book, works: Workings) -> None:
    steps = [step for step in book.data.steps if has_serial(step.day)]
    if not steps:
        return
    drawn = _drawn([step.low for step in steps])
    _put(works, _STEP_ROW, 2, Cell(drawn, f"number {works.decimals}"))
    for offset, header in enumerate(STEP_HEADERS):
        _put(works, HEADER_ROW, STEP_COLUMN + offset, Cell(header, _NUMBERS))
    for row, (day, heights) in enumerate(_corners(book, steps, drawn), start=FIRST_ROW):
        _put(works, row, STEP_COLUMN, Cell(day, "day"))
        for offset, height in enumerate(heights, start=1):
            _put(works, row, STEP_COLUMN + offset, Cell(height, f"number {works.decimals}"))
        works.steps.append((serial(day), heights))


def _corners(
    book: Book, steps: list[Step], drawn: Decimal
) -> Iterator[tuple[date, tuple[Decimal, ...]]]:
    """The corners of the staircase.

    Each day with the heights before and after it, and the last heights until as-of.
    """
    before = (Decimal(0),) * (len(STEP_HEADERS) - 1)
    end = max(book.data.moment.date(), steps[-1].day + timedelta(days=1))
    lead = max(7, (end - steps[0].day).days // 8)
    start = steps[0].day - timedelta(days=lead)
    if has_serial(start):
        yield start, before  # leaves room for the label of the first step
    for step in steps:
        yield step.day, before
        before = _heights(step, drawn)
        yield step.day, before
    yield end, before


def _heights(step: Step, drawn: Decimal) -> tuple[Decimal, ...]:
    width = Decimal(0) if step.high is None else step.high - step.low
    open_end = drawn if step.high is None else Decimal(0)
    return (step.low - step.joint, step.joint, width, open_end, step.low)
