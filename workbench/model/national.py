"""National markings: the ladders of some governments, and which of several markings must stay.

UK Government Security Classifications Policy (2024), US Executive Order 13526 and 32 CFR 2002,
German VSA section 2, Council Decision 2013/488/EU, NATO C-M(2002)49.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LADDERS = (
    ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"),
    ("UNCLASSIFIED", "CUI", "CONFIDENTIAL", "SECRET", "TOP SECRET"),
    ("VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS-VERTRAULICH", "GEHEIM", "STRENG GEHEIM"),
    (
        "RESTREINT UE/EU RESTRICTED",  # codespell:ignore ue
        "CONFIDENTIEL UE/EU CONFIDENTIAL",  # codespell:ignore ue
        "SECRET UE/EU SECRET",  # codespell:ignore ue
        "TRÈS SECRET UE/EU TOP SECRET",  # codespell:ignore ue
    ),
    (
        "NATO UNCLASSIFIED",
        "NATO RESTRICTED",
        "NATO CONFIDENTIAL",
        "NATO SECRET",
        "COSMIC TOP SECRET",
    ),
)
"""Each from the lowest to the highest."""


def to_keep(markings: Iterable[str]) -> tuple[str, ...]:
    """The markings that a collection of content must carry, in the order in which they were met.

    One that a higher one of the same ladder covers is left out. One that no ladder knows stays,
    since nobody can say that another covers it.
    """
    told = tuple(dict.fromkeys(filter(None, (" ".join(each.split()) for each in markings))))
    return tuple(each for each in told if not any(_covers(other, each) for other in told))


def covers(markings: Iterable[str], other: str) -> bool:
    """Whether one of `markings` is `other` or a higher one of its ladder."""
    return any(_same(each, other) or _covers(each, other) for each in markings)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _covers(higher: str, lower: str) -> bool:
    one, other = higher.upper(), lower.upper()
    for ladder in LADDERS:
        if one in ladder and other in ladder:
            return ladder.index(one) > ladder.index(other)
    return False
