"""What can be done to sources."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from mimetypes import guess_extension
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from workbench.dossier.records import Records
from workbench.errors import InvalidField, NoTextLayer, SourceNotHeld
from workbench.model.kinds import PartyKind
from workbench.model.party import Party
from workbench.model.progress import Silent
from workbench.model.query import Query
from workbench.model.source import Source
from workbench.store import content
from workbench.store.tally import pointing, values_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from workbench.analysis.citation_map import CitationMap
    from workbench.analysis.origins import SourceGraph
    from workbench.dossier.bringing_in import BroughtIn
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.pages import DrawnPage, Pages
    from workbench.dossier.reading import Reading
    from workbench.dossier.references import Referenced
    from workbench.intake.draft import Draft
    from workbench.intake.paragraphs import Paragraph
    from workbench.model.progress import Progress
    from workbench.model.record import Record
    from workbench.store.search import Hit


_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What a name of a file may not hold on one of the systems."""
_LONGEST_NAME = 80


class Sources(Records[Source]):
    """The sources of a dossier.

    Examples:
        pasted = dossier.sources.add_text("Beijing said nothing.", title="A note")
        print(dossier.sources.text(pasted))
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Source)
        self._paragraphs = lru_cache(maxsize=16)(self._read_paragraphs)
        self._texts = lru_cache(maxsize=4)(self._read_text)

    def add_text(self, text: str, *, title: str = "", **fields: Any) -> Source:
        """Adds a pasted text.

        Raises:
            EmptySource: there are no words in it.
        """
        from workbench.intake.read import read_text

        return self.add_draft(read_text(text, title), **fields)

    def add_html(self, markup: str, *, title: str = "", **fields: Any) -> Source:
        """Adds a pasted web page: its text only; nothing in it runs, nothing is fetched.

        Raises:
            EmptySource: there are no words in it.
        """
        from workbench.intake.process import reading_process

        draft = reading_process().read_bytes(
            markup.encode("utf-8", "replace"), "The pasted page", encoding="utf-8", reader="html"
        )
        return self.add_draft(replace(draft, title=title.strip() or draft.title), **fields)

    def draft(
        self,
        path: Path | str,
        *,
        progress: Progress | None = None,
        encoding: str | None = None,
        reader: str = "",
    ) -> Draft:
        """Reads a file without adding it: what `add_draft` takes, with warnings for the analyst.

        It is read in a process of its own; `reader` names the reader to use, such as "html".

        Raises:
            WorkbenchError: what stands in the way, and what to do: FileNotReadable, EmptySource,
            BinarySource, DamagedSource, SourceTooLarge, ReadingStopped.
        """
        from workbench.intake.process import reading_process

        return reading_process().read(path, encoding=encoding, reader=reader, progress=progress)

    def add_file(
        self,
        path: Path | str,
        *,
        progress: Progress | None = None,
        encoding: str | None = None,
        reader: str = "",
        **fields: Any,
    ) -> Source:
        """Reads a file and adds it, with its original bytes and what is attached to it.

        Raises:
            WorkbenchError: what stands in the way, and what to do; see `draft`.
        """
        draft = self.draft(path, progress=progress, encoding=encoding, reader=reader)
        return self.add_draft(draft, **fields)

    def add_draft(self, draft: Draft, **fields: Any) -> Source:
        """Adds what intake read; `fields` are the record's, such as genre or publisher."""
        from workbench.dossier.adding import add_drafts

        return add_drafts(self._dossier, [(draft, fields)], label="Add source")[0]

    def bring_in(
        self,
        paths: Iterable[Path | str],
        *,
        progress: Progress | None = None,
        encoding: str | None = None,
        reader: str = "",
        **fields: Any,
    ) -> BroughtIn:
        """Adds files, and every file of folders that can be read; one that fails stops no other.

        A file whose very bytes are held already is not added again. Of more than one file a report
        is kept: `dossier.intake_reports`.

        Raises:
            DossierFault: the dossier cannot be written.
        """
        from workbench.dossier.bringing_in import Asked, bring_in

        return bring_in(
            self._dossier,
            [Path(each) for each in paths],
            progress or Silent(),
            Asked(encoding=encoding, reader=reader, fields=fields),
        )

    def pages(self, source: Source | str) -> Pages | None:
        """The pages that the text of a source stands on; None where it was not read from pages."""
        from workbench.dossier.pages import pages_of

        return pages_of(self._dossier, source)

    def drawn_page(self, source: Source | str, number: int, *, width: int = 1_600) -> DrawnPage:
        """Page `number`, from 1, of a source as a picture, with its passages boxed.

        Raises:
            NoPages: it was not read from pages, or has no such page.
            DamagedSource: the page cannot be shown.
        """
        from workbench.dossier.pages import drawn_page

        return drawn_page(self._dossier, self.get(source), number, width=width)

    def add_references(self, path: Path | str) -> Referenced:
        """Adds a source for each reference of a RIS, BibTeX or CSL-JSON file, in one operation.

        Its text is not held. A reference with the address, or the title and date, of a source that
        is there already is passed over. Publishers that are not known become parties.

        Raises:
            NoSuchReader: the file ends in none of .ris, .bib, .json.
            DamagedSource: it does not hold what it should.
            FileNotReadable: it is not there, or not allowed.
        """
        from workbench.dossier.references import add_references

        return add_references(self._dossier, path)

    def write_references(self, path: Path | str, query: Query | str = "") -> int:
        """Writes the sources that a query shows to a .ris, .bib or .json file; gives how many.

        Raises:
            NoSuchReader: the file ends in none of these.
            ExchangeNotWritten: it cannot be written.
        """
        from workbench.dossier.references import write_sources

        return write_sources(self._dossier, path, query)

    def take_publisher(self, source: Source | str) -> Source:
        """Takes over the publisher that the document names itself; it becomes a party if need be.

        Raises:
            InvalidField: the document names none.
        """
        held = self.get(source)
        version = self._dossier.text_versions.current(held)
        if version is None or not version.publisher:
            raise InvalidField("publisher", "The document does not say who published it.")
        with self._dossier.operation("Take publisher over") as operation:
            names = {name.casefold(): key for name, key in self._dossier.parties.names().items()}
            key = names.get(version.publisher.casefold())
            if key is None:
                party = Party(title=version.publisher, kind=PartyKind.MEDIA_ORG)
                key = operation.put(party).id
            return self.change(held, publisher=key)

    def originals(self) -> set[str]:
        """The hashes of the bytes that the sources were read from."""
        with self._dossier.store.reading() as connection:
            return values_of(connection, "source", "original")

    def read_from(self, originals: Collection[str]) -> list[Source]:
        """The sources that were read from bytes with these hashes, oldest first."""
        with self._dossier.store.reading() as connection:
            return self.page(pointing(connection, "source", "original", originals))

    @override
    def remove(self, key: str | Source) -> None:
        """Removes a source with its text versions; Undo brings all of it back.

        Raises:
            NoSuchRecord: there is no such source.
            StillInUse: a passage, claim or other source points at it.
        """
        with self._dossier.operation("Remove source") as operation:
            for version in self._dossier.text_versions.of(self.get(key)):
                operation.remove(version)
            super().remove(key)

    def text(self, source: Source | str) -> str:
        """The canonical text of a source.

        Raises:
            SourceNotHeld: only its name is known.
            NoTextLayer: it is a scan; `pages` has its pictures.
        """
        record = source if isinstance(source, Source) else self.get(source)
        if record.scanned:
            pages = self.pages(record)
            raise NoTextLayer(record.name, pages.count if pages else 1)
        return self._texts(record.text, record.name)

    def original(self, source: Source | str) -> bytes:
        """The bytes that a source was read from.

        Raises:
            SourceNotHeld: only its name is known.
        """
        return self._content(source, "original")

    def save_original(self, source: Source | str, path: Path | str) -> Path:
        """Writes the very bytes that a source was read from to a file.

        Raises:
            SourceNotHeld: only its name is known.
            ExchangeNotWritten: the file cannot be put there.
        """
        from workbench.dossier.exchange import write_whole

        write_whole(path, self.original(source))
        return Path(path)

    def original_name(self, source: Source | str) -> str:
        """What a file with the original bytes of a source may be called: its title and ending."""
        held = source if isinstance(source, Source) else self.get(source)
        ending = guess_extension(held.media_type) or ".bin"
        return f"{_UNFIT.sub(' ', held.title).strip(' .')[:_LONGEST_NAME] or held.ref}{ending}"

    def paragraphs(self, source: Source | str) -> tuple[Paragraph, ...]:
        """The paragraphs of a source, each with the earlier paragraph that it repeats, if any."""
        record = source if isinstance(source, Source) else self.get(source)
        found: tuple[Paragraph, ...] = self._paragraphs(record.text) if record.text else ()
        return found

    def read_stretch(self, source: Source | str, start: int, stop: int, kind: str) -> Reading:
        """What the characters `start` to `stop` state, for a record of `kind`.

        `kind` is claim, decision, allocation, expectation or comment_request.

        A stretch of a paragraph that repeats an earlier one is read there.

        Raises:
            InvalidField: the stretch is empty or lies outside the text.
            SourceNotHeld: only the name of the source is known.
        """
        from workbench.dossier.reading import read_stretch

        record = source if isinstance(source, Source) else self.get(source)
        return read_stretch(self._dossier, record, start, stop, kind)

    def match(
        self,
        pattern: str,
        query: Query | str = Query(),
        *,
        case: bool = False,
        limit: int = 1_000,
        progress: Progress | None = None,
    ) -> list[Hit]:
        """The places of a regular expression in the sources that the query shows, at most `limit`.

        It looks in a process of its own, which ends where one text takes it too long.

        Raises:
            PatternSyntaxError: what is wrong with the pattern, and where.
            PatternTooSlow: the pattern takes too long on a text.
            Cancelled: it was stopped.
        """
        from workbench.dossier.patterns import Look, match

        step = progress or Silent()
        return match(self._dossier, pattern, self.ids(query), Look(step, case=case, limit=limit))

    def graph(self) -> SourceGraph:
        """Who cites whom among all sources, their primary origins, and where reports circle."""
        from workbench.dossier.origins import whole_graph

        return whole_graph(self._dossier)

    def citation_map(self, around: Record | str = "") -> CitationMap:
        """Who cites whom, laid out in layers down to the primary origins, to be drawn.

        With `around`, a source or a party, only what it goes back to and what goes back to it.

        Raises:
            NoSuchRecord: there is no such source or party.
        """
        from workbench.dossier.origins import map_of

        return map_of(self._dossier, around)

    def _read_paragraphs(self, key: str) -> tuple[Paragraph, ...]:
        from workbench.intake.paragraphs import paragraphs

        with self._dossier.store.reading() as connection:
            return paragraphs((content.read(connection, key) or b"").decode())

    def _read_text(self, key: str, name: str) -> str:
        """A text by its hash: what it says never changes, so the last few are kept."""
        with self._dossier.store.reading() as connection:
            found = content.read(connection, key) if key else None
        if found is None:
            raise SourceNotHeld(name)
        return found.decode()

    def _content(self, source: Source | str, field: str) -> bytes:
        record = source if isinstance(source, Source) else self.get(source)
        with self._dossier.store.reading() as connection:
            found = (
                content.read(connection, getattr(record, field)) if getattr(record, field) else None
            )
        if found is None:
            raise SourceNotHeld(record.name)
        return found
