"""A table mapping: how the columns of a kind of file become the fields of records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping(Record):
    """A mapping kept for the next file; `mapping` is its TOML text, `shown` the kind it makes."""

    KIND: ClassVar[str] = "table_mapping"
    PREFIX: ClassVar[str] = "T"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title",)

    title: str = field(metadata=prose(required=True))
    shown: str = ""
    mapping: str = field(default="", metadata=prose(long=True))
