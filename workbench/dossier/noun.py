"""The nouns of a dossier, each loaded when it is first asked for.

Opening a dossier and showing a list need a few of some fifty nouns; what reads documents, writes
briefings and compares forecasts is loaded by the first verb that needs it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from typing import Self

NounT = TypeVar("NounT")


class Noun(Generic[NounT]):
    """One noun, in the class of its owner: `claims: Noun[Claims] = Noun("claims.Claims", "claim")`.

    `place` names module and class beside this one; the class is made with the owner, once for each.
    `kind` is the kind of record that the noun holds, or an empty text.
    """

    def __init__(self, place: str, kind: str = "") -> None:
        self.kind = kind
        self._module, _, self._class = place.rpartition(".")
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> NounT: ...
    def __get__(self, owner: Any, kind: type) -> Self | NounT:
        if owner is None:
            return self
        made: NounT = self.load()(owner)
        # Two threads may both make one; both then use the first. Found there, it hides this.
        kept: NounT = vars(owner).setdefault(self._name, made)
        return kept

    def load(self) -> Any:  # a class that is made with the owner
        """The class of the noun, from its module."""
        return getattr(import_module(f"{__package__}.{self._module}"), self._class)


def nouns_of(owner: type) -> dict[str, Noun[Any]]:
    """The nouns of a class by name, in the order in which they stand there."""
    return {name: each for name, each in vars(owner).items() if isinstance(each, Noun)}
