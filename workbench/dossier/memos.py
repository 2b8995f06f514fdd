"""What can be done to memos: they are written about any record, and read in one place.

dossier.memos.write("Ask Reuters which day.", about=decision)
dossier.memos.every("Reuters")
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.memo import Memo
from workbench.model.passage import Passage
from workbench.model.record import Record
from workbench.store.tally import filled, pointing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier

MOST = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoLine:
    """A memo with what it is about: `about` is None for a journal entry.

    `kept` is the memo, or the passage that holds it.
    """

    words: str
    kept: Memo | Passage
    about: Record | None = None


class Memos(Records[Memo]):
    """The memos of a dossier.

    Examples:
        dossier.memos.write("Ask for the register.", about="D-0001")
        dossier.memos.of("D-0001")
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Memo)

    def write(self, words: str, *, about: Record | str | None = None) -> Memo:
        """Writes a memo about a record, or a journal entry.

        Raises:
            InvalidField: there are no words in it.
        """
        record = self._dossier.get(about) if about else None
        made = Memo(
            words=words,
            about=record.id if record else "",
            about_kind=record.KIND if record else "",
        )
        return self.add(made, label="Write memo")

    def of(self, record: Record | str) -> list[Memo]:
        """The memos about a record, oldest first."""
        key = self._dossier.id_of(record)
        with self._dossier.store.reading() as connection:
            ids = pointing(connection, "memo", "about", [key])
        return self.page(ids)

    def every(self, words: str = "") -> list[MemoLine]:
        """Every memo, those of passages too, newest first; with `words`, those that hold them."""
        if words.strip():
            hits = self._dossier.search(words, limit=MOST, kinds=("memo", "passage"))
            found = [self._kept(hit.kind, [hit.record]) for hit in hits]
            return self._lines([each for some in found for each in some])
        with self._dossier.store.reading() as connection:
            passages = filled(connection, "passage", "memo")
        some = [*self._kept("memo", self.ids()), *self._kept("passage", passages)]
        return self._lines(sorted(some, key=lambda each: each.id, reverse=True)[:MOST])

    def _kept(self, kind: str, ids: Sequence[str]) -> list[Memo | Passage]:
        if kind == "memo":
            return list(self.page(ids))
        return [each for each in self._dossier.passages.page(ids) if each.memo]

    def _lines(self, some: Sequence[Memo | Passage]) -> list[MemoLine]:
        wanted: dict[str, set[str]] = {}
        for each in some:
            if isinstance(each, Memo) and each.about_kind:
                wanted.setdefault(each.about_kind, set()).add(each.about)
        about = {
            record.id: record
            for kind, keys in wanted.items()
            for record in self._dossier.records(kind).page(sorted(keys))
        }
        return [
            MemoLine(words=each.words, kept=each, about=about.get(each.about))
            if isinstance(each, Memo)
            else MemoLine(words=each.memo, kept=each, about=each)
            for each in some
        ]
