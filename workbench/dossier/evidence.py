"""From a record to the sentences that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.model.claim import Claim
from workbench.model.kinds import Reliability, SourceRelation, SupportOrigin, SupportRole
from workbench.model.source import Source

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.record import Record
    from workbench.model.support import Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim behind a record, with the fields that it backs and where it stands.

    `grade` joins the reliability of the source's publisher and the credibility of the claim, such
    as "B2" or "F6". `origins` are the names of the primary origins that the claim goes back to.
    """

    claim: Claim
    fields: tuple[str, ...]
    role: SupportRole
    origin: SupportOrigin
    source: Source | None
    grade: str
    origins: tuple[str, ...]


def evidence_of(dossier: Dossier, record: Record) -> list[Evidence]:
    """The claims behind a record, each once, those that back more fields first."""
    by_claim: dict[str, list[Support]] = {}
    for support in dossier.supports.of(record):
        if support.claim:
            by_claim.setdefault(support.claim, []).append(support)
    claims = {claim.id: claim for claim in dossier.claims.page(list(by_claim))}
    found = [
        _evidence(dossier, claims[key], some) for key, some in by_claim.items() if key in claims
    ]
    return sorted(found, key=lambda each: (-len(each.fields), each.claim.number))


def _evidence(dossier: Dossier, claim: Claim, supports: list[Support]) -> Evidence:
    source = dossier.sources.get(claim.source) if claim.source else None
    return Evidence(
        claim=claim,
        fields=tuple(each.field for each in supports if each.field),
        role=supports[0].role,
        origin=supports[0].origin,
        source=source,
        grade=grade_of(dossier, claim, source),
        origins=origins_of(dossier, claim),
    )


def grade_of(dossier: Dossier, claim: Claim, source: Source | None) -> str:
    """The NATO grade of a claim: its source's letter and its own figure."""
    letter = Reliability.F
    if source and source.publisher:
        letter = dossier.parties.get(source.publisher).reliability
    return f"{letter.value}{claim.credibility.value}"


def origins_of(dossier: Dossier, claim: Claim) -> tuple[str, ...]:
    """The primary origins of a claim, by name.

    The last document of its attribution chain, followed to its own primary sources.
    """
    steps = [step.source for step in claim.attribution if step.source] or (
        [claim.source] if claim.source else []
    )
    return tuple(sorted(_roots(dossier, steps[-1], frozenset()))) if steps else ()


def _roots(dossier: Dossier, source: str, seen: frozenset[str]) -> set[str]:
    record = dossier.sources.get(source)
    primary = [
        link.source
        for link in record.links
        if link.relation is SourceRelation.HAD_PRIMARY_SOURCE and link.source not in seen
    ]
    if not primary:
        return {record.title}
    return set().union(*(_roots(dossier, each, seen | {source}) for each in primary))


def corroboration(evidence: list[Evidence]) -> int:
    """How many distinct primary origins speak for a record; copies of one story count once."""
    speaking = (each for each in evidence if each.role is SupportRole.SUPPORTS)
    return len({name for each in speaking for name in each.origins})
