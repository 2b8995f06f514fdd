"""The table that records were brought in from, kept as a source: each record rests on its row.

The cells of a row stand in one line of its text, between tabs. A row becomes a passage, what it
says a claim, and the claim supports the record as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING

from workbench.dossier.adding import add_drafts
from workbench.intake.anchor import CONTEXT
from workbench.intake.canonical import LONGEST_LINE, canonical
from workbench.intake.draft import Draft
from workbench.intake.paragraphs import starts
from workbench.model.claim import Claim
from workbench.model.passage import Passage
from workbench.model.support import Support
from workbench.store import repeats
from workbench.store.content import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.table.read import Table
    from workbench.model.progress import Progress
    from workbench.model.record import Record
    from workbench.model.source import Source
    from workbench.store.operation import RunningOperation

READER = "table 1"
_STEP = 20_000
_SPACED = re.compile(r"[^\S \t]|  |(?:^|\t) | (?:\t|$)")
"""Where a row, its cells between tabs, holds more white space than one space between two words."""
_MEDIA = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}


@dataclass(frozen=True, slots=True)
class TableText:
    """A table as canonical text; `spans` are where each row stands (half-open), by its number."""

    text: str
    spans: dict[int, tuple[int, int]]


def text_of(table: Table, progress: Progress) -> TableText:
    """The headings and the rows of a table, a line each, cells between tabs."""
    lines: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    at = 0
    rows = zip(table.numbers, table.rows, strict=True)
    for number, row in chain([(0, table.columns)], rows):
        if len(lines) % _STEP == 0:
            progress.step(len(lines), len(table.rows), "Keeping the table")
        line = _line(row)
        lines.append(line)
        left = len(line) - len(line.lstrip())
        spans[number] = (at + left, at + max(left, len(line.rstrip())))
        at += len(line) + 1
    return TableText("\n".join(lines) + "\n", spans)


def _line(row: Sequence[str]) -> str:
    """A row as canonical text; what is plain already is not gone through sign by sign."""
    line = "\t".join(row)
    if _SPACED.search(line) or line.count("\t") >= len(row):
        line = "\t".join([" ".join(cell.split()) for cell in row])
    if len(line) <= LONGEST_LINE and line.isascii() and "\0" not in line:
        return line
    return canonical(line)[0]


class TableEvidence:
    """Keeps a table as a source in the running operation; its rows support records."""

    def __init__(
        self, dossier: Dossier, operation: RunningOperation, table: Table, progress: Progress
    ) -> None:
        self._operation = operation
        self._made = text_of(table, progress)
        self._name = table.name
        progress.step(len(table.rows), len(table.rows), "Keeping the table")
        self.source = self._kept(dossier, table)
        self._starts = starts(self._made.text)

    def of(self, rows: Sequence[int], records: Iterable[Record]) -> tuple[Sequence[Record], ...]:
        """The passages, the claims and the supports for the record of each row."""
        passages, claims, supports = [], [], []
        for number, record in zip(rows, records, strict=True):
            passage = self._passage(number)
            claim = Claim(
                statement=str(getattr(record, record.TITLE)) or f"{self._name}, row {number}",
                source=self.source.id,
                passage=passage.id,
                quote=passage.quote,
            )
            passages.append(passage)
            claims.append(claim)
            supports.append(Support(record=record.id, record_kind=record.KIND, claim=claim.id))
        return passages, claims, supports

    def _passage(self, number: int) -> Passage:
        text, (start, stop) = self._made.text, self._made.spans[number]
        return Passage(
            source=self.source.id,
            text=self.source.text,
            start=start,
            stop=stop,
            quote=text[start:stop],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[stop : stop + CONTEXT],
            paragraph=bisect_right(self._starts, start),
        )

    def _kept(self, dossier: Dossier, table: Table) -> Source:
        """The source of this very table, added unless the dossier has it already."""
        data = self._made.text.encode()
        held = dossier.sources.read_from([hash_of(table.original or data)])
        for each in held:
            if each.text == hash_of(data):
                return each
        draft = Draft(
            title=f"{table.name}, {table.sheet}" if table.sheet else table.name,
            text=self._made.text,
            original=table.original or data,
            media_type=_MEDIA.get(PurePath(table.name).suffix.casefold(), "text/plain"),
            reader=READER,
            encoding=table.encoding,
            warnings=table.doubts,
        )
        added = add_drafts(dossier, [(draft, {})], label="Keep the table", compare=False)[0]
        # Rows of a table are no story that others tell again: its text is not compared with others.
        repeats.index(self._operation.connection, [repeats.Indexed(added.text, (), ())])
        return added
