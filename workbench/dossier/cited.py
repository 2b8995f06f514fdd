"""Nouns whose records are logged from a sentence: record, claim and support in one operation."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.dossier.records import Records
from workbench.dossier.spelling import spelled
from workbench.errors import InvalidField
from workbench.model.claim import Claim
from workbench.model.kinds import SupportOrigin
from workbench.model.passage import Passage
from workbench.model.record import Record, field_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.dossier.reading import Reading

RecordT = TypeVar("RecordT", bound=Record)


class Cited(Records[RecordT]):
    """Records that rest on claims."""

    def log(
        self,
        *,
        cite: Claim | Passage | str | None = None,
        read: Iterable[str] = (),
        label: str = "",
        **given: Any,
    ) -> RecordT:
        """Adds a record; with `cite`, also what backs it, in the same operation.

        `cite` is the claim that the record rests on, or a marked passage that a claim is made of,
        or the name of one.
        `read` names the fields that the sentence states: these are backed by the claim, every other
        field given by the analyst. A record with a field `claim` names the claim there, too.

        Raises:
            InvalidField: a field holds what it cannot mean.
            RepeatedParagraph: the passage stands in a paragraph that repeats an earlier one.
        """
        if isinstance(cite, str):
            cite = self._citable(cite)
        given = spelled(self.kind, given, self._dossier)
        with self._dossier.operation(label or f"Log {self.words}") as operation:
            record = self._completed(self.kind(**given))
            claim = self._claim(cite, record) if isinstance(cite, Passage) else cite
            if claim is not None and not getattr(record, "claim", claim.id):
                record = replace(record, claim=claim.id)  # type: ignore[call-arg] # it has one
            record = operation.put(record)
            if claim is not None:
                wanted = set(read)
                stated = tuple(name for name in field_names(self.kind) if name in wanted)
                self._dossier.supports.back(record, claim, ("", *stated))
                own = [
                    name
                    for name in field_names(self.kind)
                    if name in given
                    and name not in wanted
                    and not self._is_default(name, given[name])
                ]
                self._dossier.supports.back(record, None, own, origin=SupportOrigin.ANALYST)
            return record

    def log_stretch(self, reading: Reading, **changed: Any) -> RecordT:
        """Adds the record that a stretch of a source states, with passage, claim and supports.

        `reading` comes from `sources.read_stretch`; `changed` are fields that the analyst gives
        otherwise, which then rest on the analyst and not on the sentence.

        Raises:
            InvalidField: the reading is of another kind, or a field holds what it cannot mean, or
            is needed and neither read nor given.
        """
        if reading.kind != self.kind.KIND:
            raise InvalidField("reading", f"Read for a {reading.kind}, not a {self.words}.")
        stated = [name for name in reading.fields if name not in changed]
        given = {**reading.fields, **changed}
        for name in self._needed():
            if not given.get(name):
                option = name.replace("_", "-")
                message = f"The sentence names no {name} that the dossier knows. Say which: "
                message += f"{name}=… in the console, --{option} of the command `log`."
                raise InvalidField(name, message)
        with self._dossier.operation(f"Log {self.words}"):
            claim = self._dossier.claims.claim_stretch(reading)
            return self.log(cite=claim, read=stated, **given)

    def _citable(self, name: str) -> Claim | Passage:
        found = self._dossier.get(name)
        if not isinstance(found, Claim | Passage):
            raise InvalidField("cite", f"{name} is neither a claim nor a passage.")
        return found

    def _claim(self, passage: Passage, record: RecordT) -> Claim:
        return self._dossier.claims.claim(passage, statement=record.name)

    def _needed(self) -> list[str]:
        """The fields that have to be given."""
        every = [each for each in fields(self.kind) if each.init and each.default is MISSING]
        return [each.name for each in every if each.default_factory is MISSING]

    def _is_default(self, name: str, value: Any) -> bool:
        default = next(each.default for each in fields(self.kind) if each.name == name)
        return default is not MISSING and default == value
