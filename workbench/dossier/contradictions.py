"""Where the dossier contradicts itself, as a list that an analyst works off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.contradictions import Contradiction
from workbench.dossier.clashes import families
from workbench.dossier.kept import Kept
from workbench.errors import InvalidField, NoSuchRecord
from workbench.model.acknowledgement import Acknowledgement

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier

NAMES = r"[A-Za-z]+-\d+([,\s]+[A-Za-z]+-\d+)*"
"""Names of records, such as "C-0002, C-0032"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One contradiction, with the acknowledgement that says why it stands, if there is one."""

    contradiction: Contradiction
    acknowledgement: Acknowledgement | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has said yet why it stands."""
        return self.acknowledgement is None


class Contradictions:
    """What contradicts what; each finding can be acknowledged with a reason.

    Examples:
        [found.open for found in dossier.contradictions.read()]
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._kept = [Kept(dossier, each) for each in families(dossier).values()]

    def read(self) -> list[Found]:
        """All contradictions, those that are still open first."""
        known = {each.contradiction: each for each in self._dossier.acknowledgements.find()}
        every = [
            Found(contradiction=each, acknowledgement=known.get(each.key)) for each in self._all()
        ]
        return sorted(every, key=lambda each: (not each.open, each.contradiction.kind.value))

    def _all(self) -> list[Contradiction]:
        """What contradicts what; an edit has only its own surroundings looked at again."""
        return [each for kept in self._kept for some in kept.parts().values() for each in some]

    def acknowledge(self, contradiction: Contradiction | str, reason: str) -> Acknowledgement:
        """Records why a contradiction stands.

        `contradiction` may be its key, or the names of its records: "C-0002, C-0032". It comes back
        as open once other records clash.

        Raises:
            NoSuchRecord: nothing contradicts itself that way (any more).
            InvalidField: no reason is given, or several contradictions are about these records.
        """
        key = contradiction if isinstance(contradiction, str) else contradiction.key
        found = self._called(key)
        noun = self._dossier.acknowledgements
        with self._dossier.operation("Acknowledge contradiction"):
            if found.acknowledgement:
                return noun.change(found.acknowledgement, reason=reason)
            kind = found.contradiction.kind
            key = found.contradiction.key
            return noun.add(Acknowledgement(contradiction=key, kind=kind, reason=reason))

    def _called(self, words: str) -> Found:
        every = self.read()
        named = [each for each in every if each.contradiction.key == words]
        if not named and re.fullmatch(NAMES, words):
            ids = {self._dossier.get(each).id for each in re.split(r"[,\s]+", words)}
            named = [each for each in every if {id for _, id in each.contradiction.records} == ids]
        if not named:
            raise NoSuchRecord("contradiction", words)
        if len(named) > 1:
            message = f"{len(named)} contradictions are about {words}. Give the key of one."
            raise InvalidField("contradiction", message)
        return named[0]
