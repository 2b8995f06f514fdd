"""What the inspector shows of a source in the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.gui.inspector.past import read_past
from workbench.gui.inspector.sheet import ChainLine, FactLine, Sheet, fact_lines
from workbench.gui.sources.rows import genre_words, origins_of
from workbench.gui.widgets.facts import linked_names
from workbench.model.many import many
from workbench.model.query import Filter, Query

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.source import Source
    from workbench.model.text_version import TextVersion

FACTS = (
    "genre",
    "publisher",
    "author",
    "published",
    "accessed",
    "language",
    "url",
    "marking",
    "national",
    "note",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSheet(Sheet):
    """A source, and how its text was read."""

    reading: tuple[FactLine, ...] = ()
    suggests_publisher: bool = False
    """Whether the document names a publisher and the source has none."""


def reading_lines(version: TextVersion | None) -> tuple[FactLine, ...]:
    """How a text was read, in words; nothing where no record of it was kept."""
    if version is None:
        return ()
    size = f"{version.characters:,} characters"
    if version.pages:
        size = f"{many(version.pages, 'page')}, {size}"
    told = (
        ("Reader", version.reader),
        ("Encoding", version.encoding),
        ("Length", size),
        ("Took", f"{version.milliseconds / 1_000:.1f} s" if version.milliseconds else ""),
        ("Publisher", f"{version.publisher}, says the document" if version.publisher else ""),
        ("File made", str(version.made) if version.made else ""),
        ("Please check", version.warnings),
    )
    return tuple(FactLine(field="", label=label, words=words) for label, words in told if words)


def read_sheet(dossier: Dossier, key: str) -> Sheet | None:
    """Reads a source with the documents around it; None when it is gone."""
    found = dossier.sources.page([key])
    if not found:
        return None
    source = found[0]
    names = linked_names(dossier, [source])
    passages = dossier.passages.counts([key])[key]
    claims = dossier.claims.counts([key])[key]
    version = dossier.text_versions.current(source)
    return SourceSheet(
        record=source,
        reading=reading_lines(version),
        suggests_publisher=bool(version and version.publisher and not source.publisher),
        subline=subline(source, passages, claims),
        facts=fact_lines(source, names, FACTS, (), {"genre": genre_words(source.genre)}),
        chain=_around(dossier, source),
        past=read_past(dossier, source),
    )


def subline(source: Source, passages: int, claims: int) -> str:
    """Whether the text is held, and what was made of it."""
    if source.scanned:
        return "A scan: no text layer, the pages are kept"
    if not source.held:
        return "Text not held; known through other sources"
    return f"Text held · {many(passages, 'passage')} · {many(claims, 'claim')}"


def _around(dossier: Dossier, source: Source) -> tuple[ChainLine, ...]:
    """Its primary origins, and the sources that go back to it."""
    origins = [
        ChainLine(label="Goes back to", kind="source", key=each.id, words=each.title)
        for each in dossier.sources.page(list(origins_of(source)))
    ]
    later = dossier.sources.find(Query(filters=(Filter("source", (source.id,)),)))
    known = [
        ChainLine(label="Known through", kind="source", key=each.id, words=each.title, later=True)
        for each in later
        if source.id in origins_of(each)
    ]
    return (*origins, *known)
