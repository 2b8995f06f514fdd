"""Forms of records that rest on a sentence: what was read is cited, in the operation that saves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea

from workbench.gui.form import Form, Read
from workbench.gui.form_place import shown
from workbench.gui.nouns import noun_of, title_of
from workbench.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.form import Filled
    from workbench.model.claim import Claim
    from workbench.model.passage import Passage

    Cite = Claim | Passage | Callable[[Dossier], Claim | Passage] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedForm:
    """What a form is opened with; see `open_decision_form`."""

    kind: type[Record]
    fields: tuple[str, ...]
    record: Record | None = None
    prefilled: Mapping[str, Read] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    """Values that a new record starts with and that no sentence states."""
    cite: Cite = None


def open_cited_form(
    context: Context,
    asked: CitedForm,
    *,
    focus: str = "",
    then: Callable[[Any], None] | None = None,
) -> Form:
    """Opens a form in the inspector's place; says what was saved, with an undo."""
    word = title_of(asked.kind.KIND)
    form = Form(
        context,
        asked.kind,
        record=asked.record,
        read=asked.prefilled,
        only=asked.fields,
        save=lambda dossier, filled: save(dossier, asked, filled),
        label="" if asked.record else f"Log {word.lower()}",
    )
    for name, value in asked.given.items():
        form.rows[name].editor.set_value(value)

    def saved(record: Record) -> None:
        done = "changed" if asked.record else "logged"
        words = f"{word} {record.ref} {done}"
        context.notices.say(words, act=("Undo", context.undo), tone="good")
        if then is not None:
            then(record)

    form.saved.connect(saved)
    title = f"Edit {asked.record.ref}" if asked.record else f"New {word.lower()}"
    if shown(context, form, title) and focus in form.rows:
        QTimer.singleShot(0, form, lambda: show_field(form, focus))
    return form


def show_field(form: Form, name: str) -> None:
    """Brings a field of a form into sight and puts the cursor there."""
    editor = form.rows[name].editor
    editor.field().setFocus()
    for area in form.findChildren(QScrollArea):
        if area.isAncestorOf(editor):
            area.ensureWidgetVisible(form.rows[name], 0, 60)


def save(dossier: Dossier, asked: CitedForm, filled: Filled) -> Record:
    """Writes what a form holds: changes the record, or logs a new one with what backs it.

    A field counts as stated by the sentence while it still holds what was read there.
    """
    noun = noun_of(dossier, asked.kind.KIND)
    values = filled.values
    if asked.record is not None:
        changed = filled.beside(asked.record)
        return asked.record if not changed else noun.change(asked.record.id, **changed)
    stated = [name for name, read in asked.prefilled.items() if values.get(name) == read.value]
    cite = asked.cite(dossier) if callable(asked.cite) else asked.cite
    logged: Record = noun.log(cite=cite, read=stated, **values)
    return logged
