"""Opens again what a draft was made of, with what was typed in it.

What was typed about something that is gone since, or that has changed, comes back as a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from workbench.errors import NoSuchRecord
from workbench.gui.form import Form
from workbench.gui.form_place import shown
from workbench.model import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.dossier.dossier import Dossier
    from workbench.gui.briefings.view import BriefingsView
    from workbench.gui.console.library import ScriptsDialog
    from workbench.gui.context import Context
    from workbench.gui.drafts import Draft
    from workbench.gui.sources.view import SourcesView
    from workbench.gui.window import Window
    from workbench.model.record import Record
    from workbench.model.source import Source


def bring_back(window: Window, draft: Draft, done: Callable[[], None]) -> None:
    """Opens what a draft was made of; `done` is called once it is there."""
    context = window.context
    if context is None:
        return
    if draft.kind in RECORDS:
        _record(context, draft, done)
    elif draft.kind == "script":
        _script(window, draft, done)
    elif draft.kind == "recipe":
        _recipe(cast("BriefingsView", window.show_task("briefings")), draft, done)
    elif draft.kind == "paste":
        _paste(cast("SourcesView", window.show_task("sources")), draft.typed, done)
    else:
        _correction(cast("SourcesView", window.show_task("sources")), draft, done)


def _record(context: Context, draft: Draft, done: Callable[[], None]) -> None:
    kind = RECORDS[draft.kind]

    def read(dossier: Dossier) -> Record | None:
        try:
            return dossier.records(draft.kind).get(draft.record) if draft.record else None
        except NoSuchRecord:
            return None

    def show(record: Record | None) -> None:
        form = Form(context, kind, record=record, only=[*draft.values, *draft.typed])
        if shown(context, form, draft.title):
            form.setFocus()
            draft.fill(form)
            done()

    context.jobs.run("Bringing the form back", lambda _: read(context.dossier), show, quiet=True)


def _script(window: Window, draft: Draft, done: Callable[[], None]) -> None:
    from workbench.gui.script_commands import ScriptCommands

    def fill(dialog: ScriptsDialog) -> None:
        dialog.fill(draft.typed)
        done()

    scripts = window.findChild(ScriptCommands)
    if scripts is not None:
        scripts.open_scripts(fill)


def _recipe(view: BriefingsView, draft: Draft, done: Callable[[], None]) -> None:
    if view.editor is not None and view.editor.dirty:
        view.context.notices.say("Keep or leave the recipe that is open first.", tone="warning")
        return
    view.open_recipe(("", ""))
    if view.editor is not None:
        view.editor.fill(draft.typed)
        done()


def _paste(view: SourcesView, typed: dict[str, str], done: Callable[[], None]) -> None:
    form = view.open_paste_form("")
    if form is not None:
        form.fill(typed)
        done()


def _correction(view: SourcesView, draft: Draft, done: Callable[[], None]) -> None:
    from workbench.gui.sources.correct_form import CorrectForm
    from workbench.gui.sources.page import Page

    def read(dossier: Dossier) -> tuple[Source, str] | None:
        try:
            source = dossier.sources.get(draft.record)
        except NoSuchRecord:
            return None
        same = source.text == draft.typed.get("of")
        return (source, dossier.sources.text(source) if source.text else "") if same else None

    def show(found: tuple[Source, str] | None) -> None:
        span = _span(draft.typed)
        if found is None or span is None:
            _paste(view, {"title": draft.title, "text": draft.typed.get("words", "")}, done)
            return
        source, text = found
        form = CorrectForm(view.context, Page(source=source, text=text), span)
        form.moved.connect(view.versions.tell)
        if shown(view.context, form, draft.title):
            form.setFocus()
            form.fill(draft.typed)
            done()
            view.open_source(source.id)

    view.context.jobs.run(
        "Bringing the form back", lambda _: read(view.context.dossier), show, quiet=True
    )


def _span(typed: dict[str, str]) -> tuple[int, int] | None:
    start, stop = typed.get("start", ""), typed.get("stop", "")
    return (int(start), int(stop)) if start.isdecimal() and stop.isdecimal() else None
