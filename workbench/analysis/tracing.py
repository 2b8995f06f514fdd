"""The origins of claims about one thing, traced through what these claims say of one another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.analysis.circles import components

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.analysis.origins import Origin


def distinct(
    told: Mapping[str, Sequence[Origin]],
    copied: Iterable[Sequence[str]] = (),
    said: Mapping[str, str] | None = None,
    by: Mapping[str, str] | None = None,
) -> set[Origin]:
    """The distinct origins of claims about one thing; see `traced`."""
    return _joined(traced(told, copied, said or {}, by or {}).values())


def traced(
    told: Mapping[str, Sequence[Origin]],
    copied: Iterable[Sequence[str]],
    said: Mapping[str, str],
    by: Mapping[str, str],
) -> dict[str, set[Origin]]:
    """The origins of each claim, by ids, as far back as the other claims about one thing tell.

    Of a copied group (see `corroboration`) the first claim, by id, whose chain leads to a party
    stands for all, else the first one that leads anywhere. `said` gives the document in which a
    claim stands, the first of those that are the same; where all its claims lead on, what they lead
    to stands for it. `by` gives the party that published that document: who names it as a party
    means its documents among these.
    """
    found = {claim: set(origins) for claim, origins in told.items()}
    for group in copied:
        some = sorted((told[each] for each in sorted(group) if told.get(each)), key=_by_documents)
        found |= {each: set(some[0] if some else ()) for each in group}
    known = {each.id: each for origins in told.values() for each in origins}
    edges = _onward(told, said, by, known)
    if not edges:
        return found
    primary: dict[str, set[Origin]] = {}
    documents = set(said.values())
    for group in components(sorted(known, key=lambda key: shown(known[key])), edges):
        ahead = {to for each in group for to in edges.get(each, ()) if to not in group}
        own = min((known[each] for each in group if each in known), key=shown, default=None)
        if own and len(documents.intersection(group)) > 1:
            own = replace(own, circular=True)
        reached = _joined(primary[each] for each in ahead)
        primary |= dict.fromkeys(group, reached or ({own} if own else set()))
    return {
        claim: _joined(primary[each.id] for each in origins) for claim, origins in found.items()
    }


def _onward(
    told: Mapping[str, Sequence[Origin]],
    said: Mapping[str, str],
    by: Mapping[str, str],
    known: Mapping[str, Origin],
) -> dict[str, list[str]]:
    """Where documents lead whose claims all lead on, and where their publishers do."""
    onward: dict[str, set[str]] = {}
    published: dict[str, set[str]] = {}
    for claim, document in said.items():
        onward.setdefault(document, set()).update(each.id for each in told[claim])
        if by.get(claim) in known:
            published.setdefault(by[claim], set()).add(document)
    reached = {each for each in onward if each in known} | {
        d for p in published.values() for d in p
    }
    edges = {each: onward[each] for each in reached if each not in onward[each]} | published
    return {each: sorted(to) for each, to in edges.items() if to}


def _joined(some: Iterable[Iterable[Origin]]) -> set[Origin]:
    return {each for one in some for each in one}


def _by_documents(origins: Sequence[Origin]) -> bool:
    return origins[0].kind != "party"


def shown(origin: Origin) -> tuple[str, str]:
    """What origins are sorted by: their name, in any case."""
    return origin.name.casefold(), origin.id
