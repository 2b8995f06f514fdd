"""An item: what is controlled and counted, such as one model of chip."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.record import Part, Record, link, prose
from workbench.model.specification import ItemSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAlias(Part):
    """Another name of an item."""

    KEY: ClassVar[tuple[str, ...]] = ("name",)

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """What is allotted; `unit` is what one of it is called ("chip")."""

    KIND: ClassVar[str] = "item"
    PREFIX: ClassVar[str] = "I"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "note")

    title: str = field(metadata=prose(label="Name", required=True))
    maker: str | None = field(default=None, metadata=link("party"))
    unit: str = ""
    note: str = field(default="", metadata=prose(long=True))
    aliases: tuple[ItemAlias, ...] = ()
    specs: tuple[ItemSpec, ...] = field(
        default=(), metadata=prose(label="Specifications", long=True)
    )
