"""Reading many records some at a time, so that progress is told and a cancel soon heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from workbench.model.query import Query
from workbench.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.dossier.records import Records
    from workbench.model.progress import Progress

RecordT = TypeVar("RecordT", bound=Record)
AnyT = TypeVar("AnyT")
_PER_TICK = 1_000


class Telling:
    """Work of `steps` steps that reads records; every method of it may raise Cancelled."""

    def __init__(self, progress: Progress, steps: int) -> None:
        self._progress = progress
        self._steps = steps
        self._step, self._words = -1, ""

    def begin(self, words: str) -> None:
        """Says which step begins."""
        self._step, self._words = self._step + 1, words
        self._tell()

    def each(self, some: Iterable[AnyT]) -> Iterator[AnyT]:
        """`some`, one after the other."""
        for number, one in enumerate(some):
            if number % _PER_TICK == 0:
                self._tell()
            yield one

    def read(self, noun: Records[RecordT], query: Query = Query()) -> list[RecordT]:
        """The records that a query shows, in its order."""
        return self.page(noun, noun.ids(query))

    def page(self, noun: Records[RecordT], ids: Sequence[str]) -> list[RecordT]:
        """The records with these ids, in this order; those that are gone are left out."""
        read: list[RecordT] = []
        for at in range(0, len(ids), _PER_TICK):
            self._tell()
            read += noun.page(ids[at : at + _PER_TICK])
        return read

    def _tell(self) -> None:
        self._progress.step(self._step, self._steps, self._words)
