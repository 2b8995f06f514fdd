"""Who cites whom among the sources of a dossier, and how many origins speak for a record."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from workbench.analysis.circles import joined
from workbench.analysis.origins import (
    UPSTREAM,
    Origin,
    corroboration,
    distinct,
    source_graph,
)
from workbench.intake.repeats import alike
from workbench.model.kinds import Anonymity, SourceRelation, SupportRole
from workbench.model.query import Filter, Query
from workbench.store.columns import columns, part_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.analysis.origins import Corroboration, SourceGraph
    from workbench.dossier.dossier import Dossier
    from workbench.model.claim import Claim
    from workbench.model.record import Record
    from workbench.model.source import Source

_FEWEST = 2
_FOLLOWED = UPSTREAM | {SourceRelation.ALTERNATE_OF}


def whole_graph(dossier: Dossier) -> SourceGraph:
    """All sources with what they cite, in documents and in attribution chains."""
    copies = [[each.id for each in group] for group in dossier.repeats.groups()]
    return source_graph(dossier.sources.find(), dossier.claims.find(), copies)


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
    claims = dossier.claims.page(list(dict.fromkeys(keys)))
    graph, names = graph_behind(dossier, claims), party_names(dossier, claims)
    copied = _copied(dossier, [(each.id, each.source, each.passage) for each in claims])
    return corroboration(claims, graph, names, copied)


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


def _copied(
    dossier: Dossier, claims: Sequence[tuple[str, str | None, str | None]]
) -> list[tuple[str, ...]]:
    """Groups of claims, of which id, source and passage are given, in one copied paragraph.

    Nearly the same words are enough. Claims of one document are not compared with one another.
    """
    if len({source for _, source, _ in claims}) < _FEWEST:
        return []
    passages = dossier.passages.page(sorted({key for _, _, key in claims if key}))
    said = {each.id: dossier.repeats.paragraph_of(each) for each in passages}
    placed = [(key, source, said[at]) for key, source, at in claims if at and said.get(at)]
    return joined(
        (one, other)
        for (one, first, words), (other, second, again) in combinations(placed, 2)
        if first != second and alike(words, again)
    )


def corroborations(dossier: Dossier, kind: str = "decision") -> dict[str, int]:
    """For each record of a kind that a claim backs: how many distinct origins speak for it.

    The same count as `corroboration_of`, read as columns for a whole dossier at once.
    """
    copies = [[each.id for each in group] for group in dossier.repeats.groups()]
    graph = source_graph(dossier.sources.find(), (), copies)
    supporting = {"record_kind": kind, "role": SupportRole.SUPPORTS.value}
    with dossier.store.reading() as connection:
        read = columns(connection, "claim", "id", "source", "passage")
        names = ("step", "record", "source", "party", "anonymity")
        steps = part_columns(connection, "claim", "attribution", *names)
        supports = columns(connection, "support", "record", "claim", where=supporting)
    told = {claim: source for claim, source, _ in read}
    places = {claim: (claim, source, passage) for claim, source, passage in read}
    parties: dict[str, Origin] = {}
    for _, claim, source, party, anonymity in sorted(
        each for each in steps if each[0] > 1 or each[3]
    ):  # the last one who is named stands; the first step is the document itself
        if party and anonymity == Anonymity.NAMED.value:
            parties[claim] = Origin("party", party)
        elif source in graph.origins:
            told[claim] = source
            parties.pop(claim, None)
    backing: dict[str, dict[str, Sequence[Origin]]] = {}
    for record, claim in supports:
        if claim:
            known = graph.origins.get(told[claim], ())
            by = backing.setdefault(record, {})
            by[claim] = (parties[claim],) if claim in parties else known
    return {
        record: len(distinct(by, _copied(dossier, [places[claim] for claim in by])))
        for record, by in backing.items()
    }
