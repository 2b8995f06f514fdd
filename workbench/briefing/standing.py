"""Where each record stands in the workbook, and what rests on each claim.

Kept in few bytes, for there may be a million of them.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from workbench.briefing.sheet import FIRST_ROW, LAST_ROW
from workbench.errors import InvalidField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workbench.briefing.data import BriefingData, Cite

RowT = TypeVar("RowT")
_WIDE = 1 << 24
"""More than there are rows in a table, or cites in a row."""
_SHOWN = 2
TABLED = ("allocations", "decisions", "judgements", "gaps", "evidence", "sources")
"""The blocks in which records have rows, in the order in which these are numbered."""


class Named(Protocol):
    """A row that is called something."""

    @property
    def ref(self) -> str:
        """Its name."""


class Citing(Named, Protocol):
    """A row that cites claims."""

    @property
    def cites(self) -> tuple[Cite, ...]:
        """What it cites."""


class Pacing(Protocol):
    """Gives rows on, and tells progress meanwhile."""

    def __call__(self, rows: Iterable[RowT], label: str) -> Iterator[RowT]:
        """Gives `rows` on."""


class Backed(NamedTuple):
    """That a claim backs `field` of the row `ref`, which stands at `place` (empty: nowhere)."""

    ref: str
    field: str
    place: str


class Standing:
    """Where the rows of a briefing stand.

    `starts` gives the column ("Evidence!A") and the first row of each block that has a table.

    Raises:
        InvalidField: a block has more rows than a sheet can hold.
    """

    def __init__(
        self, data: BriefingData, starts: Mapping[str, tuple[str, int]], paced: Pacing
    ) -> None:
        self._starts = starts
        self._paced = paced
        self._citing: dict[str, Sequence[Citing]] = {
            "allocations": data.allocations,
            "decisions": data.decisions,
            "judgements": data.judgements,
            "gaps": (*data.expectations, *data.questions, *data.comments),
        }
        self._tables: dict[str, Sequence[Named]] = dict(self._citing)
        self._tables |= {"evidence": data.evidence, "sources": data.sources}
        self._firsts = [starts.get(block, ("", 0)) for block in TABLED]
        for block, rows in self._tables.items():
            if block in starts and len(rows) > LAST_ROW - FIRST_ROW:
                raise InvalidField(block, "More rows than a sheet can hold. Narrow the query.")
        self._codes = {
            ref: code
            for block in self._tables
            if block != "allocations"
            for ref, code in self._of(block)
        }

    def place(self, ref: str) -> str:
        """The first cell of the row of `ref`; empty if it has none here."""
        code = self._codes.get(ref)
        if code is None and ref:
            code = self._allocated.get(ref)
        return "" if code is None else self._cell(*divmod(code, _WIDE))

    def backed(self, claim: int) -> tuple[list[Backed], int]:
        """What claim number `claim`, from 0, backs first, two at most; and how many there are."""
        codes, counts = self._backing
        first, count = claim * _SHOWN, counts[claim]
        return [self._cited(code) for code in codes[first : first + min(count, _SHOWN)]], count

    @cached_property
    def _allocated(self) -> dict[str, int]:
        """Kept apart: there may be a million, and few ask for one by its ref."""
        return dict(self._of("allocations"))

    def _start(self, block: str) -> int:
        return TABLED.index(block) * _WIDE

    def _of(self, block: str) -> Iterator[tuple[str, int]]:
        if block in self._starts:
            rows = self._paced(self._tables[block], "Giving each record its place")
            for code, row in enumerate(rows, start=self._start(block)):
                yield row.ref, code

    def _cell(self, table: int, number: int) -> str:
        start, first = self._firsts[table]
        return f"{start}{first + number}" if start else ""

    @cached_property
    def _backing(self) -> tuple[array[int], array[int]]:
        """For each claim the first two cites of it, by table, row and place; and how many."""
        start, claims = self._start("evidence"), len(self._tables["evidence"])
        codes, counts = array("q", [0]) * (claims * _SHOWN), array("q", [0]) * claims
        for block, rows in self._citing.items():
            paced = self._paced(rows, "Leading back from the evidence")
            for code, row in enumerate(paced, start=self._start(block)):
                for n, cite in enumerate(row.cites):
                    claim = self._codes.get(cite.claim, -1) - start
                    if 0 <= claim < claims and (not n or cite not in row.cites[:n]):
                        if counts[claim] < _SHOWN:
                            codes[claim * _SHOWN + counts[claim]] = code * _WIDE + n
                        counts[claim] += 1
        return codes, counts

    def _cited(self, code: int) -> Backed:
        rest, n = divmod(code, _WIDE)
        table, number = divmod(rest, _WIDE)
        row = self._citing[TABLED[table]][number]
        return Backed(row.ref, row.cites[n].field, self._cell(table, number))
