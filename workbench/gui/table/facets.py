"""What the side bar lists: views, the values of some fields with counts, and saved searches.

Reading is free of Qt and runs off the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from workbench.dossier.dossier import Dossier
from workbench.errors import QuerySyntaxError
from workbench.gui.nouns import noun_of
from workbench.model.kinds import Stance
from workbench.model.query import Query

MOST_SHOWN = 8
Words = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the side bar; `query` is what it shows.

    `kind` is view, facet, saved or record; a record entry opens the record `key` elsewhere.
    """

    title: str
    kind: str
    query: Query = Query()
    count: int = 0
    icon: str = ""
    stance: Stance | None = None
    field: str = ""
    value: str = ""
    key: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its entries."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A view of a list: a name for a search line."""

    title: str
    line: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A field whose values are listed with counts.

    `words` spells a value; `every` lists values that are shown even where nothing has them; a
    facet with `link` counts records of that kind by name.
    """

    title: str
    field: str
    icon: str = ""
    words: Words = str
    every: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the side bar of one kind of record lists."""

    kind: str
    views: tuple[Shown, ...]
    facets: tuple[Facet, ...]
    more_views: Callable[[Dossier], tuple[Entry, ...]] = lambda _: ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What was read: the sections, and words for the values that stand in queries."""

    sections: tuple[Section, ...]
    names: Mapping[str, str]


def read_sections(
    dossier: Dossier, plan: Plan, query: Query, known: dict[Query, int] | None = None
) -> Listed:
    """Reads the side bar for a query; what views and saved searches show is counted once.

    `known` keeps these counts for the next query, until the dossier changes.
    """
    names: dict[str, str] = {}
    known = {} if known is None else known
    views = (*_views(dossier, plan, query, known), *plan.more_views(dossier))
    sections = [Section(title="Views", entries=views)]
    counted = noun_of(dossier, plan.kind).facets(query, *(each.field for each in plan.facets))
    for facet in plan.facets:
        refs = _refs(dossier, facet)
        names |= {ref: title for title, ref in refs.items()}
        entries = _values(facet, query, dict(counted[facet.field]), refs)
        if entries:
            sections.append(Section(title=facet.title, entries=entries))
    saved = _saved(dossier, plan.kind, query, known)
    if saved:
        sections.append(Section(title="Saved searches", entries=saved))
    return Listed(sections=tuple(sections), names=names)


def bare(query: Query) -> Query:
    """A query without its order: what it shows, however sorted."""
    return replace(query, order="", descending=False)


def toggled(query: Query, field: str, value: str, *, more: bool) -> Query:
    """A query with a value of a field chosen, or no longer chosen; `more` keeps the others."""
    held = query.values(field)
    if more:
        kept = tuple(each for each in held if each != value)
        wanted = kept if value in held else (*held, value)
    else:
        wanted = () if held == (value,) else (value,)
    rest = query.without(field)
    return rest.where(field, *wanted) if wanted else rest


def _count(dossier: Dossier, kind: str, query: Query, known: dict[Query, int]) -> int:
    if query not in known:
        known[query] = noun_of(dossier, kind).count(query)
    return known[query]


def _views(
    dossier: Dossier, plan: Plan, query: Query, known: dict[Query, int]
) -> tuple[Entry, ...]:
    made = []
    for each in plan.views:
        shown = Query.parse(each.line)
        made.append(
            Entry(
                title=each.title,
                kind="view",
                query=shown,
                count=_count(dossier, plan.kind, shown, known),
                icon=each.icon,
                active=bare(query) == shown,
            )
        )
    return tuple(made)


def _values(
    facet: Facet, query: Query, counts: Mapping[str, int], refs: Mapping[str, str]
) -> tuple[Entry, ...]:
    held = query.values(facet.field)
    order = [*facet.every, *(each for each in counts if each not in facet.every)]
    entries = []
    for name in order:
        value = refs.get(name, name)
        entries.append(
            Entry(
                title=facet.words(name),
                kind="facet",
                count=counts.get(name, 0),
                icon=facet.icon,
                stance=Stance(name) if facet.field == "stance" else None,
                field=facet.field,
                value=value,
                active=value in held or name in held,
            )
        )
    return tuple(entries)


def _refs(dossier: Dossier, facet: Facet) -> dict[str, str]:
    """The refs of the records of a linked facet by name: "H20" alone would also find "H200"."""
    if not facet.link:
        return {}
    noun = noun_of(dossier, facet.link)
    return {each.name: each.ref for each in noun.page(noun.ids())}


def _saved(dossier: Dossier, kind: str, query: Query, known: dict[Query, int]) -> tuple[Entry, ...]:
    made = []
    for each in dossier.saved_queries.find():
        if each.shown != kind:
            continue
        try:
            shown = Query.parse(each.query)
            count = _count(dossier, kind, shown, known)
        except QuerySyntaxError:
            continue
        made.append(
            Entry(
                title=each.title,
                kind="saved",
                query=shown,
                count=count,
                icon="saved_query",
                key=each.id,
                active=bool(shown) and shown in {query, bare(query)},
            )
        )
    return tuple(made)
