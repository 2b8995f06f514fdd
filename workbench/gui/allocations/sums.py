"""What the allocations that are shown amount to, as rows; free of Qt, read off the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.model.kinds import Stage
from workbench.model.query import Filter

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.query import Query

TITLE = "How far it has come, and who holds what"
HOW = (
    "Stages are compared and never added. A share of the stage before, and the part that nobody "
    "has located, are as wide as the bounds make them. What a recipient holds of a joint quantity "
    "is bounded by everything that is said of it, and never divided. Press a row to list what it "
    "rests on."
)


class Sum(NamedTuple):
    """A row of words; `behind` chooses the allocations that it rests on, None for a heading."""

    words: tuple[str, str, str]
    behind: Filter | None = None


def read_sums(dossier: Dossier, query: Query) -> list[Sum]:
    """The pipeline of each unit, then what each recipient holds of each allocation."""
    rows: list[Sum] = []
    for each in dossier.allocations.pipeline(query):
        quantity = f"QUANTITY, {each.unit.upper()}" if each.unit else "QUANTITY"
        rows.append(Sum(("STAGE", quantity, "OF THE STAGE BEFORE")))
        for step in each.steps:
            words = (step.stage.value.capitalize(), step.total.total_text(), step.share_words)
            rows.append(Sum(words, _at(step.stage)))
        if each.visibility is not None:
            of = f"Not located, of what is {each.visibility.of.value}"
            behind = _at(each.visibility.of, Stage.LOCATED)
            rows.append(Sum((of, each.visibility.gap_words, ""), behind))
        days = each.days_since
        when = "never" if days is None else f"{days[0]:,} to {days[1]:,}"
        if days is not None and days[0] == days[1]:
            when = f"{days[0]:,}"
        located = None if days is None else _at(Stage.LOCATED)
        rows.append(Sum(("Days since something was located", when, ""), located))
        rows.append(Sum(("", "", "")))
    rows.append(Sum(("RECIPIENT", "HOLDS", "OF ALLOCATION")))
    return rows + _shares(dossier, query)


def _at(*stages: Stage) -> Filter:
    return Filter("stage", tuple(each.value for each in stages))


def _shares(dossier: Dossier, query: Query) -> list[Sum]:
    found = dossier.allocations.shares(query)
    said = [
        [key for kind, key in each.said_by if kind == "allocation"] or [each.whole.id]
        for each in found
    ]
    every = sorted({key for some in said for key in some})
    refs = {each.id: each.ref for each in dossier.allocations.page(every)}
    parties = sorted({party for each in found for party in each.held})
    names = {each.id: each.title for each in dossier.parties.page(parties)}
    rows: list[Sum] = []
    for each, keys in zip(found, said, strict=True):
        of = f"{each.whole.ref}  {each.whole.title}"
        behind = Filter("ref", tuple(refs[key] for key in keys if key in refs))
        outer = ", outer bound" if each.outer else ""
        rows += [
            Sum((names[party], f"{quantity.full_text() or 'not stated'}{outer}", of), behind)
            for party, quantity in each.held.items()
            if party in names
        ]
        if each.realisable is not None:
            told = each.realisable.full_text()
            rows.append(Sum(("All together, as every key allows", told, of), behind))
        rows += [Sum(("Cannot all hold", words, of), behind) for words in each.clash]
    return rows
