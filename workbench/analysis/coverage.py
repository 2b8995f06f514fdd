"""How well a dossier is coded: the share of filled fields that a claim backs.

OxCGRT users found that only 7 percent of its zeros, but over 90 percent of its other values, came
with a source (covid-policy-tracker, issue 1); so the two are counted apart.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMULA = "Share = filled fields that a claim backs / filled fields"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of `filled` values are `backed`; `lacking` are the records with one that is not."""

    filled: int
    backed: int
    lacking: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """The share that is backed; None where nothing is filled in."""
        return self.backed / self.filled if self.filled else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One record: the names of its filled fields, of those that a claim backs, and of zeros."""

    id: str = ""
    filled: Collection[str]
    backed: Collection[str]
    zeros: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingQuality:
    """Coverage over all records, by field, and of the values that say "nothing" (level 0)."""

    whole: Coverage
    fields: dict[str, Coverage]
    zeros: Coverage


def coding_quality(records: Iterable[Coded]) -> CodingQuality:
    """Counts what is backed. A claim behind the whole record (empty name) backs no single field."""
    given = list(records)
    names = sorted({name for each in given for name in each.filled})
    fields = {
        name: _coverage((each, name) for each in given if name in each.filled) for name in names
    }
    return CodingQuality(
        whole=_coverage((each, name) for each in given for name in each.filled),
        fields=fields,
        zeros=_coverage((each, name) for each in given for name in each.zeros),
    )


def _coverage(values: Iterable[tuple[Coded, str]]) -> Coverage:
    """Counts the values, each a record and the name of a field, that a claim backs."""
    given = list(values)
    lacking = [each.id for each, name in given if name not in each.backed]
    return Coverage(
        filled=len(given),
        backed=len(given) - len(lacking),
        lacking=tuple(dict.fromkeys(lacking)),
    )
