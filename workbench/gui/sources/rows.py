"""Sources as rows of the table; free of Qt, read off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.gui.table.columns import Cell, Column, Row
from workbench.gui.table.words import date_cell, tip_of
from workbench.model.kinds import Genre, SourceRelation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.model.source import Source

COLUMNS = (
    Column(name="ref", title="No.", width=74, priority=8, order="number", shown=False),
    Column(name="title", title="Source", width=220, order="title", stretch=True),
    Column(name="genre", title="Genre", width=96, priority=4, order="genre"),
    Column(name="publisher", title="Publisher", width=130, priority=3, order="publisher"),
    Column(name="published", title="Published", width=122, priority=2, order="date", right=True),
    Column(name="held", title="Text", width=150, priority=5),
    Column(name="passages", title="Passages", width=96, priority=1, right=True),
    Column(name="claims", title="Claims", width=80, priority=6, right=True),
)
COUNTED = ("passages", "claims")


FILTERS = frozenset(
    {
        "genre",
        "publisher",
        "author",
        "language",
        "url",
        "marking",
        "source",
        "ref",
        "is",
        "media_type",
    }
)
"""What a query may ask of a source; its other filters are for other lists."""
STATES = frozenset({"held", "undated"})


def read_rows(dossier: Dossier, ids: Sequence[str]) -> list[Row]:
    """The rows of some sources, in this order."""
    sources = dossier.sources.page(ids)
    publishers = sorted({each.publisher for each in sources if each.publisher})
    names = {each.id: each.name for each in dossier.parties.page(publishers)}
    origins = sorted({key for each in sources for key in origins_of(each)})
    names |= {each.id: each.title for each in dossier.sources.page(origins)}
    counts = {
        "passages": dossier.passages.counts(ids),
        "claims": dossier.claims.counts(ids),
    }
    return [_row(each, names, counts) for each in sources]


def origins_of(source: Source) -> tuple[str, ...]:
    """The ids of the documents that a source goes back to."""
    primary = SourceRelation.HAD_PRIMARY_SOURCE
    return tuple(link.source for link in source.links if link.relation is primary)


def genre_words(genre: Genre) -> str:
    """A genre as people read it."""
    return "Not stated" if genre is Genre.OTHER else genre.value.capitalize()


def _row(source: Source, names: Mapping[str, str], counts: Mapping[str, Mapping[str, int]]) -> Row:
    publisher = names.get(source.publisher or "", "")
    origins = ", ".join(names[each] for each in origins_of(source) if each in names)
    below = " · ".join(
        each for each in (source.author, f"goes back to {origins}" if origins else "") if each
    )
    held = (
        Cell(upper="Held", lower=source.language or "")
        if source.held
        else Cell(upper="Not held", lower="known through others", quiet=True)
    )
    if source.scanned:
        held = Cell(upper="Scan", lower="no text layer")
    cells = {
        "ref": Cell(upper=source.ref),
        "title": Cell(upper=source.title, lower=below, strong=True),
        "genre": Cell(upper=genre_words(source.genre), quiet=source.genre is Genre.OTHER),
        "publisher": Cell(upper=publisher or "not stated", quiet=not publisher),
        "published": date_cell(source.published),
        "held": held,
    }
    for name in COUNTED:
        count = counts[name].get(source.id, 0)
        cells[name] = Cell(upper=f"{count:,}" if count else "none", quiet=not count)
    return Row(
        id=source.id,
        name=source.title,
        cells=cells,
        tip=tip_of((f"{source.ref}  {source.title}", below, source.url)),
    )
