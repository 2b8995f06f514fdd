"""What can be done to passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.reading import trimmed
from workbench.dossier.records import Records
from workbench.errors import InvalidField
from workbench.intake.anchor import CONTEXT, locate
from workbench.intake.paragraphs import paragraph_at
from workbench.model.passage import Passage, PassageCode
from workbench.store.tally import pointing, standing_at, tally

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
        carried = self._given(codes)
        with self._dossier.operation("Mark passage") as operation:
            old = self.at(source, start, stop)
            if old is not None:
                merged = old.codes + tuple(code for code in carried if code not in old.codes)
                return self.change(old, codes=merged, memo=memo or old.memo)
            paragraph = paragraph_at(self._dossier.sources.paragraphs(source), start)
            return operation.put(
                Passage(
                    source=source.id,
                    text=source.text,
                    start=start,
                    stop=stop,
                    quote=text[start:stop],
                    prefix=text[max(0, start - CONTEXT) : start],
                    suffix=text[stop : stop + CONTEXT],
                    paragraph=paragraph.ordinal if paragraph else 0,
                    memo=memo,
                    codes=carried,
                )
            )

    def at(self, source: Source, start: int, stop: int) -> Passage | None:
        """The passage that is exactly these characters of a source's text as it is now."""
        with self._dossier.store.reading() as connection:
            ids = standing_at(connection, source.id, start, stop)
        found = (each for each in self.page(ids) if each.text == source.text)
        return next(found, None)

    def extend(self, passage: Passage, start: int, stop: int) -> Passage:
        """Gives a passage other ends (half-open, code points); codes and memo stay.

        Raises:
            InvalidField: the stretch is empty, lies outside the text, or is marked already.
        """
        source = self._dossier.sources.get(passage.source)
        text = self._dossier.sources.text(source)
        start, stop = trimmed(text, start, stop)
        held = self.at(source, start, stop)
        if held is not None and held.id != passage.id:
            raise InvalidField("passage", f"{held.ref} is marked exactly there already.")
        paragraph = paragraph_at(self._dossier.sources.paragraphs(source), start)
        with self._dossier.operation("Extend passage"):
            return self.change(
                passage,
                start=start,
                stop=stop,
                quote=text[start:stop],
                prefix=text[max(0, start - CONTEXT) : start],
                suffix=text[stop : stop + CONTEXT],
                paragraph=paragraph.ordinal if paragraph else 0,
            )

    def code(self, passage: Passage, codes: Iterable[Code], *, memo: str | None = None) -> Passage:
        """Gives a passage these codes and no others; who gave one that stays, stays with it."""
        wanted = list(codes)
        keys = {each.id for each in wanted}
        kept = tuple(each for each in passage.codes if each.code in keys)
        held = {each.code for each in kept}
        added = self._given(each for each in wanted if each.id not in held)
        with self._dossier.operation("Code passage"):
            told = passage.memo if memo is None else memo
            return self.change(passage, codes=(*kept, *added), memo=told)

    def _given(self, codes: Iterable[Code]) -> tuple[PassageCode, ...]:
        analyst = self._dossier.store.analyst
        keys = dict.fromkeys(each.id for each in codes)
        return tuple(PassageCode(code=key, coder=analyst) for key in keys)

    def mark_quote(
        self, source: Source, quote: str, *, near: int | None = None, memo: str = ""
    ) -> Passage:
        """Marks the words `quote`; where they stand more than once, the place closest to `near`.

        Raises:
            QuoteNotFound: they do not stand there, or more than once and `near` is not given.
        """
        start, stop = locate(self._dossier.sources.text(source), quote, near)
        return self.mark(source, start, stop, memo=memo)
