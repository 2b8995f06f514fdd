"""Who cites whom as a picture has it: in layers, from the documents read to the primary origins.

Layered after Sugiyama, Tagawa and Toda, Methods for visual understanding of hierarchical system
structures, IEEE Transactions on Systems, Man, and Cybernetics 11 (1981): a place is as many steps
from the origins as its longest way there, a citation that skips layers keeps a place free in each,
and the order within a layer follows the mean place of the neighbours, back and forth.

Documents that are one (copies, alternates) are one place. Circles cannot be layered: those that
cite one another in a circle share a layer, and are flagged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.analysis.circles import components
from workbench.analysis.origins import told_in
from workbench.model.kinds import Anonymity
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.analysis.origins import SourceGraph
    from workbench.model.claim import Claim

_SWEEPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A source or a party on the map; `kind` is "source", "party", or "" for somebody unnamed.

    `layer` counts from 0, where nothing further is known; `copies` are the ids of all documents
    that stand here, one where there are no copies. `held` says whether its text is in the dossier;
    a `primary` origin goes back to nobody who is named; `circle` counts circles from 1, 0 outside.
    """

    key: str
    kind: str
    name: str
    copies: tuple[str, ...] = ()
    layer: int = 0
    held: bool = True
    primary: bool = False
    circle: int = 0
    bends: bool = False
    """Whether it only keeps room for a citation that passes a layer."""


@dataclass(frozen=True, slots=True)
class Way:
    """A place goes back to another: `keys` are the places on the way, both ends included.

    `claims` are those that say so, none where only the documents do; `circular` ways lead round.
    """

    keys: tuple[str, ...]
    claims: tuple[str, ...] = ()
    circular: bool = False

    @property
    def citing(self) -> str:
        """The place that cites."""
        return self.keys[0]

    @property
    def cited(self) -> str:
        """The place that is cited."""
        return self.keys[-1]


@dataclass(frozen=True, slots=True)
class CitationMap:
    """Places in layers, the primary origins first, each layer from top to bottom; and the ways.

    `alone` counts the documents that cite nothing and are cited by nothing: they are not drawn.
    """

    layers: tuple[tuple[Place, ...], ...] = ()
    ways: tuple[Way, ...] = ()
    alone: int = 0
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def circles(self) -> int:
        """How many circles there are of documents that only cite one another."""
        return len({each.circle for each in self.places.values() if each.circle})

    @property
    def title(self) -> str:
        """What it shows, in a sentence."""
        shown = [each for layer in self.layers for each in layer if each.kind == "source"]
        citing = sum(len(each.copies) for each in shown if not each.primary)
        primary = sum(each.primary for layer in self.layers for each in layer)
        if not self.ways:
            return "No source goes back to another"
        told = f"{many(citing, 'document goes', 'documents go')} back"
        if not primary:
            return f"{told} only to one another"
        circles = f" and {many(self.circles, 'circle')} of reports" if self.circles else ""
        return f"{told} to {many(primary, 'primary origin')}{circles}"

    @property
    def subtitle(self) -> str:
        """What else is to be known."""
        told = []
        if self.circles:
            told.append(f"circular reporting: {many(self.circles, 'circle')}")
        if self.alone:
            words = many(self.alone, "document stands", "documents stand")
            told.append(f"{words} alone and {'is' if self.alone == 1 else 'are'} not drawn")
        words = "; ".join(told)
        return words[:1].upper() + words[1:]

    def around(self, key: str) -> frozenset[str]:
        """A place with everything that it goes back to and that goes back to it."""
        ways = [(way.citing, way.cited) for way in self.ways]
        back = [(cited, citing) for citing, cited in ways]
        return frozenset(_reached(key, ways) | _reached(key, back))


def citation_map(
    graph: SourceGraph,
    claims: Iterable[Claim] = (),
    parties: Mapping[str, str] | None = None,
    held: Iterable[str] = (),
    around: str = "",
) -> CitationMap:
    """The map of a source graph, with the people whom claims name as their origin.

    Args:
        graph: the sources and their citations.
        claims: their attribution chains add parties, and those who are not named.
        parties: the names of parties by id.
        held: the ids of the sources whose text is in the dossier.
        around: the id of a source or party; then only what leads to it and from it is shown.
    """
    places = _sources(graph, frozenset(held))
    ways = _cited(graph)
    for citing, place, claim in _told(graph, claims, parties or {}):
        places.setdefault(place.key, place)
        ways.setdefault((citing, place.key), []).append(claim)
    linked = {each for pair in ways for each in pair}
    whole = _layered({key: places[key] for key in places if key in linked}, ways)
    alone = sum(len(each.copies) for key, each in places.items() if key not in linked)
    whole = replace(whole, alone=alone)
    key = graph.same.get(around, around)
    return _only(whole, whole.around(key)) if key in whole.places else whole


def _sources(graph: SourceGraph, held: frozenset[str]) -> dict[str, Place]:
    copies: dict[str, list[str]] = {}
    for each, lead in graph.same.items():
        copies.setdefault(lead, []).append(each)
    return {
        lead: Place(
            key=lead,
            kind="source",
            name=graph.names[lead],
            copies=tuple(some),
            held=not held.isdisjoint(some),
        )
        for lead, some in copies.items()
    }


def _cited(graph: SourceGraph) -> dict[tuple[str, str], list[str]]:
    ways: dict[tuple[str, str], list[str]] = {}
    for each in graph.citations:
        pair = graph.same[each.citing], graph.same[each.cited]
        if pair[0] != pair[1]:
            ways.setdefault(pair, []).extend(each.claims)
    return ways


def _told(
    graph: SourceGraph, claims: Iterable[Claim], parties: Mapping[str, str]
) -> Iterable[tuple[str, Place, str]]:
    """Who is named, or not, at the end of each chain: the citing place, theirs, and the claim."""
    outlets = graph.outlets()
    for claim in claims:
        citing = claim.source or ""
        for step in sorted(claim.attribution, key=lambda each: each.step):
            told = told_in(step, outlets)
            if told in graph.names:
                citing = told or ""
                continue
            lead = graph.same.get(citing)
            if lead is None or step.anonymity is Anonymity.UNATTRIBUTED:
                continue
            if step.party and step.anonymity is Anonymity.NAMED:
                name = parties.get(step.party, step.party)
                yield lead, Place(key=step.party, kind="party", name=name), claim.id
            else:  # nobody can tell two of them apart, so each document has its own
                words = step.anonymity.value.replace("_", " ")
                yield lead, Place(key=f"{lead}/{words}", kind="", name=words), claim.id


def _layered(
    places: Mapping[str, Place], ways: Mapping[tuple[str, str], Sequence[str]]
) -> CitationMap:
    edges: dict[str, list[str]] = {}
    for citing, cited in ways:
        edges.setdefault(citing, []).append(cited)
    layer: dict[str, int] = {}
    circles: dict[str, int] = {}
    for group in components(places, edges):
        ahead = [layer[to] for each in group for to in edges.get(each, ()) if to not in group]
        layer |= dict.fromkeys(group, 1 + max(ahead) if ahead else 0)
        if len(group) > 1:
            circles |= dict.fromkeys(group, 1 + max(circles.values(), default=0))
    found = {
        key: replace(
            each,
            layer=layer[key],
            circle=circles.get(key, 0),
            primary=bool(each.kind) and not any(places[to].kind for to in edges.get(key, ())),
        )
        for key, each in places.items()
    }
    drawn = []
    for (citing, cited), claims in ways.items():
        passed = range(layer[citing] - 1, layer[cited], -1)
        bends = [f"{citing}>{cited}@{at}" for at in passed]
        for key, at in zip(bends, passed, strict=True):
            found[key] = Place(key=key, kind="", name="", layer=at, bends=True)
        around = layer[citing] == layer[cited]
        drawn.append(Way((citing, *bends, cited), tuple(dict.fromkeys(claims)), around))
    return CitationMap(_ordered(found, drawn), tuple(drawn), places=found)


def _ordered(places: Mapping[str, Place], ways: Sequence[Way]) -> tuple[tuple[Place, ...], ...]:
    """The layers, each in an order in which ways cross seldom."""
    if not places:
        return ()
    layers: list[list[str]] = [[] for _ in range(1 + max(each.layer for each in places.values()))]
    weight = Counter(each.cited for each in ways)
    for key in sorted(places, key=lambda each: (-weight[each], places[each].name.casefold())):
        layers[places[key].layer].append(key)
    near: dict[str, list[str]] = {}
    for way in ways:
        for one, other in zip(way.keys, way.keys[1:], strict=False):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    for sweep in range(_SWEEPS):
        numbers = range(len(layers)) if sweep % 2 == 0 else range(len(layers) - 1, -1, -1)
        for number in numbers:
            beside = number - 1 if sweep % 2 == 0 else number + 1
            if 0 <= beside < len(layers):
                _settle(layers[number], layers[beside], near)
    return tuple(tuple(places[key] for key in layer) for layer in layers)


def _settle(layer: list[str], beside: Sequence[str], near: Mapping[str, Sequence[str]]) -> None:
    """Orders a layer by where the neighbours of each stand in the layer beside it."""
    at = {key: n / max(1, len(beside) - 1) for n, key in enumerate(beside)}
    own = {key: n / max(1, len(layer) - 1) for n, key in enumerate(layer)}

    def middle(key: str) -> float:
        found = [at[each] for each in near.get(key, ()) if each in at]
        return sum(found) / len(found) if found else own[key]

    layer.sort(key=middle)


def _only(whole: CitationMap, wanted: frozenset[str]) -> CitationMap:
    """The part of a map between some of its places."""
    ways = tuple(each for each in whole.ways if {each.citing, each.cited} <= wanted)
    shown = wanted | {key for each in ways for key in each.keys}
    layers = tuple(tuple(each for each in layer if each.key in shown) for layer in whole.layers)
    kept = tuple(layer for layer in layers if layer)
    return replace(
        whole,
        layers=kept,
        ways=ways,
        alone=0,
        places={key: each for key, each in whole.places.items() if key in shown},
    )


def _reached(key: str, ways: Iterable[tuple[str, str]]) -> set[str]:
    following: dict[str, list[str]] = {}
    for one, other in ways:
        following.setdefault(one, []).append(other)
    found, ahead = {key}, [key]
    while ahead:
        new = [each for each in following.get(ahead.pop(), ()) if each not in found]
        found.update(new)
        ahead += new
    return found
