"""A query: what to show. One value feeds list, plot, briefing, console and command line.

The search line: words are searched for, also as beginnings of words, and all must be there; "two
words" are a phrase; `any:ban,denial` asks for one of several, `near:chips,licence` for words at
most 10 words apart (`near/3:` for 3). `field:value` filters (several values with commas, a leading
- leaves out); `since:` and `until:` take dates; `is:undated`, `is:joint`, `is:reversal`, `is:draft`
name states; `order:date` or `order:-date` sorts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from typing_extensions import override

from workbench.errors import QuerySyntaxError, WhenSyntaxError
from workbench.model.when import When

_CHUNK = r'(?:"[^"]*"|[^\s"]+)'
_VALUES = rf"{_CHUNK}(?:(?:(?<=,)|(?=,)){_CHUNK})*"  # quoted or not, with commas between them
_TOKEN = re.compile(
    rf"(?P<not>-)?(?:(?P<field>[a-z_]+(?:/\d+)?):(?P<values>{_VALUES})"
    r'|"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))'
)
_BARE = re.compile(r"([a-z_]+(?:/\d+)?):")
_NEVER_LEFT_OUT = frozenset({"since", "until", "order"})
_OPERATORS = {
    "AND": "All words must be found anyway: leave AND out.",
    "OR": "For one of several words write any:first,second.",
    "NOT": "To leave out what holds a word write -word.",
    "NEAR": "For words close to one another write near:first,second.",
}
_NEAR = re.compile(r"near(?:/(\d{1,3}))?")
_NEAR_WORDS = 10
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Filter:
    """Keeps (or, negated, leaves out) the records whose `field` is one of `values`."""

    field: str
    values: tuple[str, ...]
    negated: bool = False

    @property
    def of_words(self) -> bool:
        """Whether it asks for words in the text, by `any:` or `near:`."""
        return self.field == "any" or self.distance is not None

    @property
    def distance(self) -> int | None:
        """How many words may stand between those that `near:` asks for; None for another filter."""
        found = _NEAR.fullmatch(self.field)
        return int(found[1] or _NEAR_WORDS) if found else None

    @override
    def __str__(self) -> str:
        spelled = ",".join(self.values)
        quoted = f'"{spelled}"' if re.search(r"\s", spelled) else spelled
        return f"{'-' if self.negated else ''}{self.field}:{quoted}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to show: words to find, filters, a span of dates, and an order."""

    words: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    since: When = When.UNKNOWN
    until: When = When.UNKNOWN
    order: str = ""
    descending: bool = False

    @classmethod
    def parse(cls, line: str) -> Query:
        """Reads a search line.

        Raises:
            QuerySyntaxError: what is wrong, where, and what to write: quotes that do not close, a
            filter without a value, a date that is none, AND, OR, NOT or parentheses.
        """
        if line.count('"') % 2:
            place = line.rindex('"')
            raise QuerySyntaxError(
                "search",
                f"The quotation mark {_at(line, place)} is not closed. "
                'Write "two words" with both marks.',
            )
        query = cls()
        for found in _TOKEN.finditer(line):
            query = query._with_token(found)
        return query

    def _with_token(self, found: re.Match[str]) -> Query:
        field = found["field"]
        if field is None:
            return self._with_word(found)
        value = found["values"].replace('"', "")
        if found["not"] and field in _NEVER_LEFT_OUT:
            place = _at(found.string, found.start())
            raise QuerySyntaxError(
                "search", f"-{field}: {place}: nothing is left out by {field}:, so drop the minus."
            )
        if not value.strip(",-" if field == "order" else ","):
            raise _without_value(found, field)
        if field in {"since", "until"}:
            when = _date(field, value)
            return replace(self, since=when) if field == "since" else replace(self, until=when)
        if field == "order":
            return replace(self, order=value.lstrip("-"), descending=value.startswith("-"))
        values = tuple(each for each in value.split(",") if each)
        if _NEAR.fullmatch(field) and len(values) < _SEVERAL:
            place = _at(found.string, found.start())
            words = f"{field}: {place} needs two words or more, such as {field}:chips,licence."
            raise QuerySyntaxError("search", words)
        return self.where(field, *values, negated=bool(found["not"]))

    def _with_word(self, found: re.Match[str]) -> Query:
        quoted = found["quoted"]
        if quoted is None:
            _refuse_operator(found)
            _refuse_bare(found)
        value = found["plain"] if quoted is None else quoted
        word = f"-{value}" if found["not"] else value
        return replace(self, words=(*self.words, word)) if word.strip() else self

    def where(self, field: str, *values: str, negated: bool = False) -> Query:
        """This query with one more filter."""
        return replace(self, filters=(*self.filters, Filter(field, values, negated)))

    def without(self, field: str) -> Query:
        """This query without its filters on `field`."""
        return replace(self, filters=tuple(each for each in self.filters if each.field != field))

    def unordered(self) -> Query:
        """What this query shows, in no order of its own: for sums and pictures."""
        return replace(self, order="", descending=False)

    def within(self, other: Query) -> Query:
        """What this query shows of that which `other` shows, in the order of this one."""
        since = [each for each in (self.since, other.since) if each]
        until = [each for each in (self.until, other.until) if each]
        return replace(
            self,
            words=tuple(dict.fromkeys((*other.words, *self.words))),
            filters=tuple(dict.fromkeys((*other.filters, *self.filters))),
            since=max(since, key=lambda when: when.earliest or date.min, default=When.UNKNOWN),
            until=min(until, key=lambda when: when.latest or date.max, default=When.UNKNOWN),
        )

    def values(self, field: str) -> tuple[str, ...]:
        """The values that the filters on `field` keep."""
        return tuple(
            v
            for each in self.filters
            if each.field == field and not each.negated
            for v in each.values
        )

    @override
    def __str__(self) -> str:
        words = [_spelled(word) for word in self.words]
        spans = [
            f"{name}:{when.text}"
            for name, when in (("since", self.since), ("until", self.until))
            if when
        ]
        order = [f"order:{'-' if self.descending else ''}{self.order}"] if self.order else []
        return " ".join([*words, *map(str, self.filters), *spans, *order])

    @override
    def __repr__(self) -> str:
        return f"Query({str(self)!r})" if self else "Query()"

    def __bool__(self) -> bool:
        return bool(str(self))


_EXAMPLES = {
    "any": "any:ban,denial",
    "near": "near:chips,licence",
    "since": "since:2025-10",
    "until": "until:2026-01-28",
    "is": "is:held",
    "order": "order:-date",
    "kind": "kind:source",
}


def _at(line: str, place: int) -> str:
    """Where in a line something stands: "at the beginning", "after “h200 stance:”"."""
    before = line[:place].strip()
    shown = before if len(before) <= _SHOWN else f"…{before[-_SHOWN:]}"
    return f"after “{shown}”" if before else "at the beginning"


_SHOWN = 24


def _refuse_operator(found: re.Match[str]) -> None:
    """Says how a word is written that other search tools take for an operator.

    Raises:
        QuerySyntaxError: it is one.
    """
    word = found["plain"]
    advice = _OPERATORS.get(word.partition("(")[0], "")
    if not advice and word[:1] == "(" and ")" not in word:
        advice = "Parentheses do not group here: write any:first,second for one of several words."
    if advice:
        place = _at(found.string, found.start())
        raise QuerySyntaxError(
            "search", f"{word} {place}: {advice} To search for the word itself put it in quotes."
        )


def _refuse_bare(found: re.Match[str]) -> None:
    """Says that a filter has no value, such as `kind:` or `near:` with a space behind it.

    Raises:
        QuerySyntaxError: it is one.
    """
    if bare := _BARE.fullmatch(found["plain"]):
        raise _without_value(found, bare[1])


def _without_value(found: re.Match[str], field: str) -> QuerySyntaxError:
    place = _at(found.string, found.start())
    example = _EXAMPLES.get(field.partition("/")[0], f"{field}:name")
    return QuerySyntaxError(
        "search",
        f"{field}: {place} needs a value, such as {example}. "
        "To search for the word itself leave the colon out.",
    )


def _date(field: str, value: str) -> When:
    try:
        return When.parse(value)
    except WhenSyntaxError as fault:
        raise QuerySyntaxError("search", f"{field}: {fault.message}") from fault


def _spelled(word: str) -> str:
    """A word as the search line takes it: in quotes where it would mean something else."""
    bare = word.lstrip("-").partition("(")[0]
    meant = re.search(r"[\s:]", word) or bare in {"", *_OPERATORS}
    return f'"{word}"' if meant else word
