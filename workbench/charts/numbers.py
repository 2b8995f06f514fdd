"""The numbers behind a picture, as tab-separated text that a spreadsheet takes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.analysis import finding
from workbench.analysis.bounds import span
from workbench.analysis.flow import Flow
from workbench.analysis.pairs import Pairs
from workbench.model.inert import inert
from workbench.model.quantity import figure
from workbench.model.when import day_of, quarter_words
from workbench.plugins import ChartData

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.analysis.heat import Heat
    from workbench.analysis.timeline import Timeline
    from workbench.analysis.trend import Trend
    from workbench.charts.picture import Picture

_STEPS = ("Trend", "Day", "Lower bound", "Upper bound", "Joint part of the lower bound")
_APART = ("Trend", "Allocation", "Quantity", "Lower bound", "Upper bound", "To", "Why apart")
_FIGURE = re.compile(r"\d+(\.\d+)?(e[+-]\d+)?")
_MOST_TOLD = 40
_MARKS = ("Jurisdiction", "Date", "Decision", "Stance", "Title")


def behind(shown: Picture) -> str:
    """The numbers behind a picture, without what its legend leaves out."""
    if shown.off is not None:
        return off_tsv(shown.off)
    drawn = [replace(trend, parts=shown.parts_of(trend)) for trend in shown.trends]
    return tsv(shown.timeline.without(shown.choice.hidden), drawn)


def rows(behind: str) -> list[list[str]]:
    """The rows of such numbers to be read: bounds with thousands separators."""
    made: list[list[str]] = []
    heads: list[str] = []
    for row in csv.reader(io.StringIO(behind), delimiter="\t"):
        if not made or not any(made[-1]):
            heads = row
            made.append(row)
            continue
        cells = zip(heads, row, strict=False)
        made.append([_read(cell) if "bound" in head else cell for head, cell in cells])
    return made


def _read(cell: str) -> str:
    """A figure such as "460001" with its separators; words of a plugin's chart as they are."""
    return figure(Decimal(cell)) if _FIGURE.fullmatch(cell) else cell


def described(shown: Picture) -> str:
    """A picture in sentences, for people who do not see it."""
    if shown.off is None:
        return finding.describe(shown.timeline, shown.trends) or shown.subtitle
    heads, *rows = csv.reader(io.StringIO(off_tsv(shown.off)), delimiter="\t")
    told = [
        ", ".join(f"{head}: {cell}" for head, cell in zip(heads, row, strict=False) if cell)
        for row in rows[:_MOST_TOLD]
    ]
    more = [f"{len(rows) - _MOST_TOLD:,} rows more"] if len(rows) > _MOST_TOLD else []
    return f"{'. '.join((shown.title, shown.subtitle, *told, *more))}."


def off_tsv(off: Flow | Pairs | Heat | ChartData) -> str:
    """The numbers of a form without a time axis."""
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    if isinstance(off, ChartData):
        heads, rows = off.heads, list(off.rows)
    elif isinstance(off, Flow):
        heads = ("Supplier", "Item", "Recipient", "Lower bound", "Upper bound", "How held")
        rows = [
            (r.supplier, r.item, r.recipient, _number(r.low),
             _number(r.high), "jointly" if r.joint else "alone")
            for r in off.ribbons
        ]  # fmt: skip
    elif isinstance(off, Pairs):
        heads = ("Part", "Before", "After", "Of", "Day", "How held")
        day = day_of(off.day).isoformat()
        rows = [
            (r.name, r.before.sign_text(), r.after.sign_text(), off.ref, day,
             "jointly" if r.joint else "alone")
            for r in off.rows
        ]  # fmt: skip
    else:
        heads = ("Jurisdiction", *(quarter_words(*each) for each in off.quarters), "No quarter")
        rows = [
            (row.name, *(str(len(cell)) for cell in row.cells), str(len(row.apart)))
            for row in off.rows
        ]
    made = io.StringIO()
    writer = csv.writer(made, delimiter="\t", lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return made.getvalue()


def tsv(timeline: Timeline, trends: Sequence[Trend]) -> str:
    """Steps, what stands apart, then decisions; no upper bound is stated where it is empty."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter="\t", lineterminator="\n")
    blocks = (
        (_STEPS, list(_steps(trends))),
        (_APART, list(_apart(trends))),
        (_MARKS, list(_marks(timeline))),
    )
    for at, (heads, rows) in enumerate(block for block in blocks if block[1]):
        if at:
            writer.writerow([])
        writer.writerow(heads)
        writer.writerows([inert(cell) for cell in row] for row in rows)
    return made.getvalue()


def _number(amount: float) -> str:
    return "" if amount == float("inf") else f"{amount:.15g}"


def _each(trends: Iterable[Trend]) -> Iterator[tuple[Trend, str]]:
    """Each trend and each of its parts, with a label."""
    for trend in trends:
        label = finding.trend_label(trend)
        yield trend, f"{label}: {trend.name}" if trend.name else label
        yield from ((part, f"{label}: {part.name}") for part in trend.parts)


def _steps(trends: Iterable[Trend]) -> Iterator[tuple[str, ...]]:
    for trend, label in _each(trends):
        columns = (trend.days, trend.low, trend.high, trend.joint)
        for day, low, high, joint in zip(*(each.tolist() for each in columns), strict=True):
            yield label, day_of(day).isoformat(), _number(low), _number(high), _number(joint)


def _apart(trends: Iterable[Trend]) -> Iterator[tuple[str, ...]]:
    for trend in trends:
        label = finding.trend_label(trend)
        for entry in (*trend.undated, *trend.unstated):
            ends = span(entry.quantity)
            low, high = ("", "") if ends is None else map(_number, entry.bounds)
            why = "no bounds stated, not added" if ends is None else "no date stated"
            to = finding.recipients_words(entry)
            yield label, entry.ref, str(entry.quantity), low, high, to, why


def _marks(timeline: Timeline) -> Iterator[tuple[str, ...]]:
    for lane in timeline.lanes:
        for mark in (*lane.dated, *lane.undated):
            when = mark.when.text or "no date stated"
            yield lane.name, when, mark.ref, mark.stance.word, mark.title
