"""PROV-JSON: where every record comes from, for programs that read W3C provenance.

Sources, passages, claims and the records that rest on them are entities; operations are activities;
analysts and publishers are agents. Format: PROV-JSON, W3C Member Submission of 24 April 2013.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.model.kinds import SourceRelation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.model.change import Operation
    from workbench.model.claim import Claim
    from workbench.model.party import Party
    from workbench.model.passage import Passage
    from workbench.model.record import Record
    from workbench.model.source import Source
    from workbench.model.support import Support

_DERIVED = {
    SourceRelation.HAD_PRIMARY_SOURCE: "prov:PrimarySource",
    SourceRelation.WAS_QUOTED_FROM: "prov:Quotation",
    SourceRelation.WAS_REVISION_OF: "prov:Revision",
}


class Provenance:
    """A document that grows record by record; `written` gives the file."""

    def __init__(self) -> None:
        self._parts: dict[str, dict[str, Any]] = {
            "prefix": {"wb": "urn:policy-workbench:", "dct": "http://purl.org/dc/terms/"}
        }
        self._held: set[str] = set()

    def sources(self, sources: Sequence[Source]) -> None:
        """Documents, what they go back to, and who published them."""
        for source in sources:
            extra = {"dct:source": source.url, "dct:created": source.published.text}
            self._record(source, {name: words for name, words in extra.items() if words})
            if source.publisher:
                self._relate("wasAttributedTo", entity=source.id, agent=source.publisher)
        for source in sources:
            for link in source.links:
                if kind := _DERIVED.get(link.relation):
                    self._derive(source.id, link.source, kind)
                elif link.relation is SourceRelation.ALTERNATE_OF:
                    self._relate("alternateOf", alternate1=source.id, alternate2=link.source)

    def parties(self, parties: Iterable[Party]) -> None:
        """Publishers and whoever is quoted, as agents."""
        for party in parties:
            self._put("agent", party.id, {"prov:label": party.name})

    def passages(self, passages: Iterable[Passage]) -> None:
        """Marked words, quoted from their sources."""
        for passage in passages:
            place = {"wb:start": passage.start, "wb:stop": passage.stop}
            self._record(passage, {"prov:value": passage.quote} | place)
            self._derive(passage.id, passage.source, "prov:Quotation")

    def claims(self, claims: Iterable[Claim]) -> None:
        """What sources assert, derived from the words that they rest on."""
        for claim in claims:
            self._record(claim, {})
            if behind := claim.passage or claim.source:
                self._derive(claim.id, behind, "")
            for step in claim.attribution:
                if step.party:
                    self._relate("wasAttributedTo", entity=claim.id, agent=step.party)

    def records(self, records: Iterable[Record], supports: Iterable[Support]) -> None:
        """Decisions, allocations and others, derived from the claims that back them."""
        for record in records:
            self._record(record, {})
        for support in supports:
            if support.claim and support.record in self._held:
                self._derive(support.record, support.claim, "", {"wb:field": support.field})

    def made(self, operation: Operation, records: Iterable[str]) -> None:
        """An operation by an analyst, which made or changed some records."""
        key = f"operation-{operation.seq}"
        who = f"analyst-{operation.analyst}"
        label = {"prov:label": operation.label}
        self._put(
            "activity", key, label | {"prov:startTime": operation.at, "prov:endTime": operation.at}
        )
        self._put("agent", who, {"prov:type": "prov:Person", "prov:label": operation.analyst})
        self._relate("wasAssociatedWith", activity=key, agent=who)
        for record in records:
            if record in self._held:
                self._relate("wasGeneratedBy", entity=record, activity=key)

    def written(self) -> bytes:
        """The document as UTF-8."""
        return json.dumps(self._parts, ensure_ascii=False, indent=1).encode()

    def _record(self, record: Record, more: dict[str, Any]) -> None:
        self._held.add(record.id)
        own = {"prov:label": f"{record.ref} {record.name}", "prov:type": f"wb:{record.KIND}"}
        self._put("entity", record.id, own | more)

    def _put(self, part: str, key: str, fields: dict[str, Any]) -> None:
        self._parts.setdefault(part, {})[f"wb:{key}"] = fields

    def _derive(self, made: str, of: str, kind: str, more: dict[str, Any] | None = None) -> None:
        extra = ({"prov:type": kind} if kind else {}) | (more or {})
        self._relate("wasDerivedFrom", extra, generatedEntity=made, usedEntity=of)

    def _relate(self, name: str, more: dict[str, Any] | None = None, **ends: str) -> None:
        held = self._parts.setdefault(name, {})
        spelled = {f"prov:{role}": f"wb:{key}" for role, key in ends.items()}
        held[f"_:{name}{len(held) + 1}"] = spelled | (more or {})
