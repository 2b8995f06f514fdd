"""From words on the command line to the fields of a record, whose options are made from it."""

from __future__ import annotations

import inspect
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

import typer

from workbench.dossier.spelling import quantity, term
from workbench.errors import InvalidField, NoSuchRecord
from workbench.model.quantity import Quantity
from workbench.model.record import Part, Record, label_of
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.dossier.dossier import Dossier

_KEPT = {"id", "number", "text", "original", "media_type", "reader", "encoding", "record_kind"}
"""What the program fills in itself."""
UNIT = "unit"
_YES = frozenset({"yes", "true", "1"})
_NO = frozenset({"no", "false", "0", ""})


def options_of(kind: type[Record], *, all_optional: bool) -> Iterator[inspect.Parameter]:
    """One option per field of a record, required where the field has no default."""
    hints = get_type_hints(kind)
    for each in fields(kind):
        if each.name in _KEPT or "arranged" in each.metadata:
            continue
        yield _option(each, hints[each.name], optional=all_optional or _has_default(each))
        if _bare(hints[each.name]) is Quantity:
            yield _parameter(f"{each.name}_{UNIT}", str | None, "What is counted, such as chip.")


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def _bare(hint: Any) -> Any:
    """The type of a field without None."""
    if isinstance(hint, UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def _option(each: Field[Any], hint: Any, *, optional: bool) -> inspect.Parameter:
    bare = _bare(hint)
    words = label_of(each.name, each.metadata)
    if get_origin(hint) is tuple:
        part = get_args(hint)[0]
        names = "; ".join(f"{field.name}=…" for field in fields(part))
        help_text = (
            f"{words}; repeat for several, '' for none: '{names}'. The first name may be left out."
        )
        return _parameter(each.name, list[str] | None, help_text)
    if each.metadata.get("link"):
        kind = each.metadata["link"].replace("_", " ")
        return _parameter(
            each.name, str | None if optional else str, f"{words}: ref or name of a {kind}."
        )
    if bare is Quantity:
        words += ", as a source says it: 'more than 400,000'"
    if bare is When:
        words += ": 2026-01-28, 2026-01, 'Q1 2026', 2026-01-28~ for about"
    taken = bare if isinstance(bare, type) and issubclass(bare, (StrEnum, bool, int)) else str
    return _parameter(each.name, taken | None if optional else taken, f"{words}.")


def _parameter(name: str, taken: Any, help_text: str) -> inspect.Parameter:
    optional = type(None) in get_args(taken)
    flag = f"--{name.replace('_', '-')}"
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None if optional else inspect.Parameter.empty,
        annotation=Annotated[taken, typer.Option(flag, help=help_text)],
    )


def values_of(kind: type[Record], given: dict[str, Any], dossier: Dossier) -> dict[str, Any]:
    """The fields that were given, as the record holds them.

    Raises:
        InvalidField: a text that the field cannot be read from.
        NoSuchRecord: a name that no record has.
    """
    hints = get_type_hints(kind)
    found: dict[str, Any] = {}
    for each in fields(kind):
        value = given.get(each.name)
        if value is None:
            continue
        if get_origin(hints[each.name]) is tuple:
            part = get_args(hints[each.name])[0]
            some = [] if value == [""] else value  # an empty one takes all away
            found[each.name] = tuple(
                _part(part, words, each.name, dossier, n) for n, words in enumerate(some, 1)
            )
        else:
            unit = given.get(f"{each.name}_{UNIT}") or ""
            found[each.name] = _value(each, hints[each.name], value, unit, dossier)
    if "record_kind" in hints and "record" in found:
        target = dossier.get(found["record"])
        found |= {"record": target.id, "record_kind": target.KIND}
    return found


def _value(each: Field[Any], hint: Any, value: Any, unit: str, dossier: Dossier) -> Any:
    if each.metadata.get("link"):
        return record_named(dossier, each.metadata["link"], value).id if value else None
    bare = _bare(hint)
    try:
        if bare is Quantity:
            return quantity(value, unit)
        if bare is When:
            return When.parse(value)
    except InvalidField as fault:
        raise InvalidField(each.name, fault.message) from fault
    if isinstance(bare, type) and issubclass(bare, StrEnum) and not isinstance(value, bare):
        return term(bare, value, each.name)
    if bare in {bool, int} and isinstance(value, str):
        return _flag(value, each.name) if bare is bool else _whole(value, each.name)
    return value


def _flag(value: str, name: str) -> bool:
    said = value.casefold()
    if said not in _YES | _NO:
        raise InvalidField(name, f"{value!r} is neither yes nor no.")
    return said in _YES


def _whole(value: str, name: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise InvalidField(name, f"{value!r} is no whole number.") from None


def _part(part: type[Part], words: str, name: str, dossier: Dossier, place: int) -> Part:
    """A part from "ByteDance; role=licensee"; a chain counts its steps itself."""
    hints = get_type_hints(part)
    known = {each.name: each for each in fields(part)}
    lead = "step" if "step" in known else next(iter(known))
    first = next(each for each in known if each != "step" or lead != "step")
    given: dict[str, Any] = {}
    for piece in filter(None, (each.strip() for each in words.split(";"))):
        key, mark, value = piece.partition("=")
        key, value = (key.strip(), value.strip()) if mark else (first, piece)
        if key not in known:
            raise InvalidField(name, f"No {key!r} here. Known: {', '.join(known)}.")
        if key in given:
            raise InvalidField(name, f"{key!r} stands twice in {words!r}. Repeat the option.")
        given[key] = _value(known[key], hints[key], value, "", dossier)
    if lead == "step":
        given.setdefault("step", place)
    missing = [
        each.name for each in known.values() if each.name not in given and not _has_default(each)
    ]
    if missing:
        raise InvalidField(name, f"Say also {', '.join(missing)}, as in '{missing[0]}=…'.")
    return part(**given)


def record_named(dossier: Dossier, kind: str, name: str) -> Record:
    """The record of a kind with this ref, id or exact name, or other name.

    Raises:
        NoSuchRecord: there is none.
    """
    noun = dossier.records(kind)
    try:
        return noun.get(name)
    except NoSuchRecord:
        wanted = name.casefold()
        for record in noun.find():
            others = (alias.name for alias in getattr(record, "aliases", ()))
            if wanted in {record.name.casefold(), *(other.casefold() for other in others)}:
                return record
        raise
