"""Scope strings of trackers: CHN:HKG, ALL_EXCEPT:CAN:MEX, all but Japan, "China; Hong Kong"."""

from __future__ import annotations

import re

from workbench.errors import InvalidField
from workbench.model.decision import Affected
from workbench.model.jurisdiction import code_in

_BETWEEN = re.compile(
    r"[:;|]|,(?!\s+(?:[^,:;|]*\bof(?:\s+the)?|Province of China)\s*(?:[,:;|]|$))", re.IGNORECASE
)
"""Not the comma of "Korea, Republic of"."""
_EXCEPT = re.compile(r"\b(?:all[ _](?:countries )?(?:except|but)|except)(?: for)?\b", re.IGNORECASE)
_ALL = frozenset({"all", "world", "global", "any", "all countries"})
_ALL_EXCEPT = "all_except"


def jurisdiction_of(words: str) -> str:
    """The ISO 3166-1 alpha-3 code of a code of two or three letters, or of an English name.

    Raises:
        InvalidField: neither.
    """
    if found := code_in(words):
        return found
    plain = " ".join(words.split())
    shown = plain if len(plain) <= 40 else plain[:39] + "…"  # noqa: PLR2004 - what fits a line
    raise InvalidField(
        "jurisdiction", f"{shown!r} is no jurisdiction. Give its code (ISO 3166, such as CHN)."
    )


def read_scope(words: str) -> tuple[Affected, ...]:
    """The jurisdictions that a scope string reaches and leaves out, each once, in order.

    Raises:
        InvalidField: a piece is no jurisdiction; then none is taken.
    """
    told = _EXCEPT.sub(f"{_ALL_EXCEPT}:", words)
    pieces = [piece.strip() for piece in _BETWEEN.split(told) if piece.strip()]
    found: dict[str, Affected] = {}
    excluded = False
    for piece in pieces:
        plain = piece.casefold()
        if plain in _ALL or plain == _ALL_EXCEPT:
            excluded = excluded or plain == _ALL_EXCEPT
            found["ALL"] = Affected(jurisdiction="ALL")
        else:
            code = jurisdiction_of(piece)
            found.setdefault(code, Affected(jurisdiction=code, excluded=excluded))
    return tuple(found.values())
