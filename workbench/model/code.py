"""A code: a label of the codebook that passages carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Record):
    """A label for passages; `colour` is #rrggbb."""

    KIND: ClassVar[str] = "code"
    PREFIX: ClassVar[str] = "K"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "definition")

    title: str = field(metadata=prose(label="Name", required=True))
    colour: str = "#56b4e9"
    definition: str = field(default="", metadata=prose(long=True))
