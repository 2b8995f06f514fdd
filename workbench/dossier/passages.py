"""What can be done to passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.dossier.pages import WIDTH, numbers_of, page_with, page_words
from workbench.dossier.reading import trimmed
from workbench.dossier.records import Computed, Records
from workbench.errors import InvalidField
from workbench.intake.anchor import CONTEXT, locate
from workbench.intake.paragraphs import paragraph_at
from workbench.model.passage import AnchorState, Passage, PassageCode
from workbench.model.query import Filter, Query
from workbench.store.tally import pointing, standing_at, tally, touching

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.pages import DrawnPage
    from workbench.model.code import Code
    from workbench.model.source import Source


class Passages(Records[Passage]):
    """The marked passages of a dossier.

    Examples:
        article = dossier.sources.find("is:held")[0]
        licence = dossier.codes.create("Licence")
        marked = dossier.passages.mark_quote(article, "conditional licenses")
        dossier.passages.code(marked, [licence])
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Passage)

    def of(self, source: Source | str, within: tuple[int, int] | None = None) -> list[Passage]:
        """The passages that stand in the text of a source, in order; orphans do not.

        With `within`, only those that share characters with this half-open stretch.
        """
        some = self.marked_in(source) if within is None else self._touching(source, *within)
        found = (each for each in some if each.anchor is not AnchorState.ORPHAN)
        return sorted(found, key=lambda each: (each.start, each.stop))

    def _touching(self, source: Source | str, start: int, stop: int) -> list[Passage]:
        key = self._dossier.id_of(source)
        with self._dossier.store.reading() as connection:
            ids = touching(connection, key, start, stop)
        return self.page(ids)

    def pages(self, passages: Iterable[Passage]) -> dict[str, tuple[int, ...]]:
        """The numbers, from 1, of the pages that passages stand on, by the id of the passage.

        Passages of texts that were not read from pages are left out.
        """
        return numbers_of(self._dossier, passages)

    def drawn_page(self, passage: Passage | str, *, width: int = WIDTH) -> DrawnPage:
        """The page on which a passage begins as a picture, with the passage boxed.

        Raises:
            NoPages: its text was not read from pages.
            DamagedSource: the page cannot be shown.
        """
        return page_with(self._dossier, self.get(passage), width=width)

    @override
    def _computed(self, record: Passage) -> tuple[Computed, ...]:
        found = self.pages([record]).get(record.id)
        if found is None:
            return ()
        label = "Page" if len(found) == 1 else "Pages"
        how = "As the document counts its pages, from 1."
        return (Computed(label=label, words=page_words(found), how=how),)

    def in_doubt(self, source: Source | str | None = None) -> list[Passage]:
        """The passages of a source, or of all, that an analyst has to look at, orphans last.

        They came along when a text changed, and it is not sure where they stand now.
        """
        if source is None:
            states = (AnchorState.FUZZY.value, AnchorState.ORPHAN.value)
            found = self.find(Query(filters=(Filter("anchor", states),)))
        else:
            found = [each for each in self.marked_in(source) if each.in_doubt]
        orphan = AnchorState.ORPHAN
        return sorted(found, key=lambda each: (each.anchor is orphan, each.source, each.start))

    def confirm(self, passage: Passage | str) -> Passage:
        """Says that a passage in doubt stands where it was moved to.

        Raises:
            InvalidField: it is an orphan; it has to be placed.
        """
        held = self.get(passage)
        if held.anchor is AnchorState.ORPHAN:
            raise InvalidField("passage", f"{held.ref} stands nowhere now. Say where it belongs.")
        with self._dossier.operation("Confirm passage"):
            return self.change(held, anchor=AnchorState.CONFIRMED)

    def place(self, passage: Passage | str, start: int, stop: int) -> Passage:
        """Says that a passage belongs to the characters `start` to `stop` (half-open) now.

        Codes, memo and what rests on it stay.

        Raises:
            InvalidField: the stretch is empty, lies outside the text, or is marked already.
        """
        held = self.get(passage)
        source = self._dossier.sources.get(held.source)
        with self._dossier.operation("Place passage"):
            placed = self.change(held, text=source.text, anchor=AnchorState.CONFIRMED)
            return self.extend(placed, start, stop)

    def marked_in(self, source: Source | str) -> list[Passage]:
        """Every passage that was ever marked in a source and not removed, orphans as well."""
        key = self._dossier.id_of(source)
        with self._dossier.store.reading() as connection:
            ids = pointing(connection, "passage", "source", [key])
        return self.page(ids)

    def counts(self, sources: Sequence[str]) -> dict[str, int]:
        """How many passages are marked in each of some sources, by source id."""
        with self._dossier.store.reading() as connection:
            return tally(connection, "passage", "source", sources)

    def mark(
        self,
        source: Source | str,
        start: int,
        stop: int,
        *,
        codes: Iterable[Code | str] = (),
        memo: str = "",
    ) -> Passage:
        """Marks the characters `start` to `stop` (half-open, code points) of a source.

        White space at the ends is left out.
        Marking the same stretch again changes that passage: codes are added, a memo replaces the
        old one.

        Raises:
            InvalidField: the stretch is empty or lies outside the text.
        """
        if isinstance(source, str):
            source = self._dossier.sources.get(source)
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

    def extend(self, passage: Passage | str, start: int, stop: int) -> Passage:
        """Gives a passage other ends (half-open, code points); codes and memo stay.

        Raises:
            InvalidField: the stretch is empty, lies outside the text, or is marked already.
        """
        if isinstance(passage, str):
            passage = self.get(passage)
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

    def code(
        self, passage: Passage | str, codes: Iterable[Code | str], *, memo: str | None = None
    ) -> Passage:
        """Gives a passage these codes and no others; who gave one that stays, stays with it."""
        if isinstance(passage, str):
            passage = self.get(passage)
        keys = [self._dossier.id_of(each) for each in codes]
        kept = tuple(each for each in passage.codes if each.code in keys)
        held = {each.code for each in kept}
        added = self._given(each for each in keys if each not in held)
        with self._dossier.operation("Code passage"):
            told = passage.memo if memo is None else memo
            return self.change(passage, codes=(*kept, *added), memo=told)

    def _given(self, codes: Iterable[Code | str]) -> tuple[PassageCode, ...]:
        analyst = self._dossier.store.analyst
        keys = dict.fromkeys(self._dossier.id_of(each) for each in codes)
        return tuple(PassageCode(code=key, coder=analyst) for key in keys)

    def mark_quote(
        self, source: Source | str, quote: str, *, near: int | None = None, memo: str = ""
    ) -> Passage:
        """Marks the words `quote`; where they stand more than once, the place closest to `near`.

        Raises:
            QuoteNotFound: they do not stand there, or more than once and `near` is not given.
        """
        return self.mark(source, *self.found(source, quote, near=near), memo=memo)

    def found(
        self, source: Source | str, quote: str, *, near: int | None = None
    ) -> tuple[int, int]:
        """Where the words `quote` stand in a source, as a half-open span of code points.

        A paragraph that repeats an earlier one is not a second place.

        Raises:
            QuoteNotFound: they do not stand there, or more than once and `near` is not given.
        """
        paragraphs = self._dossier.sources.paragraphs(source)
        repeats = [(each.start, each.stop) for each in paragraphs if each.repeats]
        return locate(self._dossier.sources.text(source), quote, near, repeats=repeats)
