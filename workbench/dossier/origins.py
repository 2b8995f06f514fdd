"""Who cites whom among the sources of a dossier, and how many origins speak for a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.citation_map import citation_map
from workbench.analysis.origins import UPSTREAM, corroboration, origins_among, source_graph
from workbench.dossier.copied import copied
from workbench.model.kinds import SourceRelation, SupportRole
from workbench.model.party import Party
from workbench.model.query import Filter, Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.analysis.citation_map import CitationMap
    from workbench.analysis.origins import Corroboration, Origin, SourceGraph
    from workbench.dossier.dossier import Dossier
    from workbench.model.claim import Claim
    from workbench.model.record import Record
    from workbench.model.source import Source

_FOLLOWED = UPSTREAM | {SourceRelation.ALTERNATE_OF}


def whole_graph(dossier: Dossier) -> SourceGraph:
    """All sources with what they cite, in documents and in attribution chains."""
    return source_graph(dossier.sources.find(), dossier.claims.find(), dossier.repeats.copies())


def map_of(dossier: Dossier, around: Record | str = "") -> CitationMap:
    """The whole graph as a picture has it, or what touches one source or party; see `Sources`."""
    key = "" if isinstance(around, str) else around.id
    if isinstance(around, str) and around:
        noun = dossier.parties if around[:1].upper() == Party.PREFIX else dossier.sources
        key = noun.get(around).id
    claims = dossier.claims.find()
    copies = [[each.id for each in group] for group in dossier.repeats.groups()]
    sources = dossier.sources.find()
    held = [each.id for each in sources if each.held]
    graph = source_graph(sources, claims, copies)
    return citation_map(graph, claims, party_names(dossier, claims), held, key)


def graph_behind(dossier: Dossier, claims: Iterable[Claim]) -> SourceGraph:
    """The sources that some claims go back to; nothing else is read."""
    some = list(claims)
    start = {step.source for each in some for step in each.attribution if step.source}
    start |= {each.source for each in some if each.source}
    reached = _reached(dossier, start)
    return source_graph(reached, some, dossier.repeats.groups_around(reached))


def corroboration_of(dossier: Dossier, record: Record) -> Corroboration:
    """How many documents support a record, and to how many distinct origins they go back."""
    keys = [
        each.claim
        for each in dossier.supports.of(record)
        if each.claim and each.role is SupportRole.SUPPORTS
    ]
    return corroboration(*_traceable(dossier, dossier.claims.page(list(dict.fromkeys(keys)))))


def origins_within(dossier: Dossier, claims: Sequence[Claim]) -> dict[str, tuple[Origin, ...]]:
    """The primary origins of claims about one thing, by their ids."""
    return {key: tuple(some) for key, some in origins_among(*_traceable(dossier, claims)).items()}


def _traceable(
    dossier: Dossier, claims: Sequence[Claim]
) -> tuple[Sequence[Claim], SourceGraph, dict[str, str], list[tuple[str, ...]]]:
    """Claims, the sources behind them, the names of parties, and which stand in one paragraph."""
    graph, names = graph_behind(dossier, claims), party_names(dossier, claims)
    return claims, graph, names, _copied(dossier, claims)


def _copied(dossier: Dossier, claims: Sequence[Claim]) -> list[tuple[str, ...]]:
    """The groups of claims, by ids, that stand in one copied paragraph."""
    import numpy as np

    owners = np.zeros(len(claims), dtype=np.int64)
    numbers = {each: n for n, each in enumerate({each.source for each in claims})}
    documents = np.array([numbers[each.source] for each in claims], dtype=np.int64)
    passages = np.array([each.passage or "" for each in claims], dtype="S26")
    groups = copied(dossier, owners, documents, passages)
    found: dict[int, list[str]] = {}
    for each, group in zip(claims, groups.tolist(), strict=True):
        if group >= 0:
            found.setdefault(group, []).append(each.id)
    return [tuple(each) for each in found.values()]


def party_names(dossier: Dossier, claims: Iterable[Claim]) -> dict[str, str]:
    """The names of the parties in attribution chains, by id."""
    keys = {step.party for each in claims for step in each.attribution if step.party}
    return {each.id: each.name for each in dossier.parties.page(sorted(keys))}


def _reached(dossier: Dossier, start: set[str]) -> list[Source]:
    """The sources that `start` goes back to, with all that are the same as one of them."""
    found: dict[str, Source] = {}
    ahead = start
    while ahead:
        some = dossier.sources.page(sorted(ahead))
        found |= {each.id: each for each in some}
        ahead = {link.source for each in some for link in each.links if link.relation in _FOLLOWED}
        ahead |= _alternates_of(dossier, [each.id for each in some])
        ahead.update(*dossier.repeats.groups_around(some))
        ahead -= found.keys()
    return sorted(found.values(), key=lambda each: each.number)


def _alternates_of(dossier: Dossier, keys: list[str]) -> set[str]:
    """Those that are said to be the same as one of `keys`: the link may stand on either side."""
    if not keys:
        return set()
    wanted = set(keys)
    linked = dossier.sources.find(Query(filters=(Filter("source", tuple(keys)),)))
    return {
        each.id
        for each in linked
        for link in each.links
        if link.relation is SourceRelation.ALTERNATE_OF and link.source in wanted
    }
