"""The fields of a record in words, for lists that people read."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workbench.errors import NoSuchRecord
from workbench.model.kinds import Likelihood
from workbench.model.quantity import Quantity
from workbench.model.record import Part, label_of
from workbench.model.when import When

if TYPE_CHECKING:
    from dataclasses import Field

    from workbench.dossier.dossier import Dossier


def shown(value: Any, dossier: Dossier, metadata: Any = None) -> str:
    """A field in words: links by the name of the record that they point at, parts a line each."""
    kind = (metadata or {}).get("link", "")
    if kind and value:
        return named(dossier, kind, value)
    if isinstance(value, Part):
        words = (_part(getattr(value, f.name), dossier, f) for f in fields(value))
        return " · ".join(word for word in words if word)
    if isinstance(value, tuple):
        return "\n".join(shown(each, dossier) for each in value)
    return _words(value)


def _part(value: Any, dossier: Dossier, field: Field[Any]) -> str:
    """A field of a part; what is true of it is said by the field's label."""
    if value is True:
        return label_of(field.name, field.metadata).lower()
    return shown(value, dossier, field.metadata)


def named(dossier: Dossier, kind: str, key: str) -> str:
    """What the record with an id is called; the id itself where it was removed since."""
    try:
        target = dossier.records(kind).get(key)
    except NoSuchRecord:
        return key  # removed since
    return f"{target.ref} {target.name}"


def _words(value: Any) -> str:
    if isinstance(value, Quantity):
        return value.sign_text() if value else ""
    if isinstance(value, When):
        return str(value) if value else ""
    if value is Likelihood.NOT_GIVEN:
        return ""
    if isinstance(value, StrEnum):
        return value.value.replace("_", " ")
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
