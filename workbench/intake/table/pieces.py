"""Putting the pieces of a field together: two dates an interval, three numbers an estimate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from workbench.errors import InvalidField
from workbench.intake.table.targets import NOTE, ROW, Holds
from workbench.model.decision import Condition, DecisionEvent
from workbench.model.item import ItemAlias
from workbench.model.kinds import ConditionKind, EventAction, QuantityKind
from workbench.model.party import Alias
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from workbench.intake.table.fit import FittedRow
    from workbench.intake.table.targets import Target

_LIST = re.compile(r"[;|\n]")
_KINDS = {each.value.replace("_", mark): each for each in ConditionKind for mark in ("_", " ", "-")}
_SHORT = frozenset({"title", "instrument", "citation", "maker", "unit"})


def put_together(made: FittedRow, given: Iterable[tuple[Target, Any]]) -> None:
    """Fills the values and names of a row from what its cells gave their targets."""
    pieces: dict[str, dict[str, Any]] = {}
    said: list[str] = []
    for target, value in given:
        if _keep_name(made, target, value):
            continue
        if target.piece or target.field in _PIECED:
            pieces.setdefault(target.field, {})[target.piece or "words"] = value
        elif target.field == NOTE:
            said.append(value.strip())
        elif target.holds is Holds.TEXT:
            _add_text(made, target.field, value)
        else:
            made.values[target.field] = value
    made.notes[:0] = said
    for name, some in pieces.items():
        _put_pieces(made, name, some)


def _keep_name(made: FittedRow, target: Target, value: Any) -> bool:
    """Keeps what the dossier has to be asked for: names of parties, records and stance scales."""
    if target.field == "parties":
        made.parties += [(target.piece, name) for name in value]
    elif target.field == "links":
        made.links[target.name] = value
    elif target.field == ROW:
        made.own = value
    elif target.field in _LOOKED_UP:
        made.pieces.setdefault(target.field, {})[target.piece] = value
    elif target.holds is Holds.NAME:
        made.names[target.field] = value
    else:
        return False
    return True


def _add_text(made: FittedRow, name: str, words: str) -> None:
    if name in _SHORT and (short := " ".join(words.split())) != words:  # else one text, not two
        words = short
    held = made.values.get(name)
    made.values[name] = f"{held}; {words}" if held else words


def _put_pieces(made: FittedRow, name: str, pieces: dict[str, Any]) -> None:
    try:
        if name in _PARTS:
            made.values[name] = _PARTS[name](pieces)
        elif pieces.keys() <= {"start", "end"}:
            made.values[name] = _interval(pieces)
        else:
            made.values[name] = _quantity(pieces)
    except InvalidField as fault:
        made.refuse(name, fault.message)


def _interval(pieces: dict[str, When]) -> When:
    start, end = (pieces.get(name, When.UNKNOWN).text for name in ("start", "end"))
    if "/" in start + end:
        raise InvalidField("date", "One end of a period is a period itself.")
    return _named(When(start if start == end else f"{start or '..'}/{end or '..'}"))


def _named(period: When) -> When:
    """A period by its own name where it is just a year, a quarter or a month."""
    first, last = period.earliest, period.latest
    if first is None or last is None:
        return period
    quarter = f"{first.year:04d}-{33 + (first.month - 1) // 3}"
    for name in (f"{first.year:04d}", quarter, f"{first.year:04d}-{first.month:02d}"):
        if (When(name).earliest, When(name).latest) == (first, last):
            return When(name)
    return period


def _quantity(pieces: dict[str, Any]) -> Quantity:
    """The quantity of its words, or of a lower, a central and an upper number.

    A central number with both ends is an estimate; both ends alone are hard bounds, unless a level
    of confidence says that they are an interval. Words such as "> 400,000" stand alone.
    """
    unit = pieces.get("unit", "")
    if "words" in pieces:
        words: Quantity = pieces["words"]
        return Quantity.parse(words.verbatim, unit) if unit else words
    low, point, high, level = (pieces.get(name) for name in ("low", "median", "high", "level"))
    said = [each for each in (low, point, high) if isinstance(each, Quantity)]
    if said:
        if len([each for each in (low, point, high) if each is not None]) > 1:
            raise InvalidField("quantity", f"Words ({said[0].verbatim}) stand beside a number.")
        return Quantity.parse(said[0].verbatim, unit)
    if low is None and point is None and high is None:
        return Quantity(unit=unit)
    return Quantity(
        kind=_kind_of(low, point, high, level),
        low=low,
        point=point,
        high=high,
        level=level if low is not None and high is not None else None,
        unit=unit,
    )


def _kind_of(
    low: Decimal | None, point: Decimal | None, high: Decimal | None, level: Decimal | None
) -> QuantityKind:
    if point is not None or level is not None:
        if (low is None) != (high is None):
            raise InvalidField("quantity", "An estimate has both ends of its interval, or none.")
        return QuantityKind.ESTIMATE_CI
    if low is not None:
        return QuantityKind.RANGE if high is not None else QuantityKind.LOWER_BOUND
    return QuantityKind.UPPER_BOUND


def _events(pieces: dict[str, When]) -> tuple[DecisionEvent, ...]:
    return tuple(
        DecisionEvent(action=EventAction(name), when=when) for name, when in pieces.items()
    )


def _conditions(pieces: dict[str, str]) -> tuple[Condition, ...]:
    found = [each for name, words in pieces.items() for each in _conditions_in(name, words)]
    return tuple(dict.fromkeys(found))


def _conditions_in(name: str, words: str) -> list[Condition]:
    """The condition of a cell; without a kind of its own, each kind that the cell lists by name."""
    kind, line = ConditionKind(name), " ".join(words.split())
    listed = [" ".join(each.split()) for each in _LIST.split(words) if each.strip()]
    known = {each: _KINDS.get(each.casefold()) for each in listed}
    if kind is not ConditionKind.UNSPECIFIED or not any(known.values()):
        return [Condition(kind=kind, words=line)]
    return [
        Condition(kind=found) if found else Condition(words=each) for each, found in known.items()
    ]


_PARTS: dict[str, Any] = {
    "events": _events,
    "conditions": _conditions,
    "affected": lambda pieces: pieces["words"],
    "aliases": lambda pieces: pieces["words"],
}
_LOOKED_UP = frozenset({"stances", "posts"})
_PIECED = frozenset({*_PARTS, "quantity"})


def aliases_of(kind: str, names: Iterable[str]) -> tuple[Alias | ItemAlias, ...]:
    """Other names as the parts of a party or an item."""
    if kind == "item":
        return tuple(ItemAlias(name=each) for each in names)
    return tuple(Alias(name=each) for each in names)
