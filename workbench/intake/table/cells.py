"""From the words of one cell to the value of its target."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from workbench.errors import InvalidField
from workbench.intake.table.dates import NONE_STATED, read_date
from workbench.intake.table.scope import jurisdiction_of, read_scope
from workbench.intake.table.targets import Holds
from workbench.model.kinds import EventAction, QuantityKind
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from enum import StrEnum

    from workbench.intake.table.mapping import ColumnMapping
    from workbench.intake.table.targets import Target

_LIST = re.compile(r"[;|\n]")
_NAMIBIA = "NA"
_YES = frozenset({"yes", "y", "true", "1", "x", "✓"})
_SAID = frozenset({QuantityKind.LOWER_BOUND, QuantityKind.UPPER_BOUND, QuantityKind.VAGUE})
_NO = frozenset({"no", "n", "false", "0"})
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,\u00a0\u202f ']\d{3})+(?:\.\d+)?")


def read_cell(words: str, target: Target, column: ColumnMapping) -> Any:
    """The value that a cell gives its target; None where it states nothing.

    Raises:
        InvalidField: it does not fit; the message says what would.
    """
    plain = words.strip()
    if column.values:
        plain = _meant(plain, column)
    if plain == _NAMIBIA and target.holds in {Holds.JURISDICTION, Holds.SCOPE}:
        raise InvalidField("jurisdiction", "'NA' is Namibia, or not stated. Say what it means.")
    if not plain or (plain.casefold() in NONE_STATED and target.holds is not Holds.TEXT):
        return None
    if target.holds is Holds.DATE:
        return read_date(plain, column.dates) or None
    if target.holds is Holds.TERM and target.terms is not None:
        return _term(plain, target.terms)
    return _READERS[target.holds](plain)


def _meant(words: str, column: ColumnMapping) -> str:
    wanted = words.casefold()
    for told, meant in column.values.items():
        if told.strip().casefold() == wanted:
            return meant
    return words


def _term(words: str, terms: type[StrEnum]) -> StrEnum:
    wanted = _spelled(words)
    for each in terms:
        if words == each.value or wanted in _spellings(each):
            return each
    if terms is EventAction and words.isdigit():
        return EventAction.of_dpa(int(words))
    known = ", ".join(each.value.replace("_", " ") for each in terms)
    raise InvalidField("value", f"{_short(words)} is not one of: {known}. Say what it means.")


def _spellings(term: StrEnum) -> set[str]:
    """How tables write a term: as it is kept, and a grade in the words of its standard too."""
    meant = getattr(term, "words", "")
    return {_spelled(each) for each in (term.value, meant, f"{term.value} {meant}") if each}


def _spelled(words: str) -> str:
    return re.sub(r"[\s\-/–:.()]+", "_", words.casefold()).strip("_")


def _number(words: str) -> Decimal:
    plain = words.replace("%", "").strip()
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[,\u00a0\u202f ']", "", plain)
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise InvalidField("number", f"{_short(words)} is no number.") from None
    if not number.is_finite():
        raise InvalidField("number", f"{_short(words)} is no number.")
    return number


def _bound(words: str) -> Decimal | Quantity:
    """A number, or words that say a bound or no number at all: "> 400,000"."""
    try:
        return _number(words)
    except InvalidField:
        with suppress(InvalidField):
            read = Quantity.parse(words)
            if read.kind in _SAID:
                return read
        raise


def _flag(words: str) -> bool:
    if words.casefold() in _YES | _NO:
        return words.casefold() in _YES
    raise InvalidField("value", f"{_short(words)} is neither yes nor no. Say what it means.")


def _line(words: str) -> str:
    return " ".join(words.split())


def _list(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_line(each) for each in _LIST.split(words) if each.strip()))


def _short(words: str) -> str:
    return repr(words if len(words) <= 40 else words[:39] + "…")  # noqa: PLR2004 - what fits a line


_READERS: dict[Holds, Any] = {
    Holds.TEXT: str,
    Holds.NAME: _line,
    Holds.QUANTITY: Quantity.parse,
    Holds.NUMBER: _number,
    Holds.BOUND: _bound,
    Holds.FLAG: _flag,
    Holds.JURISDICTION: jurisdiction_of,
    Holds.SCOPE: read_scope,
    Holds.LIST: _list,
    Holds.LEVEL: _line,
}
