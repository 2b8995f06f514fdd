"""From a record to the sentences that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.origins import Origin
from workbench.dossier.origins import origins_within
from workbench.dossier.pages import page_words
from workbench.model.claim import Claim
from workbench.model.kinds import Reliability, SupportOrigin, SupportRole
from workbench.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.dossier.dossier import Dossier
    from workbench.model.record import Record
    from workbench.model.support import Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim behind a record, with the fields that it backs and where it stands.

    `grade` joins the reliability of the source's publisher and the credibility of the claim, such
    as "B2" or "F6". `origins` are the primary origins that the claim goes back to. `page` names the
    pages that its passage stands on ("3", "3-4"), where its source was read from pages.
    """

    claim: Claim
    fields: tuple[str, ...]
    role: SupportRole
    origin: SupportOrigin
    source: Source | None
    grade: str
    origins: tuple[Origin, ...]
    page: str = ""


def evidence_of(dossier: Dossier, record: Record, field: str | None = None) -> list[Evidence]:
    """The claims behind a record, those that back more fields first.

    Each stands once; one that speaks for a field and against another stands once for each role.
    With `field`, only those that speak for or against this field ("": the whole record).
    """
    grouped: dict[tuple[str, SupportRole], list[Support]] = {}
    for support in dossier.supports.of(record):
        if support.claim and field in {None, support.field}:
            grouped.setdefault((support.claim, support.role), []).append(support)
    claims = {each.id: each for each in dossier.claims.page(sorted({key for key, _ in grouped}))}
    made = list(claims.values())
    keys = sorted({each.source for each in made if each.source})
    sources = {each.id: each for each in dossier.sources.page(keys)}
    letters = _reliabilities(dossier, sources.values())
    pages = _pages(dossier, made)
    origins = {
        (role, key): some
        for role in {role for _, role in grouped}
        for key, some in origins_within(
            dossier, [claims[key] for key, other in grouped if other is role and key in claims]
        ).items()
    }
    found = []
    for (key, role), supports in grouped.items():
        if key not in claims:
            continue
        claim, source = claims[key], sources.get(claims[key].source or "")
        each = Evidence(
            claim=claim,
            fields=tuple(support.field for support in supports if support.field),
            role=role,
            origin=supports[0].origin,
            source=source,
            grade=grade_of(claim, letters[source.id] if source else Reliability.F),
            origins=origins[role, key],
            page=pages.get(claim.passage or "", ""),
        )
        found.append(each)
    return sorted(found, key=lambda each: (-len(each.fields), each.claim.number))


def _pages(dossier: Dossier, claims: Iterable[Claim]) -> dict[str, str]:
    """The page numbers of the passages of claims, by the passage's id."""
    passages = dossier.passages.page(sorted({each.passage for each in claims if each.passage}))
    return {key: page_words(found) for key, found in dossier.passages.pages(passages).items()}


def _reliabilities(dossier: Dossier, sources: Iterable[Source]) -> dict[str, Reliability]:
    """How reliable the publisher of each source is, by the source's id."""
    publishers = {each.id: each.publisher or "" for each in sources}
    parties = dossier.parties.page(sorted(set(publishers.values()) - {""}))
    letters = {each.id: each.reliability for each in parties}
    return {key: letters.get(party, Reliability.F) for key, party in publishers.items()}


def grade_of(claim: Claim, reliability: Reliability) -> str:
    """The NATO grade of a claim: the letter of its source's publisher and its own figure."""
    return f"{reliability.value}{claim.credibility.value}"
