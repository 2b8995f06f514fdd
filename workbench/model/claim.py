"""A claim: what a source asserts, in its words, hedged and attributed; the unit of truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import (
    Anonymity,
    BorneOut,
    ClaimKind,
    ClaimRelation,
    Credibility,
    Polarity,
    Voice,
)
from workbench.model.quantity import Quantity
from workbench.model.record import Part, Record, link, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Part):
    """One step of who told whom, the document itself first.

    `source` names a document or outlet, `party` somebody who is quoted; a step has at most one of
    them.
    """

    KEY: ClassVar[tuple[str, ...]] = ("step",)

    step: int = field(metadata={"counted": True})
    source: str | None = field(default=None, metadata=link("source"))
    party: str | None = field(default=None, metadata=link("party"))
    verb: str = ""
    anonymity: Anonymity = Anonymity.UNATTRIBUTED


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink(Part):
    """How this claim stands to another."""

    KEY: ClassVar[tuple[str, ...]] = ("relation", "claim")

    relation: ClaimRelation
    claim: str = field(metadata=link("claim"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """What a source asserts.

    `quote` is verbatim; `hedge` holds the hedging words ("may", "is seen as"), empty when there are
    none. `credibility` is the NATO grade, 6 until judged; its history is the log's. `borne_out`
    is set once that can be told. `ambiguous` marks a quote whose "this" or
    "it" may refer to more than one thing.
    """

    KIND: ClassVar[str] = "claim"
    PREFIX: ClassVar[str] = "C"
    TITLE: ClassVar[str] = "statement"
    SEARCHED: ClassVar[tuple[str, ...]] = ("statement", "quote")

    statement: str = field(metadata=prose(required=True, long=True))
    kind: ClaimKind = ClaimKind.EVENT
    source: str | None = field(default=None, metadata=link("source"))
    passage: str | None = field(default=None, metadata=link("passage"))
    quote: str = field(default="", metadata=prose(long=True))
    hedge: str = ""
    voice: Voice = Voice.AUTHOR
    polarity: Polarity = Polarity.AFFIRMED
    ambiguous: bool = field(default=False, metadata=prose(label="Ambiguous reference"))
    quantity: Quantity = Quantity()
    credibility: Credibility = Credibility.NOT_JUDGED
    borne_out: BorneOut = BorneOut.OPEN
    credibility_basis: str = field(
        default="", metadata=prose(label="Basis of the grade", long=True)
    )
    attribution: tuple[Attribution, ...] = ()
    links: tuple[ClaimLink, ...] = ()
