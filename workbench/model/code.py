"""A code: a label of the codebook that passages carry; codes stand below one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.record import Record, arranged, link, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Record):
    """A label for passages, and what it means.

    `colour` is #rrggbb; `parent` the code that it stands below; `letter` the key that marks with it
    in the reader (pressed with Shift); `place` orders it among those below the same parent. A
    `retired` code stays where it was used and is offered no more.
    """

    KIND: ClassVar[str] = "code"
    PREFIX: ClassVar[str] = "K"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "definition", "include", "exclude", "example")

    title: str = field(metadata=prose(label="Name", required=True))
    colour: str = "#56b4e9"
    definition: str = field(default="", metadata=prose(long=True))
    parent: str | None = field(default=None, metadata=link("code", label="Below"))
    include: str = field(default="", metadata=prose(label="Include when", long=True))
    exclude: str = field(default="", metadata=prose(label="Exclude when", long=True))
    example: str = field(default="", metadata=prose(long=True))
    letter: str = field(default="", metadata=prose(label="Key with Shift"))
    retired: bool = False
    place: int = field(default=0, metadata=arranged())
