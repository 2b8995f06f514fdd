"""The charts of the Summary: native, bound to the Workings, titled with what they show."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.briefing.bounds import NO_FIGURE
from workbench.briefing.chart import Chart, Series
from workbench.briefing.look import ACCENT, INK, LIGHT, STANCE_COLOURS, kpi_format
from workbench.briefing.sheet import FIRST_ROW, HEADER_ROW, letter
from workbench.briefing.sheets.workings import (
    BAR_COLUMN,
    BAR_HEADERS,
    QUARTER_COLUMN,
    STANCE_COLUMN,
    STEP_COLUMN,
    STEP_HEADERS,
    TAB,
)
from workbench.briefing.widths import text_width
from workbench.model.kinds import Stance
from workbench.model.quantity import figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.briefing.book import Book
    from workbench.briefing.bounds import Total
    from workbench.briefing.chart import Paint
    from workbench.briefing.sheets.workings import Workings

_WIDE, _HALF = 27.2, 13.4
_ROWS = 15
_TITLE_PER_CM = 175
"""How wide the text of a title may be on each centimetre of its chart, in bold of 12 points."""

_PAINTS: dict[str, tuple[Paint, str]] = {
    "Lower bound": ("solid", ACCENT),
    BAR_HEADERS[3]: ("hatch", INK),
    BAR_HEADERS[4]: ("tint", LIGHT),
    BAR_HEADERS[5]: ("hatch", "8A93A3"),
    "Lifted": ("none", "FFFFFF"),
    STEP_HEADERS[2]: ("hatch", INK),
    STEP_HEADERS[3]: ("tint", LIGHT),
}


def charts(
    book: Book, works: Workings, found: Total, *, shown: Sequence[str], first: int
) -> list[Chart]:
    """The charts of `shown` that there is something to draw of, from row `first` on.

    The cumulative one takes a whole line, the others stand two beside each other.
    """
    drawn: list[Chart] = []
    halves = 0
    for name in shown:
        if name == "cumulative" and works.steps:
            first += halves % 2 * _ROWS
            halves = 0
            drawn.append(_steps(book, works, found, f"A{first}"))
            first += _ROWS
        elif chart := _half(name, book, works, f"{'AC'[halves % 2]}{first}"):
            drawn.append(chart)
            halves += 1
            first += _ROWS if halves % 2 == 0 else 0
    return drawn


def _half(name: str, book: Book, works: Workings, anchor: str) -> Chart | None:
    """A chart of half the width; where no decision has a quarter, they are counted by stance."""
    if name == "quarters" and not works.quarters:
        name = "stances"
    makers: dict[str, tuple[Callable[[Book, Workings, str], Chart], bool]] = {
        "recipients": (_bars, bool(works.bars)),
        "quarters": (_quarters, bool(works.quarters)),
        "stances": (_stances, bool(works.stances)),
    }
    make, has_something = makers.get(name, (_bars, False))
    return make(book, works, anchor) if has_something else None


def _cells(column: int, count: int, row: int = FIRST_ROW) -> str:
    name = letter(column)
    return f"{TAB}!${name}${row}:${name}${row + count - 1}"


def _series(headers: Sequence[str], start: int, heights: list[tuple[Decimal, ...]]) -> list[Series]:
    """One series a column of `heights`.

    Those that are nothing but zero stay out, or their key would promise too much.
    """
    found = []
    for offset, header in enumerate(headers):
        values = tuple(each[offset] for each in heights)
        if not any(values):
            continue
        paint, colour = _PAINTS[header]
        column = start + offset
        found.append(
            Series(
                name=header,
                name_cell=f"{TAB}!${letter(column)}${HEADER_ROW}",
                cells=_cells(column, len(values)),
                values=values,
                paint=paint,
                colour=colour,
                legend=paint != "none",
            )
        )
    return found


def _steps(book: Book, works: Workings, found: Total, anchor: str) -> Chart:
    heights = [each for _, each in works.steps]
    count = len(heights)
    series = _series(STEP_HEADERS[1:-1], STEP_COLUMN + 1, heights)
    last = STEP_COLUMN + len(STEP_HEADERS) - 1
    line = Series(
        name="Lower bound",
        name_cell=f"{TAB}!${letter(last)}${HEADER_ROW}",
        cells=_cells(last, count),
        values=tuple(each[-1] for each in heights),
        paint="line",
        colour=ACCENT,
        label_last=True,
        label_format=_last_label(book, works, found),
    )
    title = _finding(book, works, found, heights[-1])
    return Chart(
        name="cumulative",
        kind="steps",
        title=title,
        alt=(
            book.say(
                "{}. Cumulative steps from {} on; the line is the lower bound, the band its range,"
                " hatching the joint part or an open end.",
                title,
                book.data.steps[0].day,
            )
        ),
        anchor=anchor,
        width=_WIDE,
        height=7.4,
        category_cells=_cells(STEP_COLUMN, count),
        categories=tuple(day for day, _ in works.steps),
        series=(*series, line),
    )


def _finding(book: Book, works: Workings, found: Total, last: tuple[Decimal, ...]) -> str:
    """What the cumulative chart shows, in as many of its words as fit one line, dearest first."""
    low = _plain(book, last[-1])
    if _is_above(book, found):
        amount = book.say("More than {}", low)
    else:
        exact = found.low == found.high and last[-1] == found.low_sum
        amount = low if exact else book.say("At least {}", low)
    words = [book.say("{} {} {} so far", amount, _unit(book, works), book.say(book.stage))]
    if last[3]:
        words.append(book.say("no upper bound is known"))
    elif last[2]:
        words.append(book.say("at most {}", _plain(book, last[-1] + last[2])))
    if last[1]:
        words.append(book.say("how the joint part is split is not stated"))
    while len(words) > 1 and text_width("; ".join(words)) > _WIDE * _TITLE_PER_CM:
        words.pop()
    return "; ".join(words)


def _plain(book: Book, number: Decimal) -> str:
    return book.words.figure(figure(number))


def _unit(book: Book, works: Workings) -> str:
    if book.words:
        return works.unit
    plain = works.unit.isascii() and works.unit.isalpha() and not works.unit.endswith("s")
    return f"{works.unit}s" if plain else works.unit


def _last_label(book: Book, works: Workings, found: Total) -> str:
    """How the last figure reads: with the sign of its bound."""
    last = book.data.steps[-1]
    if _is_above(book, found):
        return kpi_format(works.decimals, ">")
    exact = last.low == found.low_sum and found.low == found.high
    return kpi_format(works.decimals, "" if exact else "≥")


def _is_above(book: Book, found: Total) -> bool:
    """Whether the last figure itself is not included: the trend says so, or all that it sums."""
    last = book.data.steps[-1]
    return last.above or (found.above > 0 and last.low == found.low_sum)


def _bars(book: Book, works: Workings, anchor: str) -> Chart:
    heights = [each for _, each in works.bars]
    count = len(heights)
    title = _largest(book, works)
    parts = "; ".join(f"{name}: {_bar_words(book, each)}" for name, each in works.bars)
    return Chart(
        name="recipients",
        kind="bars",
        title=title,
        alt=f"{title}. {parts}.",
        anchor=anchor,
        width=_HALF,
        height=7.0,
        category_cells=_cells(BAR_COLUMN + 1, count),
        categories=tuple(name for name, _ in works.bars),
        series=tuple(_series(BAR_HEADERS[2:], BAR_COLUMN + 2, heights)),
        labels=tuple(_bar_label(book, each) for each in works.bar_sums),
    )


def _largest(book: Book, works: Workings) -> str:
    """Who holds most, if one bar does; joint grants never make one recipient the largest."""
    shares = [(single + joint, joint > 0) for _, (single, joint, _, _) in works.bars]
    everything = sum((each for each, _ in shares), Decimal(0))
    first, is_joint = shares[0]
    if not everything or len(shares) == 1:
        words = book.say("one joint grant, not split" if is_joint else "one recipient")
        if not shares[0][0]:
            return book.say("By recipient")
        return book.say("{}, by recipient: {}", _capital(book.say(book.stage)), words)
    if is_joint:
        share = f"{first / everything:.0%}"
        return book.say("{} of the lower bound is one joint grant, not split", share)
    name = works.bars[0][0]
    short = name if len(name) <= 30 else book.say("the largest recipient")  # noqa: PLR2004
    share = f"{first / everything:.0%}"
    return book.say("{} has {} of the lower bound", _capital(short), share)


def _bar_words(book: Book, heights: tuple[Decimal, ...]) -> str:
    single, joint, width, open_end = heights
    low = single + joint
    least, most = (book.words.figure(f"{each:,}") for each in (low, low + width))
    if open_end:
        return book.say("{} or more, not bounded", least) if low else book.say(NO_FIGURE)
    return book.say("{} to {}", least, most) if width else least


def _bar_label(book: Book, found: Total) -> str:
    """What a bar stands for, with the signs of its bounds; a drawn open end is none of it."""
    low, high = found.low, found.high
    if isinstance(low, str):
        return book.say(low)
    if isinstance(high, str):
        return f"{found.low_sign} {_plain(book, low)}"
    if not low and high:
        return f"{found.high_sign} {_plain(book, high)}"
    if low == high:
        return _plain(book, low)
    above, below = "> " if found.above else "", "< " if found.below else ""
    return f"{above}{_plain(book, low)} – {below}{_plain(book, high)}"


def _quarters(book: Book, works: Workings, anchor: str) -> Chart:
    count = len(works.quarters)
    most, counts = max(works.quarters, key=lambda each: sum(each[1]))
    undated = len(book.data.decisions) - sum(sum(some) for _, some in works.quarters)
    everything = len(book.data.decisions)
    title = book.say("Most decisions in {}: {} of {}", most, sum(counts), everything)
    if count == 1:
        title = book.say("All dated decisions fall in {}", most)
    if undated:
        title += book.say(" ({} not drawn)", undated)
    parts = "; ".join(f"{words}: {sum(some)}" for words, some in works.quarters if sum(some))
    series = tuple(
        Series(
            name=book.stance(stance),
            name_cell=f"{TAB}!${letter(QUARTER_COLUMN + at)}${HEADER_ROW}",
            cells=_cells(QUARTER_COLUMN + at, count),
            values=tuple(Decimal(some[at - 1]) for _, some in works.quarters),
            colour=STANCE_COLOURS[stance],
        )
        for at, stance in enumerate(works.quarter_stances, start=1)
    )
    return Chart(
        name="quarters",
        kind="columns",
        title=title,
        alt=book.say("{}. Decisions per quarter, stacked by stance. {}.", title, parts),
        anchor=anchor,
        width=_HALF,
        height=7.0,
        category_cells=_cells(QUARTER_COLUMN, count),
        categories=tuple(words for words, _ in works.quarters),
        series=series,
        number_format="0",
    )


def _stances(book: Book, works: Workings, anchor: str) -> Chart:
    count = len(works.stances)
    parts = ", ".join(f"{number} {words}" for _, words, number in works.stances)
    _, most, number = max(works.stances, key=lambda each: each[2])
    everything = len(book.data.decisions)
    title = book.say(
        "1 decision, {} of them: {}" if everything == 1 else "{2} decisions, {0} of them: {1}",
        number,
        most,
        everything,
    )
    column = STANCE_COLUMN + 1
    return Chart(
        name="stances",
        kind="bars",
        title=title,
        alt=book.say("{}. By stance: {}.", title, parts),
        anchor=anchor,
        width=_HALF,
        height=7.0,
        category_cells=_cells(STANCE_COLUMN, count),
        categories=tuple(words for _, words, _ in works.stances),
        series=(
            Series(
                name="Decisions",
                name_cell=f"{TAB}!${letter(column)}${HEADER_ROW}",
                cells=_cells(column, count),
                values=tuple(Decimal(number) for _, _, number in works.stances),
                colour=STANCE_COLOURS[Stance.APPROVE],
                legend=False,
                colours={
                    at: STANCE_COLOURS[Stance(stance)]
                    for at, (stance, _, _) in enumerate(works.stances)
                },
            ),
        ),
        number_format="0",
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
