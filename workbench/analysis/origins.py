"""Who cites whom, down to the primary origin; how many origins speak, and where reports circle.

Documents that are one (alternates, wire copies) count once. A document goes back to those that it
had as primary source, was quoted from or revises, and they to theirs; what goes back to nothing is
an origin. Documents that cite one another in a circle are together one origin, and flagged: nobody
in the circle saw anything.

A claim goes back along its attribution chain: to the last one who is named there. A party that is
named (a ministry that is quoted) is an origin itself; an unnamed one is not, since nobody can tell
two of them apart, so the document that speaks of them stands for them.

Of the claims about one thing, those of a document that all lead on make it no origin: who quotes it
goes back to whom it quotes. Where they lead in a circle, the circle is one origin, and flagged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.analysis.circles import components, joined
from workbench.analysis.numbering import distinct
from workbench.analysis.tracing import shown, traced
from workbench.model.kinds import Anonymity, SourceRelation
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from workbench.analysis.numbering import Numbers
    from workbench.model.claim import Attribution, Claim
    from workbench.model.source import Source

UPSTREAM = frozenset(
    {
        SourceRelation.HAD_PRIMARY_SOURCE,
        SourceRelation.WAS_QUOTED_FROM,
        SourceRelation.WAS_REVISION_OF,
    }
)
"""The relations by which a document goes back to another."""


CIRCULAR = "circular reporting"
Link = tuple[str, str, str]
"""A source, the term of its relation to another one, and that one, by ids."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where information comes from: a source or a party, by kind and id.

    `circular` marks documents that only cite one another; `name` is how it is shown.
    """

    kind: str
    id: str
    name: str = field(default="", compare=False)
    circular: bool = field(default=False, compare=False)

    @property
    def words(self) -> str:
        """Its name; of documents that only cite one another the first one's."""
        return f"{self.name} and others, {CIRCULAR}" if self.circular else self.name


@dataclass(frozen=True, slots=True)
class Citation:
    """The source `citing` goes back to `cited`, by ids.

    `how` is the relation that is recorded between the documents, None where only the attribution of
    some `claims` says so.
    """

    citing: str
    cited: str
    how: SourceRelation | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """Sources by id with what they cite.

    `same` gives for each source the one that stands for all documents that are the same; `origins`
    the primary origins of each; `circles` the sources that cite one another, each circle once;
    `publishers` the party that published a source.
    """

    names: Mapping[str, str]
    citations: tuple[Citation, ...]
    same: Mapping[str, str]
    origins: Mapping[str, tuple[Origin, ...]]
    circles: tuple[tuple[str, ...], ...]
    publishers: Mapping[str, str] = field(default_factory=dict)

    def outlets(self) -> dict[str, str]:
        """The source of each party that published one and no other: who names it means that."""
        return _outlets(self.publishers)


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How well something is borne out: `sources` documents that go back to `origins`.

    `circular` are circles of documents that cite one another among them, by ids.
    """

    sources: int
    origins: tuple[Origin, ...]
    circular: tuple[tuple[str, ...], ...] = ()

    @property
    def independent(self) -> bool:
        """Whether at least two origins speak for it."""
        return len(self.origins) > 1

    @property
    def words(self) -> str:
        """The finding as a sentence part: "3 sources, 1 origin: Reuters"."""
        sources, origins = many(self.sources, "source"), many(len(self.origins), "origin")
        if not self.origins:
            return f"{sources}, origin not known"
        told = ", ".join(each.words for each in self.origins)
        return f"{sources}, {origins}: {told}" + self._circle_elsewhere()

    def _circle_elsewhere(self) -> str:
        shown = any(each.circular for each in self.origins)
        return f", {CIRCULAR}" if self.circular and not shown else ""


def source_graph(
    sources: Sequence[Source],
    claims: Iterable[Claim] = (),
    copies: Iterable[Iterable[str]] = (),
) -> SourceGraph:
    """The graph of `sources`; `claims` add who is cited in them, `copies` which are one.

    Links to sources that are not given are left out. `copies` hold ids; the first source in the
    order of `sources` stands for its group.
    """
    names = {each.id: each.name for each in sources}
    links = [(each.id, link.relation, link.source) for each in sources for link in each.links]
    same = _same(list(names), links, copies)
    publishers = {each.id: each.publisher for each in sources if each.publisher}
    citations = (*_linked(links, names), *_attributed(claims, names, _outlets(publishers)))
    edges = _edges((each for each in citations if each.how), same)
    circles = tuple(group for group in components(names, _edges(citations, same)) if len(group) > 1)
    return SourceGraph(names, citations, same, _origins(names, same, edges), circles, publishers)


def _outlets(publishers: Mapping[str, str]) -> dict[str, str]:
    count = Counter(publishers.values())
    return {party: source for source, party in publishers.items() if count[party] == 1}


def linked_origins(
    sources: Sequence[str], links: Sequence[Link], copies: Iterable[Iterable[str]] = ()
) -> tuple[dict[str, tuple[Origin, ...]], dict[str, str]]:
    """The primary origins of each source, and the first of those that are the same as it.

    They are what `source_graph` finds, from ids and links alone.
    """
    names = dict.fromkeys(sources, "")
    same = _same(sources, links, copies)
    return _origins(names, same, _edges(_linked(links, names), same)), same


def counted(
    owners: Numbers,
    places: Numbers,
    groups: Sequence[tuple[Origin, ...]],
    said: Numbers,
    documents: Sequence[tuple[str, str]],
    speaking: Numbers,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """How many distinct origins each owner has, who has those of some groups, by its claims.

    And for each owner whether `distinct` may find fewer, since an origin is a document of its own
    from which a claim leads on, or who published one.

    Args:
        owners: from 0 on without a gap, one again for each of its claims.
        places: where in `groups` the origins of each of these claims stand.
        groups: origins, of which two groups may share some.
        said: where in `documents` each of these claims stands; -1 where that is not known.
        documents: ids, of documents that are the same that of the first, each with its publisher's.
        speaking: as `places`, but where a claim stands in a copied paragraph with others, where
            those of the one that stands for all of them do: these are counted.
    """
    import numpy as np

    every = [one for some in groups for one in some]
    known = {each: n for n, each in enumerate(dict.fromkeys(every))}
    many = len(known) or 1
    numbers = [np.array([known[one] for one in some], dtype=np.int64) for some in groups]
    once = _pairs(owners, places, numbers, many)
    counts = once if speaking is places else _pairs(owners, speaking, numbers, many)
    by_id = {(each.kind, each.id): n for each, n in known.items()}
    own, named = (
        np.array([by_id.get((kind, each[at]), -1) for each in documents] + [-1])[said]
        for at, kind in enumerate(("source", "party"))
    )
    sole = np.array([each[0] if len(each) == 1 else -1 for each in numbers])
    passed_on = np.zeros(int(owners.max(initial=-1)) + 1, dtype=np.bool_)
    for through in (np.where(own == sole[places], -1, own), named):
        some = np.flatnonzero(through >= 0)
        pairs = owners[some] * many + through[some]
        passed_on[owners[some[once[np.searchsorted(once, pairs) - len(once)] == pairs]]] = True
    return np.bincount(counts // many, minlength=len(passed_on)), passed_on


def _pairs(owners: Numbers, places: Numbers, groups: Sequence[Numbers], many: int) -> Numbers:
    """Each owner with each of the origins that it has, once, in one number, ascending.

    `groups` are origins, by numbers below `many`; `places` where in them those of each claim stand.
    """
    import numpy as np

    flat, sizes = np.concatenate(groups), np.array([len(each) for each in groups])
    owner, group = np.divmod(distinct(owners * len(groups) + places % len(groups)), len(groups))
    runs = sizes[group]
    inside = np.arange(runs.sum()) - np.repeat(np.cumsum(runs) - runs, runs)
    origin = flat[np.repeat((np.cumsum(sizes) - sizes)[group], runs) + inside]
    return distinct(np.repeat(owner, runs) * many + origin)


def origins_of(
    claim: Claim, graph: SourceGraph, parties: Mapping[str, str] | None = None
) -> tuple[Origin, ...]:
    """The primary origins of a claim; empty where neither source nor attribution is known.

    `parties` gives the names of parties by id.
    """
    for step in sorted(claim.attribution, key=_step, reverse=True):
        if step.party and _is_named(step):
            return (Origin("party", step.party, (parties or {}).get(step.party, step.party)),)
        if step.source in graph.origins:
            return graph.origins[step.source or ""]
    return graph.origins.get(claim.source or "", ())


def corroboration(
    claims: Iterable[Claim],
    graph: SourceGraph,
    parties: Mapping[str, str] | None = None,
    copied: Iterable[Sequence[str]] = (),
) -> Corroboration:
    """How many documents assert `claims`, and to how many distinct origins they go back.

    `copied` are groups of claims, by ids, that stand in one and the same paragraph of several
    documents: it was written once, so each group speaks for one origin.
    """
    some = list(claims)
    said = {each.source for each in some if each.source}
    found = set[Origin]().union(*origins_among(some, graph, parties, copied).values())
    reached = {graph.same.get(each, each) for each in said}
    circles = tuple(circle for circle in graph.circles if reached & set(circle))
    return Corroboration(len(said), tuple(sorted(found, key=shown)), circles)


def origins_among(
    claims: Iterable[Claim],
    graph: SourceGraph,
    parties: Mapping[str, str] | None = None,
    copied: Iterable[Sequence[str]] = (),
) -> dict[str, set[Origin]]:
    """The origins of each of `claims`, which are about one thing, by id; see `corroboration`."""
    some = list(claims)
    told = {each.id: origins_of(each, graph, parties) for each in some}
    said = {each.id: graph.same.get(each.source, each.source) for each in some if each.source}
    by = {each.id: graph.publishers.get(each.source or "", "") for each in some}
    return traced(told, copied, said, by)


def told_in(step: Attribution, outlets: Mapping[str, str]) -> str | None:
    """The source that a step of a chain names, itself or by the party that published it."""
    return step.source or (outlets.get(step.party or "") if _is_named(step) else None)


def _is_named(told: Attribution) -> bool:
    return told.anonymity is Anonymity.NAMED


def _step(told: Attribution) -> int:
    return told.step


def _linked(links: Iterable[Link], names: Mapping[str, str]) -> list[Citation]:
    return [
        Citation(source, other, SourceRelation(how))
        for source, how, other in links
        if how in UPSTREAM and other in names
    ]


def _attributed(
    claims: Iterable[Claim], names: Mapping[str, str], outlets: Mapping[str, str]
) -> list[Citation]:
    """Who tells from whom by the attribution chains, with the claims that say so."""
    found: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        steps = [told_in(step, outlets) for step in sorted(claim.attribution, key=_step)]
        chain = [each for each in (claim.source, *steps) if each and each in names]
        for citing, cited in pairwise(chain):
            if citing != cited:
                found.setdefault((citing, cited), []).append(claim.id)
    return [Citation(*pair, None, tuple(some)) for pair, some in found.items()]


def _same(
    sources: Sequence[str], links: Iterable[Link], copies: Iterable[Iterable[str]]
) -> dict[str, str]:
    """For each source the first of the documents that are the same as it."""
    order = {each: n for n, each in enumerate(sources)}
    pairs = [(one, other) for one, how, other in links if how == SourceRelation.ALTERNATE_OF]
    for group in copies:
        pairs += pairwise(group)
    same = {key: key for key in order}
    for joint in joined(pair for pair in pairs if order.keys() >= set(pair)):
        same |= dict.fromkeys(joint, min(joint, key=order.__getitem__))
    return same


def _edges(citations: Iterable[Citation], same: Mapping[str, str]) -> dict[str, list[str]]:
    edges: dict[str, list[str]] = {}
    for each in citations:
        citing, cited = same[each.citing], same[each.cited]
        if citing != cited:
            edges.setdefault(citing, []).append(cited)
    return edges


def _origins(
    names: Mapping[str, str], same: Mapping[str, str], edges: Mapping[str, Sequence[str]]
) -> dict[str, tuple[Origin, ...]]:
    found: dict[str, tuple[Origin, ...]] = {}
    for group in components(dict.fromkeys(same.values()), edges):
        ahead = {
            each
            for node in group
            for cited in edges.get(node, ())
            if cited not in group
            for each in found[cited]
        }
        lead = next(each for each in names if each in group) if len(group) > 1 else group[0]
        own = Origin("source", lead, names[lead], circular=len(group) > 1)
        origins = tuple(sorted(ahead, key=shown)) or (own,)
        found |= dict.fromkeys(group, origins)
    return {each: found[lead] for each, lead in same.items()}
