"""What a briefing should not leave the desk with: its own words, and the records behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.lint import Finding, lint
from workbench.model.kinds import Marking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe
    from workbench.dossier.dossier import Dossier

_MARKINGS = tuple(Marking)


def findings(dossier: Dossier, data: BriefingData, recipe: Recipe) -> tuple[Finding, ...]:
    """All findings: of the texts, circular reporting, open contradictions, markings raised."""
    return (
        *lint(data, recipe.scale),
        *_circular(dossier, data),
        *_contradictions(dossier, data),
        *_markings(dossier, data, recipe),
    )


def _acts(data: BriefingData) -> set[str]:
    """The decisions and allocations that the briefing shows."""
    return {row.ref for row in data.decisions} | {row.ref for row in data.allocations}


def _circular(dossier: Dossier, data: BriefingData) -> Iterator[Finding]:
    """What the briefing shows that rests on reports which only quote one another."""
    shown = _acts(data)
    for kind in ("decision", "allocation"):
        for record in dossier.records(kind).page(
            sorted(dossier.corroboration_counts.circular(kind))
        ):
            if record.ref in shown:
                backing = dossier.corroboration(record).words
                words = f"rests on sources that quote one another: {backing}."
                yield Finding(rule="circular", words=words, ref=record.ref)


def _contradictions(dossier: Dossier, data: BriefingData) -> Iterator[Finding]:
    """The open contradictions among what the briefing shows."""
    shown = _acts(data) | {row.ref for row in data.evidence}
    for found in dossier.contradictions.read():
        if not found.open:
            continue
        refs: list[str] = []
        for kind, key in found.contradiction.records:
            refs += [record.ref for record in dossier.records(kind).page([key])]
        if shown.intersection(refs):
            words = f"contradicts itself: {found.contradiction.words} ({', '.join(refs)})"
            yield Finding(rule="contradiction", words=words, ref=refs[0])


def _markings(dossier: Dossier, data: BriefingData, recipe: Recipe) -> Iterator[Finding]:
    """Sources marked higher than was asked for; the briefing is raised to them."""
    asked = max(recipe.marking or Marking.CLEAR, dossier.about.marking, key=_MARKINGS.index)
    shown = {row.ref for row in data.sources}
    for source in dossier.sources.find():
        if source.ref in shown and _MARKINGS.index(source.marking) > _MARKINGS.index(asked):
            words = f"is marked {source.marking}, the briefing {asked}; it is raised to that."
            yield Finding(rule="marking", words=words, ref=source.ref)
