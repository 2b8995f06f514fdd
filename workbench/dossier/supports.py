"""What backs the fields of records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.dossier.spelling import term
from workbench.model.kinds import SupportOrigin, SupportRole
from workbench.model.query import Filter, Query
from workbench.model.support import Support
from workbench.store.tally import pointing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.dossier.dossier import Dossier
    from workbench.model.claim import Claim
    from workbench.model.passage import Passage
    from workbench.model.record import Record


class Supports(Records[Support]):
    """Which claim backs which field of which record.

    Examples:
        dossier.evidence("D-0001")
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Support)

    def of(self, record: Record | str) -> list[Support]:
        """Every support of a record and its fields; for a claim also those that cite it."""
        record = self._dossier.get(record)
        about = self.find(Query(filters=(Filter("record", (record.id,)),)))
        if record.KIND != "claim":
            return about
        citing = self.find(Query(filters=(Filter("claim", (record.id,)),)))
        return list({each.id: each for each in (*about, *citing)}.values())

    def backing(self, claims: Iterable[str]) -> list[Support]:
        """Every support that cites one of these claims, by claim id."""
        with self._dossier.store.reading() as connection:
            ids = pointing(connection, "support", "claim", list(claims))
        return self.page(ids)

    def back(
        self,
        record: Record | str,
        claim: Claim | str | None,
        fields: Iterable[str] = ("",),
        *,
        role: SupportRole | str = SupportRole.SUPPORTS,
        origin: SupportOrigin | str = SupportOrigin.SOURCE,
    ) -> list[Support]:
        """Records that `claim` backs `fields` of `record`; "" stands for the whole record.

        Without a claim, `origin` says what else the fields rest on.

        Raises:
            InvalidField: the record has no such field, or there is no such role or origin.
        """
        record = self._dossier.get(record)
        role, origin = term(SupportRole, role, "role"), term(SupportOrigin, origin, "origin")
        key = self._dossier.id_of(claim) if claim else None
        with self._dossier.operation(f"Cite for {record.KIND.replace('_', ' ')}") as operation:
            return [
                operation.put(
                    Support(
                        record=record.id,
                        record_kind=record.KIND,
                        field=field,
                        claim=key,
                        origin=origin,
                        role=role,
                    )
                )
                for field in fields
            ]

    def link(
        self,
        passage: Passage | str,
        record: Record | str,
        field: str = "",
        *,
        role: SupportRole | str = SupportRole.SUPPORTS,
    ) -> Support:
        """Has a passage speak for or against a field of a record ("": the whole record).

        The claim of the passage is used, or made from what the passage says. A passage that spoke
        the other way speaks this way now.

        Raises:
            InvalidField: the record has no such field, or there is no such role.
        """
        role = term(SupportRole, role, "role")
        record, passage = self._dossier.get(record), self._dossier.passages.get(passage)
        with self._dossier.operation("Link passage") as operation:
            held = self._dossier.claims.resting_on(passage)
            claim = held[0] if held else self._claim(passage)
            for old in self.of(record):
                if (old.claim, old.field) == (claim.id, field):
                    return operation.put(replace(old, role=role))
            return self.back(record, claim, [field], role=role)[0]

    def _claim(self, passage: Passage) -> Claim:
        reading = self._dossier.sources.read_stretch(
            passage.source, passage.start, passage.stop, "claim"
        )
        return self._dossier.claims.claim_stretch(reading)
