"""What a form knows of a field: read from the record's dataclass, never written twice."""

from __future__ import annotations

import types
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from workbench.gui.widgets.editors import (
    ChoiceEditor,
    FlagEditor,
    LineEditor,
    ParagraphsEditor,
    WholeEditor,
)
from workbench.gui.widgets.jurisdiction import JurisdictionEditor
from workbench.gui.widgets.parts import PartsEditor
from workbench.gui.widgets.quantity import QuantityEditor
from workbench.gui.widgets.reference import ReferenceEditor
from workbench.gui.widgets.when import WhenEditor
from workbench.model.quantity import Quantity
from workbench.model.record import label_of
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence
    from dataclasses import Field

    from workbench.gui.context import Context
    from workbench.gui.widgets.editors import (
        Editor,
    )
    from workbench.model.record import Part, Record

NEVER_SHOWN = frozenset({"id", "number"})
UNSHOWN = frozenset({"content", "arranged"})
"""Metadata of fields that nobody types."""
WHOLE_MOST = 2_000_000_000
OF_JURISDICTION = frozenset({"jurisdiction", "target"})
HINTS = {
    "language": "such as en",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a record or part: its name, words, type and what it starts with."""

    name: str
    label: str
    type: Any
    default: object = None
    required: bool = False
    long: bool = False
    link: str = ""
    counted: bool = False
    """Whether it is the place of a part in its list, which the list counts itself."""


def form_fields(kind: type[Record | Part]) -> tuple[FormField, ...]:
    """The fields of a record or part class that an analyst may edit, in order."""
    hints = get_type_hints(kind)
    return tuple(
        _form_field(each, hints[each.name])
        for each in fields(kind)
        if each.name not in NEVER_SHOWN and not each.metadata.keys() & UNSHOWN
    )


def chosen_fields(kind: type[Record | Part], only: Sequence[str]) -> tuple[FormField, ...]:
    """The fields called `only`, in that order; all of them when `only` is empty."""
    every = {each.name: each for each in form_fields(kind)}
    return tuple(every[name] for name in only) if only else tuple(every.values())


def _form_field(field: Field[Any], hint: Any) -> FormField:
    bare, optional = _without_none(hint)
    default: object = None
    if field.default is not MISSING:
        default = field.default
    elif field.default_factory is not MISSING:
        default = field.default_factory()
    missing = field.default is MISSING and field.default_factory is MISSING
    return FormField(
        name=field.name,
        label=label_of(field.name, field.metadata),
        type=bare,
        default=default,
        required=bool(field.metadata.get("required")) or (missing and not optional),
        long=bool(field.metadata.get("long")),
        link=str(field.metadata.get("link", "")),
        counted=bool(field.metadata.get("counted")),
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in {Union, types.UnionType}:
        rest = [each for each in get_args(hint) if each is not type(None)]
        return rest[0], len(rest) < len(get_args(hint))
    return hint, False


_OF_VALUES: dict[Any, type[Editor]] = {When: WhenEditor, Quantity: QuantityEditor}


def editor_for(field: FormField, context: Context) -> Editor:
    """The editor of a field, by its type and metadata."""
    if field.link:
        return ReferenceEditor(context, field.link)
    if get_origin(field.type) is tuple:
        part = get_args(field.type)[0]
        return PartsEditor(
            part, list(form_fields(part)), lambda each: editor_for(each, context), label=field.label
        )
    return _plain_editor(field)


def _plain_editor(field: FormField) -> Editor:
    kind = field.type
    if field.name in OF_JURISDICTION:
        return JurisdictionEditor()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ChoiceEditor(kind)
    if kind is bool:
        return FlagEditor(field.label)
    if kind is int:
        return WholeEditor(0, WHOLE_MOST)
    if kind in _OF_VALUES:
        return _OF_VALUES[kind]()
    return ParagraphsEditor() if field.long else LineEditor(hint=HINTS.get(field.name, ""))
