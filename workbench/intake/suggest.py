"""What a sentence says, read offline by rules: suggestions that an analyst confirms or not.

Nothing is inferred: a suggestion always stands at the words it was read from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from workbench.errors import InvalidField
from workbench.intake import wording
from workbench.intake.gazetteer import Gazetteer
from workbench.intake.suggestion import Suggestion, SuggestionKind, Suggestions, Told
from workbench.model.decision import Condition
from workbench.model.kinds import Anonymity, QuantityKind
from workbench.model.quantity import Quantity
from workbench.model.quantity_text import find_quantities
from workbench.model.when import When
from workbench.model.when_text import find_dates
from workbench.plugins import Suggester, hook
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.model.quantity_text import Stated

ValueT = TypeVar("ValueT")

_NEAR = 60
_CLAUSE = re.compile(r"[,;:.](?:\s|$)|\n")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def suggest(text: str, start: int, stop: int, gazetteer: Gazetteer | None = None) -> Suggestions:
    """Return what the characters `start` to `stop` of `text` say, by the rules of every suggester.

    Args:
        text: the canonical text of a source.
        start: where to begin, in code points.
        stop: where to end; not included.
        gazetteer: the parties and items whose names are looked for.
    """
    given = text, start, stop, gazetteer or Gazetteer()

    def expect_within(each: Suggestion[object]) -> None:
        if not start <= each.start <= each.stop <= stop:
            message = f"{each!r} does not stand between {start} and {stop}"
            raise ValueError(message)

    return Suggestions.of(plugins().gather("suggesters", Suggestion, *given, check=expect_within))


@hook
def suggesters() -> tuple[Suggester, ...]:
    """The rules that come with the program."""
    return (Suggester(name="rules", place="workbench.intake.suggest:by_rules"),)


def by_rules(
    text: str, start: int, stop: int, gazetteer: Gazetteer
) -> Iterator[Suggestion[object]]:
    """Give what the rules that come with the program read from a stretch of a text."""
    piece = _Piece(text, start, stop)
    names = list(gazetteer.find(text, start, stop))
    parties, items = (
        tuple(
            piece.read(kind, (each.start, each.stop), each.id, "name/1")
            for each in names
            if each.kind == kind
        )
        for kind in (SuggestionKind.PARTY, SuggestionKind.ITEM)
    )
    dates = tuple(_dates(piece))
    yield from (*parties, *items, *dates)
    yield from _quantities(piece, [(each.start, each.stop) for each in (*dates, *items)])
    yield from _attributions(piece, parties)
    yield from _conditions(piece)
    yield from _table(piece, SuggestionKind.ACTION, wording.ACTIONS, "action/1")
    yield from _table(piece, SuggestionKind.COMMENT, wording.COMMENTS, "comment/1")
    yield from piece.quoted(SuggestionKind.HEDGE, wording.HEDGES, "hedge/1")
    yield from _expectations(piece)
    yield from piece.quoted(SuggestionKind.TOTAL, wording.TOTAL, "total/1")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a text, and how suggestions are made of spans in it."""

    text: str
    start: int
    stop: int

    def words(self, span: tuple[int, int]) -> str:
        """The words of a span, on one line."""
        return " ".join(self.text[span[0] : span[1]].split())

    def spans(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Where a pattern fits."""
        return [found.span() for found in pattern.finditer(self.text, self.start, self.stop)]

    def closed(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span without the full stop that ends the piece: it belongs to no name."""
        ends = span[1] == self.stop and self.text[span[1] - 1] == "."
        return (span[0], span[1] - 1) if ends else span

    def read(
        self, kind: SuggestionKind, span: tuple[int, int], value: ValueT, rule: str
    ) -> Suggestion[ValueT]:
        """A suggestion of a value at a span."""
        start, stop = span
        return Suggestion(
            kind=kind, start=start, stop=stop, value=value, words=self.words(span), rule=rule
        )

    def quoted(
        self, kind: SuggestionKind, pattern: re.Pattern[str], rule: str
    ) -> Iterator[Suggestion[str]]:
        """Suggestions whose value is the words that a pattern fits."""
        for span in self.spans(pattern):
            yield self.read(kind, span, self.words(span), rule)


def _table(
    piece: _Piece,
    kind: SuggestionKind,
    table: tuple[tuple[re.Pattern[str], ValueT], ...],
    rule: str,
) -> Iterator[Suggestion[ValueT]]:
    """What a table of patterns reads; where two fit, the earlier row of the table counts."""
    free = _Free(piece)
    taken = [
        (span, value)
        for pattern, value in table
        for span in piece.spans(pattern)
        if free.take(span)
    ]
    for span, value in sorted(taken, key=lambda each: each[0]):
        yield piece.read(kind, span, value, rule)


class _Free:
    """Which characters of a piece no suggestion of a kind has taken yet."""

    def __init__(self, piece: _Piece) -> None:
        self._start = piece.start
        self._taken = bytearray(piece.stop - piece.start)

    def take(self, span: tuple[int, int]) -> bool:
        """Take a span; False where a part of it is taken."""
        start, stop = span[0] - self._start, span[1] - self._start
        if any(self._taken[start:stop]):
            return False
        self._taken[start:stop] = b"\1" * (stop - start)
        return True


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _dates(piece: _Piece) -> Iterator[Suggestion[When]]:
    for start, stop, edtf in find_dates(piece.text[piece.start : piece.stop]):
        span = (piece.start + start, piece.start + stop)
        try:
            when = When(edtf)
        except InvalidField:
            continue  # a day that the calendar lacks is nothing to suggest
        yield piece.read(SuggestionKind.DATE, span, when, "date/1")


def _quantities(piece: _Piece, others: list[tuple[int, int]]) -> Iterator[Suggestion[Quantity]]:
    """Quantities that are no date, duration, year or part of a name."""
    for stated in find_quantities(piece.text[piece.start : piece.stop]):
        span = (piece.start + stated.start, piece.start + stated.stop)
        if any(_overlap(span, other) for other in others) or _is_time(piece.text, span, stated):
            continue
        end, unit = _tail(piece, span[1])
        full = (span[0], end)
        try:
            quantity = Quantity.parse(piece.words(full), stated.unit or unit)
        except InvalidField:
            continue  # crossed or endless numbers are nothing to suggest
        yield piece.read(SuggestionKind.QUANTITY, full, quantity, "quantity/1")


def _is_time(text: str, span: tuple[int, int], stated: Stated) -> bool:
    if wording.DURATION.match(text, span[1]):
        return True
    return stated.kind is QuantityKind.EXACT and bool(_YEAR.fullmatch(text[span[0] : span[1]]))


def _tail(piece: _Piece, stop: int) -> tuple[int, str]:
    """Where a quantity really ends ("… of the chips in total"), and the unit its clause names."""
    end = min(piece.stop, stop + _NEAR)
    clause = _CLAUSE.search(piece.text, stop, end)
    end = clause.start() if clause else end
    total = wording.TOTAL.search(piece.text, stop, end)
    unit = wording.UNITS.search(piece.text, stop, end)
    return total.end() if total else stop, unit["unit"] if unit else ""


def _conditions(piece: _Piece) -> Iterator[Suggestion[Condition]]:
    for found in _table(piece, SuggestionKind.CONDITION, wording.CONDITIONS, "condition/1"):
        condition = Condition(kind=found.value, words=found.words)
        span = (found.start, found.stop)
        yield piece.read(SuggestionKind.CONDITION, span, condition, found.rule)


def _expectations(piece: _Piece) -> Iterator[Suggestion[str]]:
    yield from piece.quoted(SuggestionKind.EXPECTATION, wording.TIMES, "time/1")
    if awaited := wording.AWAITED.search(piece.text, piece.start, piece.stop):
        for each in piece.quoted(SuggestionKind.EXPECTATION, wording.PERIODS, "period/1"):
            if each.start >= awaited.end():
                yield each


def _attributions(
    piece: _Piece, parties: tuple[Suggestion[str], ...]
) -> Iterator[Suggestion[Told]]:
    free = _Free(piece)
    taken = [
        found
        for pattern in wording.ATTRIBUTIONS
        for found in pattern.finditer(piece.text, piece.start, piece.stop)
        if free.take(found.span())
    ]
    for found in sorted(taken, key=re.Match.start):
        who = piece.closed(found.span("who"))
        named = (each.value for each in parties if _overlap((each.start, each.stop), who))
        told = Told(
            who=piece.words(who),
            verb=found["verb"].casefold(),
            anonymity=_anonymity(piece.words(who)),
            party=next(named, None),
        )
        span = piece.closed(found.span())
        yield piece.read(SuggestionKind.ATTRIBUTION, span, told, "attribution/3")


def _anonymity(who: str) -> Anonymity:
    group = wording.UNNAMED.match(who)
    if group is None:
        return Anonymity.NAMED
    noun = group["noun"].casefold()
    several = noun.endswith(("s", "people"))
    return Anonymity.UNNAMED_GROUP if several else Anonymity.UNNAMED_PERSON
