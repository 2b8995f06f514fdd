"""The evidence grades of many records at once, for the chips of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.kinds import Reliability
from workbench.model.query import Filter, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier


def read_grades(dossier: Dossier, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each record, by id, the grades of the claims behind it, best first, each once.

    A grade joins the letter of the source's publisher (NATO, A to F) and the figure of the claim (1
    to 6).
    """
    if not ids:
        return {}
    supports = dossier.supports.find(Query(filters=(Filter("record", tuple(ids)),)))
    cited = sorted({each.claim for each in supports if each.claim})
    claims = {each.id: each for each in dossier.claims.page(cited)}
    letters = _letters(dossier, sorted({each.source for each in claims.values() if each.source}))
    found: dict[str, set[str]] = {}
    for support in supports:
        claim = claims.get(support.claim or "")
        if claim is not None:
            letter = letters.get(claim.source or "", Reliability.F)
            grade = f"{letter.value}{claim.credibility.value}"
            found.setdefault(support.record, set()).add(grade)
    return {key: tuple(sorted(grades)) for key, grades in found.items()}


def _letters(dossier: Dossier, sources: Sequence[str]) -> dict[str, Reliability]:
    """The reliability of each source's publisher; sources without one are left out."""
    held = dossier.sources.page(sources)
    publishers = dossier.parties.page(sorted({each.publisher for each in held if each.publisher}))
    by_id = {each.id: each.reliability for each in publishers}
    return {each.id: by_id[each.publisher] for each in held if each.publisher in by_id}
