"""What can be worked out for one allocation, in words: shares, two keys, equivalents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.bounds import span
from workbench.analysis.compute import equivalent, rate
from workbench.dossier.records import Computed
from workbench.errors import FigureNotKnown, FigureNotVerified
from workbench.model.basis import Basis
from workbench.model.kinds import DecisionRelation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.analysis.shares import Shares
    from workbench.dossier.dossier import Dossier
    from workbench.model.allocation import Allocation

MOST = 8
RULE = (
    "Two passes over the tree of everything that is said: up with the sums of the parts, down with "
    "what the whole leaves to each. Nothing is divided."
)


def computed_of(dossier: Dossier, record: Allocation) -> tuple[Computed, ...]:
    """The computed figures of an allocation, none where nothing more is known than it says."""
    key = record.part_of or record.id
    found = dossier.allocations.shares(_family_line(dossier, record))
    own = next((each for each in found if each.whole.id == key), None)
    figures = [] if own is None else [*_held(dossier, own), *_keys(dossier, own)]
    return (*figures, *_equivalents(dossier, record))


def _family_line(dossier: Dossier, record: Allocation) -> str:
    """A query for an allocation, its whole and all parts."""
    top = record.part_of or record.id
    parts = dossier.allocations.find(f"part_of:{top}")
    refs = dict.fromkeys([*(each.ref for each in dossier.allocations.page([top])), record.ref])
    return f"ref:{','.join([*refs, *(each.ref for each in parts)])}"


def _held(dossier: Dossier, own: Shares) -> Iterator[Computed]:
    if own.conflict:
        yield _conflict(own)
        return
    names = {each.id: each.title for each in dossier.parties.page(sorted(own.held))}
    if len(names) < 2:  # noqa: PLR2004 - one recipient holds what the allocation says
        return
    label = " (outer bound)" if own.outer else ""
    for party, quantity in list(own.held.items())[:MOST]:
        if party in names:
            words = quantity.sign_text() if _known(quantity.sign_text()) else "any part, not stated"
            yield Computed(
                label=f"{names[party]} holds{label}",
                words=words,
                how=RULE,
                inputs=own.said_by or (("allocation", own.whole.id),),
            )


def _known(words: str) -> bool:
    return words != "≥ 0"


def _conflict(own: Shares) -> Computed:
    return Computed(
        label="Realisable",
        words="nothing: what is said cannot all hold",
        how=f"The smallest set that clashes: {'; '.join(own.clash)}. "
        "Without any one of them the others can hold.",
        inputs=own.said_by,
        warns=True,
    )


def _keys(dossier: Dossier, own: Shares) -> Iterator[Computed]:
    """What both keys leave, where the decision is gated by another one."""
    decision = next(iter(dossier.decisions.page([own.whole.decision or ""])), None)
    if decision is None or own.realisable is None:
        return
    gates = [x.decision for x in decision.links if x.relation is DecisionRelation.GATED_BY]
    if gates:
        yield Computed(
            label="Realisable",
            words=own.realisable.full_text(),
            how="The meet of the bounds that the decision and those that gate it allow.",
            inputs=(("decision", decision.id), *(("decision", each) for each in gates)),
        )


def _equivalents(dossier: Dossier, record: Allocation) -> Iterator[Computed]:
    item = next(iter(dossier.items.page([record.item or ""])), None)
    if item is None or not item.specs or not record.quantity:
        return
    for basis in Basis:
        try:
            by = rate(item, basis)
        except (FigureNotKnown, FigureNotVerified) as refused:
            yield Computed(
                label=f"H100e, {basis.word}",
                words="not computed",
                how=str(refused),
                inputs=(("item", item.id),),
            )
            continue
        if span(record.quantity) is None:
            yield Computed(
                label=f"H100e, {basis.word}",
                words="not computed",
                how=f"“{record.quantity}” has no bounds until you record a reading of it.",
                inputs=(("allocation", record.id),),
            )
            continue
        made = equivalent(record.quantity, item, by)
        beside = made.bandwidth
        memory = f"; {beside.full_text()} of memory bandwidth each" if beside else ""
        yield Computed(
            label=f"H100e, {basis.word}",
            words=f"{made.quantity.sign_text()}{memory}",
            how=f"The quantity times {by.words}. {by.how}",
            inputs=(("item", item.id),),
        )
