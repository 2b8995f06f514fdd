"""Where the dossier contradicts itself, as a list that an analyst works off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.contradictions import Contradiction
from workbench.dossier.clashes import families
from workbench.dossier.kept import Kept
from workbench.errors import NoSuchRecord
from workbench.model.acknowledgement import Acknowledgement

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


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
        """Records why a contradiction stands; given itself or its key.

        It comes back as open once other records clash.

        Raises:
            NoSuchRecord: nothing contradicts itself that way (any more).
            InvalidField: no reason is given.
        """
        key = contradiction if isinstance(contradiction, str) else contradiction.key
        found = next((each for each in self.read() if each.contradiction.key == key), None)
        if found is None:
            raise NoSuchRecord("contradiction", key)
        noun = self._dossier.acknowledgements
        with self._dossier.operation("Acknowledge contradiction"):
            if found.acknowledgement:
                return noun.change(found.acknowledgement, reason=reason)
            kind = found.contradiction.kind
            return noun.add(Acknowledgement(contradiction=key, kind=kind, reason=reason))
