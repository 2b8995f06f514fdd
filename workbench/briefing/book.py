"""What every sheet needs while a briefing is written.

The data, the recipe, and where each record stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from workbench.briefing.bounds import headline_stage, sums, total
from workbench.briefing.cell import Cell, has_serial, printable
from workbench.briefing.language import words_in
from workbench.briefing.look import MOST_DECIMALS, theme_of
from workbench.briefing.sheet import FIRST_ROW, quoted
from workbench.briefing.standing import TABLED, Standing
from workbench.model.kinds import Marking, Precision
from workbench.model.progress import Silent
from workbench.model.when_text import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from workbench.briefing.bounds import Figure, Total
    from workbench.briefing.data import AllocationRow, BriefingData, Cite
    from workbench.briefing.language import Words
    from workbench.briefing.look import Theme
    from workbench.briefing.recipe import Recipe
    from workbench.model.kinds import Stance
    from workbench.model.progress import Progress
    from workbench.model.when import When

NOT_STATED = "not stated"
STAMP = "as of {} UTC"
"""What stands at the foot of a page, with the moment put in."""

_ROWS_PER_TICK = 2_000
_MOST_LABEL = 240
_PIECE = 32_000
_SHOWN_CLAIMS = 2
_CUT_LABEL = 105
_WILD = re.compile(r"([~*?])")
_PLAIN = re.compile(r"[^\W\d_][^~*?<>=\"]*")
_MARKINGS = tuple(Marking)
_PRECISE = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})


RowT = TypeVar("RowT")
_TEXTS: Mapping[str, Callable[[AllocationRow], str]] = {
    "item": lambda row: row.item,
    "recipients": lambda row: " + ".join(row.recipients),
    "supplier": lambda row: " + ".join(row.suppliers),
    "unit": lambda row: row.quantity.unit,
}


class Stand(NamedTuple):
    """Where the first row of a table stands: its column and row."""

    column: str
    row: int


_STAND = Stand("A", FIRST_ROW)


class Book:
    """One briefing being written; `stands` says where a template has its tables, by block.

    `standing` knows where each record stands.

    `notes` collects what a preparer should know about the file (texts that were continued, links
    left out).
    """

    def __init__(
        self,
        data: BriefingData,
        recipe: Recipe,
        stands: Mapping[str, Stand] | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._progress = progress or Silent()
        self.data = data
        self.recipe = recipe
        self.notes: list[str] = []
        self.continued: list[tuple[str, int, str]] = []
        self._labels: dict[str, str] = {}
        self._named: dict[str, Cell] = {}
        self._taken: set[str] = set()
        self.standing = Standing(data, dict(self._starts(stands or {})), self.paced)

    @property
    def marked(self) -> str:
        """The marking in words, with the national ones behind it."""
        return " · ".join((str(self.marking), *self.data.national))

    @property
    def marking(self) -> Marking:
        """The marking of the file: the dossier's, or the recipe's where that is stricter."""
        wanted = self.recipe.marking or self.data.marking
        return max(wanted, self.data.marking, key=_MARKINGS.index)

    @property
    def stamp(self) -> str:
        """The moment as it stands at the foot of every page: "as of 2026-02-13 17:00 UTC"."""
        return self.say(STAMP, f"{self.data.moment:%Y-%m-%d %H:%M}")

    @property
    def previous(self) -> str:
        """The briefing before this one and its day; empty where it is the first."""
        return self.words.dated(self.data.previous)

    def inside(self, heading: str) -> str:
        """A heading within a line, where English writes it small."""
        return heading if self.words else heading.lower()

    @cached_property
    def words(self) -> Words:
        """Our own words in the language of the recipe."""
        return words_in(self.recipe.language)

    def say(self, english: str, *given: object) -> str:
        """A text of ours in the language of the recipe, with what is put in for each {}."""
        return self.words.say(english, *given)

    def end(self, figure: Figure) -> Figure:
        """An end of a quantity or a sum: a number as it is, words in the language."""
        return self.words.code(figure) if isinstance(figure, str) else figure

    def stance(self, stance: Stance) -> str:
        """A stance as its glyph and its word."""
        return f"{stance.glyph} {self.say(stance.word)}"

    @cached_property
    def theme(self) -> Theme:
        """The colours and letters of the workbook."""
        return theme_of(self.recipe.theme, publication=self.recipe.publication)

    @cached_property
    def stage(self) -> str:
        """The stage that the Summary adds up."""
        return str(headline_stage(self.data.allocations, self.data.stage))

    @cached_property
    def decimals(self) -> int:
        """How many decimals the figures of the allocations need."""
        return most_decimals(figures(self.paced(self.data.allocations, "Adding up")))

    @cached_property
    def largest(self) -> Decimal:
        """The largest figure of the allocations."""
        rows = self.paced(self.data.allocations, "Adding up")
        return max(filter(None, figures(rows)), default=Decimal(0))

    def total(self, rows: Iterable[AllocationRow]) -> Total:
        """The sum of `rows`; they must share one stage and one unit to mean anything."""
        return total(self.paced(rows, "Adding up"))

    def sums(self, rows: Iterable[AllocationRow], by: str, stage: str = "") -> dict[str, Total]:
        """The sums of `rows` by the names of `grouped`; with a `stage`, of the rows at it only."""
        found = sums(self.paced(rows, "Adding up"), _TEXTS[by], stage)
        return {self.label(text): each for text, each in found.items()}

    def paced(self, rows: Iterable[RowT], label: str) -> Iterator[RowT]:
        """`rows`, telling progress now and then: a cancel is heard while the sheets are planned."""
        each = iter(rows)
        while some := list(islice(each, _ROWS_PER_TICK)):
            self._progress.step(0, 1, label)
            yield from some

    def tick(self, label: str) -> None:
        """Tells progress, so that a cancel is heard."""
        self._progress.step(0, 1, label)

    def tab(self, block: str) -> str:
        """The quoted tab of `block`; empty if the recipe leaves it out."""
        plan = self.recipe.plan(block)
        return quoted(plan.tab) if plan else ""

    def sheet(self, block: str) -> str:
        """Where the sheet of `block` begins; empty if the recipe leaves it out."""
        tab = self.tab(block)
        return f"{tab}!A1" if tab else ""

    def place(self, ref: str) -> str:
        """The first cell of the row of `ref`; empty if it has none here."""
        return self.standing.place(ref)

    def evidence_of(self, cites: Sequence[Cite], *fields: str) -> str:
        """Where the first claim stands that backs one of `fields`, else empty."""
        for cite in cites:
            if cite.field in fields and (found := self.place(cite.claim)):
                return found
        return ""

    def evidence_cell(self, cites: Sequence[Cite]) -> Cell:
        """The refs of the claims behind a row, leading to the first of them."""
        if len(cites) == 1:
            link = self.place(cites[0].claim)
            return Cell(cites[0].claim, "link" if link else "ref", link)
        claims = list(dict.fromkeys(cite.claim for cite in cites))
        if not claims:
            return Cell(self.say("none cited"), "muted")
        more = len(claims) - _SHOWN_CLAIMS
        shown = ", ".join(claims[:_SHOWN_CLAIMS]) + (f" +{more}" if more > 0 else "")
        link = next(filter(None, map(self.place, claims)), "")
        return Cell(shown, "link" if link else "ref", link)

    def label(self, text: str) -> str:
        """`text` as a name that formulas can look for: one line, short, unlike all others.

        Letters that differ only in case do not make names unlike. What is cut off goes to the sheet
        Continued.
        """
        known = self._labels.get(text)
        if known is not None:
            return known
        plain = " ".join(printable(text).split()) or self.say(NOT_STATED)
        if len(escaped(plain)) > _MOST_LABEL:
            plain = f"{plain[:_CUT_LABEL]} … ({len(self._labels) + 1})"
            parts = range(0, len(text), _PIECE)
            self.continued += [(plain, n, text[at : at + _PIECE]) for n, at in enumerate(parts, 1)]
            self.notes.append(
                f"The name {plain} is cut for the formulas; all of it is in Continued."
            )
        unlike, number = plain, 1
        while unlike.casefold() in self._taken:
            number += 1
            unlike = f"{plain} [{number}]"
        self._taken.add(unlike.casefold())
        self._labels[text] = unlike
        return unlike

    def named(self, text: str) -> Cell:
        """A cell with `text` as a name that formulas can look for, as `label` gives it."""
        found = self._named.get(text)
        if found is None:
            found = self._named[text] = Cell(self.label(text))
        return found

    def grouped(self, rows: Iterable[AllocationRow], by: str) -> dict[str, list[AllocationRow]]:
        """`rows` by the name of their "item", "recipients", "supplier" or "unit".

        Several recipients are one name. Names come in the order of their first row.
        """
        text_of = _TEXTS[by]
        groups: defaultdict[str, list[AllocationRow]] = defaultdict(list)
        for row in self.paced(rows, "Adding up"):
            groups[text_of(row)].append(row)
        return {self.label(text): found for text, found in groups.items()}

    def names(self, rows: Iterable[AllocationRow], by: str) -> list[str]:
        """The names by which `grouped` would group `rows`."""
        return [self.label(text) for text in dict.fromkeys(map(_TEXTS[by], rows))]

    def rest(self, place: str, text: str) -> str:
        """The beginning of `text`, too long for the cell `place`; the rest goes to Continued."""
        parts = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
        for number, part in enumerate(parts[1:], start=2):
            self.continued.append((place, number, part))
        self.notes.append(f"The text in {place} is too long for a cell and goes on in Continued.")
        return self.say("{} … [goes on in the sheet Continued]", parts[0])

    def _starts(self, stands: Mapping[str, Stand]) -> Iterator[tuple[str, tuple[str, int]]]:
        for block in TABLED:
            if tab := self.tab(block):
                column, first = stands.get(block, _STAND)
                yield block, (f"{tab}!{column}", first)


def when_cell(book: Book, when: When, link: str = "") -> Cell:
    """A date as finely as it is known: a real date for day, month and year, words for all else."""
    cell = _when_cell(when)
    if cell.look == "when" and book.words:
        said = book.words.when(str(cell.value)) if when else book.say(NOT_STATED)
        cell = cell._replace(value=said)
    return Cell(cell.value, f"{cell.look} link", link) if link else cell


@lru_cache(maxsize=1 << 14)
def _when_cell(when: When) -> Cell:
    day = when.earliest
    if when.precision in _PRECISE and day and has_serial(day) and not when.uncertain:
        return Cell(day, f"{'about ' if when.approximate else ''}{when.precision}")
    return Cell(_shortened(str(when)) if when else NOT_STATED, "when")


def _shortened(words: str) -> str:
    """An interval in few words: "8 Dec 2025 to 9 Dec 2025" as "8 to 9 Dec 2025"."""
    start, to, end = words.partition(" to ")
    first, last = start.split(), end.split()
    while to and len(first) > 1 and first[-1:] == last[-1:]:
        first.pop()
        last.pop()
    return f"{' '.join(first)}{to}{end}"


def moment_words(book: Book) -> str:
    """The moment in words, whatever the locale: "13 February 2026, 17:00 UTC"."""
    moment = book.data.moment
    month = book.say(MONTHS[moment.month - 1])
    return book.say("{} {} {}, {} UTC", moment.day, month, moment.year, f"{moment:%H:%M}")


def quarter_of(when: When) -> tuple[int, int] | None:
    """The year and quarter that a date surely lies in; None where it may lie in another."""
    first, last = when.earliest, when.latest
    if not when or first is None or last is None:
        return None
    found = {(day.year, (day.month + 2) // 3) for day in (first, last)}
    return found.pop() if len(found) == 1 else None


def quarter_words(quarter: tuple[int, int]) -> str:
    """A quarter as it stands in a table: "2026 Q1", which sorts by time."""
    return f"{quarter[0]} Q{quarter[1]}"


def escaped(label: str) -> str:
    """`label` with the wildcards of SUMIFS and COUNTIFS taken literally."""
    return _WILD.sub(r"~\1", label)


def is_plain(label: str) -> bool:
    """Whether SUMIFS and COUNTIFS find exactly `label` when a criterion is the label itself."""
    return bool(_PLAIN.fullmatch(label)) and label.casefold() not in {"true", "false"}


def figures(rows: Iterable[AllocationRow]) -> Iterator[Decimal | None]:
    """The numbers of the quantities of `rows`."""
    for row in rows:
        quantity = row.quantity
        yield from (quantity.low, quantity.high, quantity.point)


def most_decimals(numbers: Iterable[Decimal | None]) -> int:
    """How many decimals the most exact of `numbers` has, up to the most that we show."""
    most = 0
    for number in numbers:
        if number is None or not number.is_finite() or number == number.to_integral_value():
            continue
        exponent = number.normalize().as_tuple().exponent
        most = max(most, -exponent if isinstance(exponent, int) else 0)
    return min(most, MOST_DECIMALS)
