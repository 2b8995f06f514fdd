"""What the inspector shows of a source in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.inspector.past import read_past
from workbench.gui.inspector.sheet import ChainLine, Sheet, fact_lines
from workbench.gui.sources.rows import genre_words, origins_of
from workbench.gui.widgets.facts import linked_names
from workbench.model.query import Filter, Query

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.source import Source

FACTS = (
    "genre",
    "publisher",
    "author",
    "published",
    "accessed",
    "language",
    "url",
    "marking",
    "note",
)


def read_sheet(dossier: Dossier, key: str) -> Sheet | None:
    """Reads a source with the documents around it; None when it is gone."""
    found = dossier.sources.page([key])
    if not found:
        return None
    source = found[0]
    names = linked_names(dossier, [source])
    passages = dossier.passages.counts([key])[key]
    claims = dossier.claims.counts([key])[key]
    return Sheet(
        record=source,
        subline=subline(source, passages, claims),
        facts=fact_lines(source, names, FACTS, (), {"genre": genre_words(source.genre)}),
        chain=_around(dossier, source),
        past=read_past(dossier, source),
    )


def subline(source: Source, passages: int, claims: int) -> str:
    """Whether the text is held, and what was made of it."""
    if not source.held:
        return "Text not held; known through other sources"
    many = "passage" if passages == 1 else "passages"
    return f"Text held · {passages:,} {many} · {claims:,} {'claim' if claims == 1 else 'claims'}"


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
