"""A judgement: what an analyst concludes, how likely it is, and how good its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.likelihood import Confidence
from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """`likelihood` is a word of a scale, empty for a judgement of fact; `basis` says why.

    The claims that it rests on are its supports. `order` sorts key judgements; those of one order
    stand as they were written.
    """

    KIND: ClassVar[str] = "judgement"
    PREFIX: ClassVar[str] = "J"
    TITLE: ClassVar[str] = "statement"
    SEARCHED: ClassVar[tuple[str, ...]] = ("statement", "basis")

    statement: str = field(metadata=prose(required=True, long=True))
    likelihood: str = ""
    confidence: Confidence = Confidence.NOT_STATED
    basis: str = field(default="", metadata=prose(long=True, label="Basis: why we think so"))
    order: int = 0
