"""The history of a grade, read off the log: who judged it how, when, why, and on which basis."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.errors import InvalidField
from workbench.model.change import Operation
from workbench.model.kinds import Credibility, Reliability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.dossier.dossier import Dossier
    from workbench.model.change import FieldChange
    from workbench.model.record import Record

GradeT = TypeVar("GradeT", Credibility, Reliability)

GRADED = {"claim": "credibility", "party": "reliability"}
"""The field that holds the grade, by kind; its basis lies in `<field>_basis`."""
_UNJUDGED = frozenset({Credibility.NOT_JUDGED.value, Reliability.F.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One judgement: the grade and its basis as they stood after `operation`.

    The operation says who (`analyst`), when (`at`, UTC) and why (`reason`).
    """

    grade: str
    basis: str
    operation: Operation


def graded(grades: type[GradeT], grade: GradeT | str, field: str) -> GradeT:
    """A grade given as itself, or as its letter or figure.

    Raises:
        InvalidField: no such grade.
    """
    try:
        return grades(grade.upper())
    except ValueError:
        known = ", ".join(f"{each.value} {each.words}" for each in grades)
        raise InvalidField(field, f"{grade!r} is no grade. Choose: {known}.") from None


def ratings_of(dossier: Dossier, record: Record) -> list[Rating]:
    """Every judgement of a claim's credibility or a party's reliability, newest first.

    That a new record is not judged yet is no judgement.
    """
    field = GRADED[record.KIND]
    names = (field, f"{field}_basis")
    changes = reversed(dossier.history(record))
    held: dict[str, Any] = {}
    found: list[Rating] = []
    for _, some in groupby(changes, key=lambda each: each.operation.seq):
        before = dict(held)
        group = list(some)
        for change in group:
            held.update(_written(change, names))
        if held != before:
            found.append(_rating(held, names, group[0].operation))
    if found and found[0].grade in _UNJUDGED and not found[0].basis:
        found.pop(0)
    return found[::-1]


def _written(change: FieldChange, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The values of the fields `names` after a change that wrote them."""
    if change.field in names:
        yield change.field, change.after
    elif change.action == "add" and not change.field:
        row = json.loads(change.after)
        yield from ((name, row[name]) for name in names if name in row)


def _rating(held: dict[str, Any], names: tuple[str, ...], operation: Operation) -> Rating:
    grade, basis = (str(held.get(name) or "") for name in names)
    return Rating(grade=grade, basis=basis, operation=operation)
