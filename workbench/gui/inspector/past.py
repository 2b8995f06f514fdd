"""The history of one record in words: who, when, and each field before and after."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args, get_origin

from workbench.errors import InvalidField
from workbench.gui.fields import form_fields
from workbench.gui.history import moment_words
from workbench.gui.nouns import noun_of
from workbench.gui.widgets.editors import words_of
from workbench.model.change import Operation
from workbench.model.kinds import Likelihood
from workbench.model.quantity import Quantity
from workbench.model.record import label_of
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.gui.fields import FormField
    from workbench.model.change import FieldChange
    from workbench.model.record import Record

EMPTY = "not stated"
MOST_CHANGES = 2_000
LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One operation on a record: when, who, what it is called, and what it changed."""

    operation: Operation
    moment: str
    analyst: str
    label: str
    changes: tuple[str, ...]

    @property
    def revertible(self) -> bool:
        """Whether it can be reverted at all: the dropping of history cannot."""
        return self.operation.role != "drop"


def read_past(dossier: Dossier, record: Record) -> tuple[Step, ...]:
    """The operations that touched a record, newest first."""
    changes = dossier.history(record)[:MOST_CHANGES]
    specs = {each.name: each for each in form_fields(type(record))}
    names = _names(dossier, changes, specs)
    grouped: dict[int, list[FieldChange]] = {}
    for change in changes:
        grouped.setdefault(change.operation.seq, []).append(change)
    return tuple(_step(some, specs, names) for some in grouped.values())


def _step(
    changes: Sequence[FieldChange], specs: Mapping[str, FormField], names: Mapping[str, str]
) -> Step:
    operation = changes[0].operation
    born = any(not each.field and each.action != "change" for each in changes)
    said = [] if born else [_change(each, specs, names) for each in reversed(changes)]
    role = {"undo": "Undid: ", "redo": "Did again: ", "revert": "Reverted: "}.get(
        operation.role, ""
    )
    if operation.role == "drop":
        return Step(
            operation=operation,
            moment=moment_words(operation.at),
            analyst=operation.analyst,
            label="Older history was dropped",
            changes=(),
        )
    label = operation.label.removeprefix("Undo ").removeprefix("Redo ").removeprefix("Revert ")
    return Step(
        operation=operation,
        moment=moment_words(operation.at),
        analyst=operation.analyst,
        label=role + (label if role else operation.label),
        changes=tuple(dict.fromkeys(each for each in said if each)),
    )


def _change(change: FieldChange, specs: Mapping[str, FormField], names: Mapping[str, str]) -> str:
    spec = specs.get(change.field)
    if spec is None:
        return _column_words(change)
    if get_origin(spec.type) is tuple:
        return _part_words(change, spec, names)
    before, after = (_value(spec, each, names) for each in (change.before, change.after))
    return f"{spec.label}: {before} → {after}"


def _column_words(change: FieldChange) -> str:
    """A column of a quantity, such as its lower bound; those that go with it say nothing new."""
    if not change.field.endswith(("_verbatim", "_low", "_high", "_point")):
        return ""
    words = label_of(change.field.removesuffix("_verbatim"))
    return f"{words}: {change.before or EMPTY} → {change.after or EMPTY}"


def _part_words(change: FieldChange, spec: FormField, names: Mapping[str, str]) -> str:
    if change.action == "change":
        return f"{spec.label} changed"
    held = _row(change.before if change.action == "remove" else change.after)
    done = "taken out" if change.action == "remove" else "added"
    inner = form_fields(get_args(spec.type)[0])
    parts = [words for each in inner if (words := _held(each, held, names))]
    return f"{spec.label} {done}: {_short(' · '.join(parts))}" if parts else f"{spec.label} {done}"


def _held(spec: FormField, held: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A field of a part in words; empty where it says nothing."""
    if spec.type is Quantity:
        ends = (held.get(f"{spec.name}_{end}") for end in ("low", "high"))
        stated = held.get(f"{spec.name}_verbatim") or held.get(f"{spec.name}_point")
        words = str(stated or " – ".join(str(each) for each in ends if each))
        unit = str(held.get(f"{spec.name}_unit") or "")
        return words if not words or unit in words else f"{words} {unit}"
    raw = held.get(spec.name)
    return _value(spec, raw, names) if raw and raw != Likelihood.NOT_GIVEN else ""


def _value(spec: FormField, raw: Any, names: Mapping[str, str]) -> str:
    if raw in {None, ""}:
        return EMPTY
    if spec.link:
        return names.get(str(raw), str(raw))
    if spec.type is When:
        return _when_words(str(raw))
    if isinstance(spec.type, type) and hasattr(spec.type, "__members__"):
        return words_of(spec.type(raw))
    return _short(str(raw))


def _when_words(text: str) -> str:
    try:
        return str(When(text))
    except InvalidField:
        return text


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _row(raw: object) -> dict[str, Any]:
    held = json.loads(raw) if isinstance(raw, str) and raw.startswith("{") else raw
    return held if isinstance(held, dict) else {}


def _names(
    dossier: Dossier, changes: Iterable[FieldChange], specs: Mapping[str, FormField]
) -> dict[str, str]:
    """The names of all records that the changes point at, by id."""
    wanted: dict[str, set[str]] = {}
    for change in changes:
        spec = specs.get(change.field)
        for raw in (change.before, change.after):
            if spec is not None and raw:
                _gather(spec, raw, wanted)
    return {
        each.id: each.name
        for kind, keys in wanted.items()
        for each in noun_of(dossier, kind).page(sorted(keys))
    }


def _gather(spec: FormField, raw: object, wanted: dict[str, set[str]]) -> None:
    if spec.link:
        wanted.setdefault(spec.link, set()).add(str(raw))
    elif get_origin(spec.type) is tuple:
        held = _row(raw)
        for inner in form_fields(get_args(spec.type)[0]):
            if inner.link and held.get(inner.name):
                wanted.setdefault(inner.link, set()).add(str(held[inner.name]))
