"""What can be done to passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.reading import trimmed
from workbench.dossier.records import Records
from workbench.intake.anchor import CONTEXT, locate
from workbench.model.passage import Passage, PassageCode
from workbench.store.tally import pointing, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.model.code import Code
    from workbench.model.source import Source


class Passages(Records[Passage]):
    """The marked passages of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Passage)

    def of(self, source: Source | str) -> list[Passage]:
        """The passages of a source, in the order of its text."""
        key = source if isinstance(source, str) else source.id
        with self._dossier.store.reading() as connection:
            ids = pointing(connection, "passage", "source", [key])
        return sorted(self.page(ids), key=lambda each: (each.start, each.stop))

    def counts(self, sources: Sequence[str]) -> dict[str, int]:
        """How many passages are marked in each of some sources, by source id."""
        with self._dossier.store.reading() as connection:
            return tally(connection, "passage", "source", sources)

    def mark(
        self,
        source: Source,
        start: int,
        stop: int,
        *,
        codes: Iterable[Code] = (),
        memo: str = "",
    ) -> Passage:
        """Marks the characters `start` to `stop` (half-open, code points) of a source.

        White space at the ends is left out.
        Marking the same stretch again changes that passage: codes are added, a memo replaces the
        old one.

        Raises:
            InvalidField: the stretch is empty or lies outside the text.
        """
        text = self._dossier.sources.text(source)
        start, stop = trimmed(text, start, stop)
        carried = tuple(PassageCode(code=code.id) for code in codes)
        with self._dossier.operation("Mark passage") as operation:
            for old in self.of(source):
                if (old.start, old.stop, old.text) == (start, stop, source.text):
                    merged = old.codes + tuple(code for code in carried if code not in old.codes)
                    return self.change(old, codes=merged, memo=memo or old.memo)
            paragraphs = self._dossier.sources.paragraphs(source)
            return operation.put(
                Passage(
                    source=source.id,
                    text=source.text,
                    start=start,
                    stop=stop,
                    quote=text[start:stop],
                    prefix=text[max(0, start - CONTEXT) : start],
                    suffix=text[stop : stop + CONTEXT],
                    paragraph=next((p.ordinal for p in paragraphs if p.start <= start < p.stop), 0),
                    memo=memo,
                    codes=carried,
                )
            )

    def mark_quote(
        self, source: Source, quote: str, *, near: int | None = None, memo: str = ""
    ) -> Passage:
        """Marks the words `quote`; where they stand more than once, the place closest to `near`.

        Raises:
            QuoteNotFound: they do not stand there, or more than once and `near` is not given.
        """
        start, stop = locate(self._dossier.sources.text(source), quote, near)
        return self.mark(source, start, stop, memo=memo)
