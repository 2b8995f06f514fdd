"""Facts: the fields of a record as people read them, for tables, inspectors and histories."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import TYPE_CHECKING, Any, get_args

from workbench.gui import nouns
from workbench.gui.fields import OF_JURISDICTION, form_fields
from workbench.gui.widgets.editors import words_of
from workbench.model.jurisdiction import JURISDICTIONS
from workbench.model.kinds import Likelihood
from workbench.model.quantity import Quantity
from workbench.model.record import Part
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.dossier.dossier import Dossier
    from workbench.gui.fields import FormField
    from workbench.model.record import Record


def linked_names(dossier: Dossier, records: Iterable[Record]) -> dict[str, str]:
    """The names of all records that some records and their parts point at, by id."""
    wanted: dict[str, set[str]] = {}
    for record in records:
        for kind, key in _links(record):
            wanted.setdefault(kind, set()).add(key)
    names: dict[str, str] = {}
    for kind, keys in wanted.items():
        for found in nouns.noun_of(dossier, kind).page(sorted(keys)):
            names[found.id] = found.name
    return names


def _links(record: Record | Part) -> Iterable[tuple[str, str]]:
    for each in fields(record):
        value = getattr(record, each.name)
        kind = each.metadata.get("link")
        if kind and value:
            yield str(kind), str(value)
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, Part):
                    yield from _links(part)


def fact(field: FormField, value: Any, names: Mapping[str, str]) -> str:
    """A value as people read it; empty when the field is not filled."""
    if field.link:
        return names.get(str(value), "") if value else ""
    if isinstance(value, tuple):
        part = get_args(field.type)[0]
        return "\n".join(_part_words(form_fields(part), each, names) for each in value)
    if field.name in OF_JURISDICTION:
        return JURISDICTIONS.get(str(value), str(value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, Quantity):
        return value.full_text()
    if isinstance(value, When):
        return str(value) if value else ""
    if isinstance(value, Enum):
        return "" if value is Likelihood.NOT_GIVEN else words_of(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value is not None else ""


def _part_words(parts: Iterable[FormField], part: Part, names: Mapping[str, str]) -> str:
    """What the fields of a part hold; what is true of it is said by the field's label."""
    values = ((each, getattr(part, each.name)) for each in parts)
    words = (
        (x.label.lower() if held else "") if isinstance(held, bool) else fact(x, held, names)
        for x, held in values
    )
    return " · ".join(each for each in words if each)
