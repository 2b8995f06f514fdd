"""What the search view lists, read off the window's thread; free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.dossier.pages import page_words
from workbench.gui import nouns
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.analysis.origins import Origin, SourceGraph
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.repeats import Repeat
    from workbench.model.source import Source
    from workbench.store.search import Hit

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One line of results, or a heading; `marks` are the half-open spans of what was found.

    `kind` and `key` say what opens it: a stretch of a source is "id@start-stop".
    """

    title: str
    detail: str = ""
    words: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    icon: str = ""
    kind: str = ""
    key: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The rows of one question, what to say of them, and why there are none."""

    rows: tuple[FoundRow, ...]
    summary: str = ""
    empty: tuple[str, str] = ("Nothing found", "")


def place_key(source: str, start: int, stop: int) -> str:
    """How a stretch of a source is opened."""
    return f"{source}@{start}-{stop}" if stop else source


def words_found(dossier: Dossier, line: str) -> Found:
    """What a search line finds in all kinds of records.

    Raises:
        QuerySyntaxError: the line cannot be read.
    """
    hits = dossier.search(line, limit=MOST)
    places = _places(dossier, [hit.record for hit in hits if hit.kind == "passage"])
    advice = (
        "Words are found from their beginning. Try fewer, any:first,second for one of several, "
        "or take a field out."
    )
    return Found(
        rows=tuple(_hit(hit, places.get(hit.record, "")) for hit in hits),
        summary=many(len(hits), "record"),
        empty=("Nothing found", advice),
    )


def places_found(hits: Iterable[Hit]) -> Found:
    """The places of a pattern, under the source that each stands in."""
    rows: list[FoundRow] = []
    last = ""
    for hit in hits:
        if hit.record != last:
            last = hit.record
            detail = f"{hit.ref} · {many(hit.places, 'place')}"
            rows.append(FoundRow(title=hit.title, detail=detail, heading=True))
        rows.append(
            FoundRow(
                title="",
                words=hit.excerpt,
                marks=hit.marks,
                kind="source",
                key=place_key(hit.record, hit.start, hit.stop),
            )
        )
    number = sum(not row.heading for row in rows)
    return Found(
        rows=tuple(rows),
        summary=many(number, "place"),
        empty=("The pattern stands nowhere", "It was looked for in every text that is held."),
    )


def repeats_found(dossier: Dossier, key: str, ordinal: int) -> Found:
    """Where a paragraph is said again."""
    source = dossier.sources.get(key)
    repeats = dossier.repeats.of_paragraph(source, ordinal)
    head = FoundRow(
        title=f"Paragraph {ordinal} of {source.title} is said again",
        heading=True,
        detail=source.ref,
    )
    return Found(
        rows=(head, *map(_repeat, repeats)) if repeats else (),
        summary=many(len(repeats), "repeat"),
        empty=(
            "Said once",
            f"No source says again what paragraph {ordinal} of {source.title} says.",
        ),
    )


def copies_found(dossier: Dossier) -> Found:
    """The groups of sources that are copies of one another."""
    dossier.repeats.refresh()
    groups = dossier.repeats.groups()
    publishers = sorted({each.publisher for group in groups for each in group if each.publisher})
    names = {each.id: each.name for each in dossier.parties.page(publishers)}
    rows: list[FoundRow] = []
    for group in groups:
        title = f"{len(group)} copies of one text"
        rows.append(FoundRow(title=title, detail="count as one origin", heading=True))
        rows += [_copy(each, names, first=each is group[0]) for each in group]
    return Found(
        rows=tuple(rows),
        summary=many(len(groups), "group"),
        empty=(
            "No copies",
            "No source holds half of another or more. Each is compared when it comes in.",
        ),
    )


def origins_found(dossier: Dossier) -> Found:
    """Every primary origin with the sources that go back to it, and circles of reports."""
    graph = dossier.sources.graph()
    rows: list[FoundRow] = []
    for circle in graph.circles:
        rows.append(
            FoundRow(
                title="Circular reporting: these only cite one another",
                detail=many(len(circle), "source"),
                heading=True,
            )
        )
        rows += [_source_row(key, graph.names[key], "cites another of these") for key in circle]
    around = {key: circle for circle in graph.circles for key in circle}
    behind: dict[Origin, list[str]] = {}
    for key, origins in graph.origins.items():
        for origin in origins:
            if origin.id != key and graph.same[key] not in around.get(origin.id, ()):
                behind.setdefault(origin, []).append(key)
    for origin, keys in sorted(behind.items(), key=lambda each: -len(each[1])):
        title = f"{many(len(keys), 'source goes', 'sources go')} back to {origin.words}"
        rows.append(FoundRow(title=title, detail="counts as one origin", heading=True))
        if not origin.circular:
            rows.append(_source_row(origin.id, origin.name, "primary origin"))
        rows += [_source_row(key, graph.names[key], _way(graph, key)) for key in keys]
    counts = [many(len(behind), "origin")] if behind or not graph.circles else []
    if graph.circles:
        counts.append(f"{many(len(graph.circles), 'circle')} of reports")
    return Found(
        rows=tuple(rows),
        summary=", ".join(counts),
        empty=(
            "No source goes back to another",
            "Say in the form of a source which documents it goes back to, or in a claim who told.",
        ),
    )


def _source_row(key: str, name: str, detail: str) -> FoundRow:
    return FoundRow(title=name, detail=detail, icon="source", kind="source", key=key)


def _way(graph: SourceGraph, key: str) -> str:
    """How a source goes back: the documents that it cites, or the copy that it is."""
    cited = dict.fromkeys(graph.names[each.cited] for each in graph.citations if each.citing == key)
    if cited:
        return f"cites {', '.join(cited)}"
    return f"copy of {graph.names[graph.same[key]]}"


def _places(dossier: Dossier, keys: list[str]) -> dict[str, str]:
    """The source and page of passages, in words, by the passage's id."""
    passages = dossier.passages.page(keys)
    pages = dossier.passages.pages(passages)
    sources = dossier.sources.page(sorted({each.source for each in passages}))
    titles = {each.id: each.title for each in sources}
    found = {}
    for each in passages:
        page = f"page {page_words(pages[each.id])}" if each.id in pages else ""
        found[each.id] = " · ".join(filter(None, (titles.get(each.source, ""), page)))
    return found


def _hit(hit: Hit, place: str = "") -> FoundRow:
    more = f" · {place}" if place else ""
    more += f" · {hit.places:,} places" if hit.places > 1 else ""
    return FoundRow(
        title=" ".join(hit.title.split()),
        detail=f"{nouns.title_of(hit.kind)} {hit.ref}{more}",
        words=hit.excerpt if hit.excerpt != hit.title else "",
        marks=hit.marks if hit.excerpt != hit.title else (),
        icon=hit.kind,
        kind=hit.kind,
        key=place_key(hit.record, hit.start, hit.stop),
    )


def _repeat(repeat: Repeat) -> FoundRow:
    how = "in the same words" if repeat.exact else f"{repeat.likeness:.0f} % alike"
    place = repeat.paragraph
    return FoundRow(
        title=repeat.source.title,
        detail=f"{repeat.source.ref} · paragraph {place.ordinal} · {how}",
        words=" ".join(repeat.text.split()),
        icon="source",
        kind="source",
        key=place_key(repeat.source.id, place.start, place.stop),
    )


def _copy(source: Source, names: Mapping[str, str], *, first: bool) -> FoundRow:
    """A copy with what tells it from the others: who brought it, and when."""
    who = names.get(source.publisher or "", "") or source.author
    said = str(source.published) if source.published else "date not stated"
    return FoundRow(
        title=source.title,
        detail=" · ".join(filter(None, (source.ref, who, said, "first" if first else ""))),
        icon="source",
        kind="source",
        key=source.id,
    )
