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
    """How many of `filled` values are `backed`."""

    filled: int
    backed: int

    @property
    def share(self) -> float | None:
        """The share that is backed; None where nothing is filled in."""
        return self.backed / self.filled if self.filled else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One record: the names of its filled fields, of those that a claim backs, and of zeros."""

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
        name: Coverage(
            filled=sum(name in each.filled for each in given),
            backed=sum(name in each.filled and name in each.backed for each in given),
        )
        for name in names
    }
    return CodingQuality(
        whole=Coverage(
            filled=sum(each.filled for each in fields.values()),
            backed=sum(each.backed for each in fields.values()),
        ),
        fields=fields,
        zeros=Coverage(
            filled=sum(len(each.zeros) for each in given),
            backed=sum(name in each.backed for each in given for name in each.zeros),
        ),
    )
