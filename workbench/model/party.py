"""A party: a government, body, company, person or group, with its other names and its grade."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import AliasKind, PartyKind, Reliability
from workbench.model.record import Part, Record, link, prose
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Part):
    """Another name of a party, such as "Beijing" for a government."""

    KEY: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    kind: AliasKind = AliasKind.NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Part):
    """What a person is, and where: CEO of a company."""

    KEY: ClassVar[tuple[str, ...]] = ("role", "organisation")

    role: str
    organisation: str | None = field(default=None, metadata=link("party"))
    valid: When = When.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Record):
    """Somebody who decides, receives, supplies or says something.

    `jurisdiction` is an ISO 3166-1 alpha-3 code. `reliability` is the NATO grade of this party as a
    source; F until judged.
    """

    KIND: ClassVar[str] = "party"
    PREFIX: ClassVar[str] = "P"
    TITLE: ClassVar[str] = "title"
    SEARCHED: ClassVar[tuple[str, ...]] = ("title", "note")

    title: str = field(metadata=prose(label="Name", required=True))
    kind: PartyKind = PartyKind.OTHER
    jurisdiction: str = ""
    reliability: Reliability = Reliability.F
    reliability_basis: str = field(
        default="", metadata=prose(label="Basis of the grade", long=True)
    )
    note: str = field(default="", metadata=prose(long=True))
    aliases: tuple[Alias, ...] = ()
    posts: tuple[Post, ...] = ()
