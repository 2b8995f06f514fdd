"""A passage: a marked stretch of a source's text, with codes and a memo."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Part, Record, link, prose


class AnchorState(StrEnum):
    """How sure it is that a passage stands where it says."""

    EXACT = "exact"
    SHIFTED = "shifted"
    FUZZY = "fuzzy"
    ORPHAN = "orphan"
    CONFIRMED = "confirmed"


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

    `anchor` says how sure its place is since the source got another text version, `score` how alike
    the words are in per cent, `was` what the words were before where they differ. An orphan keeps
    its place in the text version that it was marked in.
    """

    KIND: ClassVar[str] = "passage"
    PREFIX: ClassVar[str] = "M"
    TITLE: ClassVar[str] = "quote"
    SEARCHED: ClassVar[tuple[str, ...]] = ("quote", "memo")

    source: str = field(metadata=link("source"))
    text: str = ""
    start: int
    stop: int
    quote: str = field(metadata=prose(required=True, long=True))
    prefix: str = ""
    suffix: str = ""
    paragraph: int = 0
    anchor: AnchorState = AnchorState.EXACT
    score: int = 100
    was: str = field(default="", metadata=prose(label="Words before", long=True))
    memo: str = field(default="", metadata=prose(long=True))
    codes: tuple[PassageCode, ...] = ()

    @property
    def in_doubt(self) -> bool:
        """Whether an analyst has to say where it stands now."""
        return self.anchor in {AnchorState.FUZZY, AnchorState.ORPHAN}
