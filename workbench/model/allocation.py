"""An allocation: a quantity of an item, at a stage, to one or several recipients."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import AllocationRole, Split, Stage
from workbench.model.quantity import Quantity
from workbench.model.record import Part, Record, link, prose
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationParty(Part):
    """What a party is to this allocation.

    `quantity` is set only where a source states that party's own part.
    """

    KEY: ClassVar[tuple[str, ...]] = ("party", "role")

    party: str = field(metadata=link("party"))
    role: AllocationRole = AllocationRole.RECIPIENT
    quantity: Quantity = Quantity()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation(Record):
    """A quantity of an item at one stage; a joint quantity is never divided among its recipients.

    `as_of` dates a stock, `period` a flow; where both are empty the date of `decision` places it on
    a time axis.
    """

    KIND: ClassVar[str] = "allocation"
    PREFIX: ClassVar[str] = "A"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "note")

    title: str = field(metadata=prose(required=True))
    decision: str | None = field(default=None, metadata=link("decision"))
    item: str | None = field(default=None, metadata=link("item"))
    quantity: Quantity = Quantity()
    stage: Stage = Stage.AUTHORISED
    split: Split = Split.SINGLE
    as_of: When = When.UNKNOWN
    period: When = When.UNKNOWN
    part_of: str | None = field(default=None, metadata=link("allocation", label="Part of"))
    supersedes: str | None = field(default=None, metadata=link("allocation"))
    note: str = field(default="", metadata=prose(long=True))
    parties: tuple[AllocationParty, ...] = ()

    @property
    def when(self) -> When:
        """Its own date: as-of, else period."""
        return self.as_of or self.period

    @property
    def recipients(self) -> tuple[str, ...]:
        """The party ids of its recipients, in order."""
        return tuple(each.party for each in self.parties if each.role is AllocationRole.RECIPIENT)
