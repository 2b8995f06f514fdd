"""What an analyst types for a field, as a record holds it: "relax", "2026-01", "D-0003"."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum
from functools import cache
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

from workbench.errors import InvalidField
from workbench.model.quantity import Quantity
from workbench.model.record import Part, Record
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.dossier.dossier import Dossier

Held = TypeVar("Held", bound=Record | Part)
TermT = TypeVar("TermT", bound=StrEnum)


def spelled(kind: Any, given: Mapping[str, Any], dossier: Dossier) -> dict[str, Any]:
    """`given` with texts read as the terms, dates and quantities that the fields of `kind` hold.

    A link may be a record, or its name. What is no text, or no field, stays as it is.

    Raises:
        InvalidField: a text that the field cannot be read from.
        NoSuchRecord: no record has a name that a link gives.
    """
    known = _known(kind)
    return {
        name: _value(name, value, *known[name], dossier) if name in known else value
        for name, value in given.items()
    }


def read_as_typed(held: Held, dossier: Dossier) -> Held:
    """A record or part with its fields read as `spelled` does; itself where nothing is typed."""
    kind: Any = type(held)
    given = {name: getattr(held, name) for name in _known(kind)}
    read = spelled(kind, given, dossier)
    changed = {name: value for name, value in read.items() if value is not given[name]}
    return replace(held, **changed) if changed else held


@cache
def _known(kind: type[Any]) -> dict[str, tuple[type, str]]:
    """Of each field that may be spelled: the type that it holds, and the kind that it links to."""
    hints = get_type_hints(kind)
    found = {}
    for each in fields(kind):
        types = get_args(hints[each.name]) or (hints[each.name],)
        link = str(each.metadata.get("link", ""))
        taken = types[0] if isinstance(types[0], type) else object
        if link or issubclass(taken, StrEnum | When | Quantity | Part):
            found[each.name] = (taken, link)
    return found


def _value(name: str, value: Any, taken: type, link: str, dossier: Dossier) -> Any:
    if isinstance(value, tuple):
        made = tuple(
            read_as_typed(each, dossier) if isinstance(each, Part) else each for each in value
        )
        return value if all(map(is_, made, value)) else made
    if link:
        return _linked(value, link, dossier)
    if not isinstance(value, str) or isinstance(value, taken):
        return value
    if issubclass(taken, StrEnum):
        return term(taken, value, name)
    try:
        if issubclass(taken, Quantity):
            return quantity(value)
        return taken.parse(value) if issubclass(taken, When) else value
    except InvalidField as fault:
        raise InvalidField(name, fault.message) from fault


def _linked(value: Any, kind: str, dossier: Dossier) -> Any:
    if isinstance(value, Record):
        return value.id
    named = isinstance(value, str) and "-" in value
    return dossier.records(kind).get(value).id if named else value


def quantity(words: str, unit: str = "") -> Quantity:
    """The quantity that is typed, in `unit`, else in the one that its words name ("400 chips").

    Raises:
        QuantitySyntaxError: `words` hold no number and no number word, or no possible one.
    """
    from workbench.intake.wording import UNITS

    read = Quantity.parse(words, unit)
    named = None if read.unit else UNITS.search(read.verbatim)
    return replace(read, unit=named["unit"]) if named else read


def term(terms: type[TermT], value: str, name: str) -> TermT:
    """The term of a closed list that `value` spells, for the field `name`.

    Raises:
        InvalidField: it is none of them; the message names them all.
    """
    try:
        return terms(value)
    except ValueError:
        known = ", ".join(each.value for each in terms)
        raise InvalidField(name, f"{value!r} is not one of: {known}.") from None
