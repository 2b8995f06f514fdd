"""A passage: a marked stretch of a source's text, with codes and a memo."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.record import Part, Record, link, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageCode(Part):
    """A code that a passage carries, and the analyst who gave it; several may give the same."""

    KEY: ClassVar[tuple[str, ...]] = ("code", "coder")

    code: str = field(metadata=link("code"))
    coder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Record):
    """The characters `start` to `stop` (half-open, code points) of a source's text version `text`.

    `quote` is exactly what stands there; `prefix` and `suffix` are up to 32 characters around it
    (W3C TextQuoteSelector). `paragraph` counts from 1.
    """

    KIND: ClassVar[str] = "passage"
    PREFIX: ClassVar[str] = "M"
    TITLE: ClassVar[str] = "quote"
    SEARCHED: ClassVar[tuple[str, ...]] = ("memo",)

    source: str = field(metadata=link("source"))
    text: str = ""
    start: int
    stop: int
    quote: str = field(metadata=prose(required=True, long=True))
    prefix: str = ""
    suffix: str = ""
    paragraph: int = 0
    memo: str = field(default="", metadata=prose(long=True))
    codes: tuple[PassageCode, ...] = ()
