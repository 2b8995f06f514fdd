"""A saved query: a search line under a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.record import Record, prose

EVERYTHING = "everything"
"""What a query shows that asks all kinds of records at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery(Record):
    """`query` is the search line; `shown` the kind that it lists, or `EVERYTHING`."""

    KIND: ClassVar[str] = "saved_query"
    PREFIX: ClassVar[str] = "F"
    TITLE: ClassVar[str] = "title"

    title: str = field(metadata=prose(label="Name", required=True))
    query: str = ""
    shown: str = "decision"
