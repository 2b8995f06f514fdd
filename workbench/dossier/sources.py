"""What can be done to sources."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.dossier.origins import whole_graph
from workbench.dossier.reading import read_stretch
from workbench.dossier.records import Records
from workbench.errors import SourceNotHeld
from workbench.intake.paragraphs import paragraphs
from workbench.intake.read import read, read_html, read_text
from workbench.model.progress import Silent
from workbench.model.source import Source
from workbench.store import content

if TYPE_CHECKING:
    from workbench.analysis.origins import SourceGraph
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.reading import Reading
    from workbench.intake.draft import Draft
    from workbench.intake.paragraphs import Paragraph
    from workbench.model.progress import Progress


class Sources(Records[Source]):
    """The sources of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Source)
        self._paragraphs = lru_cache(maxsize=16)(self._read_paragraphs)

    def add_text(self, text: str, *, title: str = "", **fields: Any) -> Source:
        """Adds a pasted text.

        Raises:
            EmptySource: there are no words in it.
        """
        return self.add_draft(read_text(text, title), **fields)

    def add_html(self, markup: str, *, title: str = "", **fields: Any) -> Source:
        """Adds a pasted web page: its text only; nothing in it runs, nothing is fetched.

        Raises:
            EmptySource: there are no words in it.
        """
        return self.add_draft(read_html(markup, title), **fields)

    def draft(
        self, path: Path | str, *, progress: Progress | None = None, encoding: str | None = None
    ) -> Draft:
        """Reads a file without adding it: what `add_draft` takes, with warnings for the analyst.

        Raises:
            FileNotReadable, EmptySource, BinarySource, SourceTooLarge: what stands in the way, and
            what to do.
        """
        return read(Path(path), encoding=encoding, progress=progress or Silent())

    def add_file(
        self,
        path: Path | str,
        *,
        progress: Progress | None = None,
        encoding: str | None = None,
        **fields: Any,
    ) -> Source:
        """Reads a file and adds it, with its original bytes.

        Raises:
            FileNotReadable, EmptySource, BinarySource, SourceTooLarge: what stands in the way, and
            what to do.
        """
        return self.add_draft(self.draft(path, progress=progress, encoding=encoding), **fields)

    def add_draft(self, draft: Draft, **fields: Any) -> Source:
        """Adds what intake read; `fields` are the record's, such as genre or publisher."""
        with self._dossier.operation("Add source") as operation:
            given: dict[str, Any] = {
                "title": draft.title,
                "author": draft.author,
                "published": draft.published,
                "language": draft.language,
                "url": draft.url,
                "media_type": draft.media_type,
                "reader": draft.reader,
                "encoding": draft.encoding,
            } | fields
            text = operation.keep(draft.text.encode())
            original = operation.keep(draft.original)
            self._dossier.repeats.take_in(operation, [text])
            return operation.put(Source(text=text, original=original, **given))

    def text(self, source: Source | str) -> str:
        """The canonical text of a source.

        Raises:
            SourceNotHeld: only its name is known.
        """
        return self._content(source, "text").decode()

    def original(self, source: Source | str) -> bytes:
        """The bytes that a source was read from.

        Raises:
            SourceNotHeld: only its name is known.
        """
        return self._content(source, "original")

    def paragraphs(self, source: Source | str) -> tuple[Paragraph, ...]:
        """The paragraphs of a source, each with the earlier paragraph that it repeats, if any."""
        record = source if isinstance(source, Source) else self.get(source)
        found: tuple[Paragraph, ...] = self._paragraphs(record.text) if record.text else ()
        return found

    def read_stretch(self, source: Source | str, start: int, stop: int, kind: str) -> Reading:
        """What the characters `start` to `stop` state, for a decision, an allocation or a claim.

        A stretch of a paragraph that repeats an earlier one is read there.

        Raises:
            InvalidField: the stretch is empty or lies outside the text.
            SourceNotHeld: only the name of the source is known.
        """
        record = source if isinstance(source, Source) else self.get(source)
        return read_stretch(self._dossier, record, start, stop, kind)

    def graph(self) -> SourceGraph:
        """Who cites whom among all sources, their primary origins, and where reports circle."""
        return whole_graph(self._dossier)

    def _read_paragraphs(self, key: str) -> tuple[Paragraph, ...]:
        with self._dossier.store.reading() as connection:
            return paragraphs((content.read(connection, key) or b"").decode())

    def _content(self, source: Source | str, field: str) -> bytes:
        record = source if isinstance(source, Source) else self.get(source)
        with self._dossier.store.reading() as connection:
            found = (
                content.read(connection, getattr(record, field)) if getattr(record, field) else None
            )
        if found is None:
            raise SourceNotHeld(record.name)
        return found
