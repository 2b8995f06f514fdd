"""A query: what to show. One value feeds list, plot, briefing, console and command line.

The search line: words are searched for; `field:value` filters (several values with commas, a
leading - leaves out); `since:` and `until:` take dates; `is:undated`, `is:joint`, `is:reversal`,
`is:draft` name states; `order:date` or `order:-date` sorts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from typing_extensions import override

from workbench.errors import QuerySyntaxError, WhenSyntaxError
from workbench.model.when import When

_TOKEN = re.compile(
    r'(?P<not>-)?(?:(?P<field>[a-z_]+):)?(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))'
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Keeps (or, negated, leaves out) the records whose `field` is one of `values`."""

    field: str
    values: tuple[str, ...]
    negated: bool = False

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
            QuerySyntaxError: quotes that do not close, a filter without a value, a date that is
            none.
        """
        if line.count('"') % 2:
            raise QuerySyntaxError(
                "search", 'A quotation mark is not closed. Write "two words" with both marks.'
            )
        query = cls()
        for found in _TOKEN.finditer(line):
            query = query._with_token(found)
        return query

    def _with_token(self, found: re.Match[str]) -> Query:
        quoted = found["quoted"]
        value = found["plain"] if quoted is None else quoted
        field = found["field"]
        if field is None:
            word = f"-{value}" if found["not"] else value
            return replace(self, words=(*self.words, word)) if word.strip() else self
        if not value.strip(",-" if field == "order" else ","):
            raise QuerySyntaxError("search", f"{field}: needs a value, such as {field}:CHN.")
        if field in {"since", "until"}:
            when = _date(field, value)
            return replace(self, since=when) if field == "since" else replace(self, until=when)
        if field == "order":
            return replace(self, order=value.lstrip("-"), descending=value.startswith("-"))
        values = tuple(each for each in value.split(",") if each)
        return self.where(field, *values, negated=bool(found["not"]))

    def where(self, field: str, *values: str, negated: bool = False) -> Query:
        """This query with one more filter."""
        return replace(self, filters=(*self.filters, Filter(field, values, negated)))

    def without(self, field: str) -> Query:
        """This query without its filters on `field`."""
        return replace(self, filters=tuple(each for each in self.filters if each.field != field))

    def unordered(self) -> Query:
        """What this query shows, in no order of its own: for sums and pictures."""
        return replace(self, order="", descending=False)

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
        words = [f'"{word}"' if re.search(r"[\s:]", word) else word for word in self.words]
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


def _date(field: str, value: str) -> When:
    try:
        return When.parse(value)
    except WhenSyntaxError as fault:
        raise QuerySyntaxError("search", f"{field}: {fault.message}") from fault
