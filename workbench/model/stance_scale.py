"""A stance scale: the ordered levels on which the decisions of a policy line are coded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.record import Part, Record, link, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleLevel(Part):
    """One level: its value, 0 for no restriction, and what it means."""

    KEY: ClassVar[tuple[str, ...]] = ("value",)

    value: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceScale(Record):
    """A codebook for one kind of policy; what is coded points at one version of it.

    A version that decisions are coded on never changes its levels: it is revised by a new record,
    with the next `version`, that `supersedes` it.
    """

    KIND: ClassVar[str] = "stance_scale"
    PREFIX: ClassVar[str] = "Y"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "note")

    title: str = field(metadata=prose(required=True))
    version: int = 1
    supersedes: str | None = field(default=None, metadata=link("stance_scale"))
    note: str = field(default="", metadata=prose(long=True))
    levels: tuple[ScaleLevel, ...] = ()

    @property
    def highest(self) -> int:
        """N of the sub-index formula: the value of the strictest level; 0 without levels."""
        return max((each.value for each in self.levels), default=0)

    def words_of(self, value: int) -> str:
        """What a value means on this scale; empty for one that it does not have."""
        return next((each.words for each in self.levels if each.value == value), "")
