"""What the allocations that are shown amount to, as rows; free of Qt, read off the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.query import Query

TITLE = "How far it has come, and who holds what"
HOW = (
    "Stages are compared and never added. A share of the stage before, and the part that nobody "
    "has located, are as wide as the bounds make them. What a recipient holds of a joint quantity "
    "is bounded by everything that is said of it, and never divided."
)


def read_sums(dossier: Dossier, query: Query) -> list[tuple[str, str, str]]:
    """The pipeline of each unit, then what each recipient holds of each allocation."""
    rows: list[tuple[str, str, str]] = []
    for each in dossier.allocations.pipeline(query):
        quantity = f"QUANTITY, {each.unit.upper()}" if each.unit else "QUANTITY"
        rows.append(("STAGE", quantity, "OF THE STAGE BEFORE"))
        rows += [
            (step.stage.value.capitalize(), step.total.total_text(), step.share_words)
            for step in each.steps
        ]
        if each.visibility is not None:
            of = f"Not located, of what is {each.visibility.of.value}"
            rows.append((of, each.visibility.gap_words, ""))
        days = each.days_since
        when = "never" if days is None else f"{days[0]:,} to {days[1]:,}"
        if days is not None and days[0] == days[1]:
            when = f"{days[0]:,}"
        rows += [("Days since something was located", when, ""), ("", "", "")]
    rows += [("RECIPIENT", "HOLDS", "OF ALLOCATION")]
    return rows + _shares(dossier, query)


def _shares(dossier: Dossier, query: Query) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for each in dossier.allocations.shares(query):
        of = f"{each.whole.ref}  {each.whole.title}"
        names = {p.id: p.title for p in dossier.parties.page(sorted(each.held))}
        outer = ", outer bound" if each.outer else ""
        rows += [
            (names[party], f"{quantity.full_text() or 'not stated'}{outer}", of)
            for party, quantity in each.held.items()
            if party in names
        ]
        if each.realisable is not None:
            told = each.realisable.full_text()
            rows.append(("All together, as every key allows", told, of))
        rows += [("Cannot all hold", said.words, of) for said in each.conflict]
    return rows
