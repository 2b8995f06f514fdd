"""Opens again what a draft was made of, with what was typed in it.

What was typed about something that is gone since, or that has changed, comes back as a new one;
what was typed into a dialog or a line of a list as a memo, to be copied or kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from workbench.errors import NoSuchRecord
from workbench.gui.drafts import Draft, meant
from workbench.gui.form import Form
from workbench.gui.form_place import shown
from workbench.model import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.dossier.dossier import Dossier
    from workbench.gui.briefings.view import BriefingsView
    from workbench.gui.console.library import ScriptsDialog
    from workbench.gui.console.view import ConsoleView
    from workbench.gui.context import Context
    from workbench.gui.sources.forms import StretchForm
    from workbench.gui.sources.page import Page
    from workbench.gui.sources.view import SourcesView
    from workbench.gui.window import Window
    from workbench.model.code import Code
    from workbench.model.record import Record
    from workbench.model.source import Source

    Done = Callable[[], None]

_LABEL = "Bringing the form back"
_RATING = "_rating"


def bring_back(window: Window, draft: Draft, done: Done) -> None:
    """Opens what a draft was made of; `done` is called once it is there."""
    context = window.context
    if context is None:
        return
    in_window = {"script": _script, "recipe": _recipe, "console": _console}
    in_sources = {"paste": _paste, "correction": _correction, "mark": _mark}
    if draft.kind in in_window:
        in_window[draft.kind](window, draft, done)
    elif draft.kind in in_sources or draft.place:
        view = cast("SourcesView", window.show_task("sources"))
        in_sources.get(draft.kind, _stretch)(view, draft, done)
    elif draft.kind == "words":
        _memo(context, draft, draft.typed.get("words", ""), done)
    else:
        _record(context, draft, done)


def _record(context: Context, draft: Draft, done: Done) -> None:
    kind = draft.kind.removesuffix(_RATING)

    def read(dossier: Dossier) -> Record | None:
        if draft.kind == "about":
            return dossier.about
        try:
            return dossier.records(kind).get(draft.record) if draft.record else None
        except NoSuchRecord:
            return None

    def show(record: Record | None) -> None:
        if record is None and draft.kind != kind:
            said = [each for each in draft.values.values() if isinstance(each, str) and each]
            _memo(context, draft, "\n".join(said), done)
            return
        form = _form(context, draft, record)
        if shown(context, form, draft.title):
            form.setFocus()
            draft.fill(form)
            done()

    context.jobs.run(_LABEL, lambda _: read(context.dossier), show, quiet=True)


def _form(context: Context, draft: Draft, record: Record | None) -> Form:
    from workbench.gui.describing import about_form
    from workbench.gui.ratings import rating_form
    from workbench.model.about import About
    from workbench.model.claim import Claim
    from workbench.model.party import Party

    if isinstance(record, About):
        return about_form(context, record)
    if isinstance(record, Claim | Party) and draft.kind.endswith(_RATING):
        return rating_form(context, record)
    given = {name: meant(value) for name, value in draft.given.items()}
    fields = [*draft.values, *draft.typed]
    return Form(context, RECORDS[draft.kind], record=record, only=fields, given=given)


def _stretch(view: SourcesView, draft: Draft, done: Done) -> None:
    """Opens the form of a sentence where that still stands; else one that rests on nothing."""
    from workbench.gui.sources.forms import open_stretch_form

    def show(source: Source | None) -> None:
        span = _span(draft.place)
        if source is None or span is None:
            _record(view.context, replace(draft, place={}), done)
        else:
            view.open_source(source.id, at=span)
            open_stretch_form(view.context, source, span, draft.kind, opened=fill)

    def fill(form: StretchForm) -> None:
        view.hold_form(form)
        draft.fill(form.form)
        done()

    view.context.jobs.run(
        _LABEL, lambda _: _unchanged(view.context.dossier, draft.place), show, quiet=True
    )


def _mark(view: SourcesView, draft: Draft, done: Done) -> None:
    from workbench.gui.sources.codes import by_latest
    from workbench.gui.sources.page import read_page

    def read(dossier: Dossier) -> tuple[Page, list[Code]] | None:
        source = _unchanged(dossier, draft.typed)
        return (read_page(dossier, source.id), by_latest(dossier)) if source else None

    def show(found: tuple[Page, list[Code]] | None) -> None:
        span = _span(draft.typed)
        if found is None or span is None:
            said = (draft.typed.get(each, "") for each in ("line", "new", "memo"))
            _memo(view.context, draft, "\n".join(each for each in said if each), done)
            return
        page, view.coding.codes = found
        view.show_page(page)
        view.reader.text.go_to(*span, select=True)
        view.ask_codes(new=bool(draft.typed.get("only_new")))
        if view.editor is not None:
            view.editor.fill(draft.typed)
            done()

    view.context.jobs.run(_LABEL, lambda _: read(view.context.dossier), show, quiet=True)


def _memo(context: Context, draft: Draft, words: str, done: Done) -> None:
    _record(context, Draft(draft.title, "memo", "", {"words": words}, {}), done)


def _script(window: Window, draft: Draft, done: Done) -> None:
    from workbench.gui.script_commands import ScriptCommands

    def fill(dialog: ScriptsDialog) -> None:
        dialog.fill(draft.typed)
        done()

    scripts = window.findChild(ScriptCommands)
    if scripts is not None:
        scripts.open_scripts(fill)


def _console(window: Window, draft: Draft, done: Done) -> None:
    cast("ConsoleView", window.show_task("console")).fill(draft.typed)
    done()


def _recipe(window: Window, draft: Draft, done: Done) -> None:
    view = cast("BriefingsView", window.show_task("briefings"))
    if view.editor is not None and view.editor.dirty:
        view.context.notices.say("Keep or leave the recipe that is open first.", tone="warning")
        return
    view.open_recipe(("", ""))
    if view.editor is not None:
        view.editor.fill(draft.typed)
        done()


def _paste(view: SourcesView, draft: Draft, done: Done) -> None:
    form = view.open_paste_form("")
    if form is not None:
        form.fill(draft.typed)
        done()


def _correction(view: SourcesView, draft: Draft, done: Done) -> None:
    from workbench.gui.sources.correct_form import CorrectForm
    from workbench.gui.sources.page import Page

    place = {"source": draft.record, **draft.typed}

    def read(dossier: Dossier) -> tuple[Source, str] | None:
        source = _unchanged(dossier, place)
        return (source, dossier.sources.text(source) if source.text else "") if source else None

    def show(found: tuple[Source, str] | None) -> None:
        span = _span(place)
        if found is None or span is None:
            words = {"title": draft.title, "text": draft.typed.get("words", "")}
            _paste(view, replace(draft, typed=words), done)
            return
        source, text = found
        form = CorrectForm(view.context, Page(source=source, text=text), span)
        form.moved.connect(view.versions.tell)
        if shown(view.context, form, draft.title):
            form.setFocus()
            form.fill(draft.typed)
            done()
            view.open_source(source.id)

    view.context.jobs.run(_LABEL, lambda _: read(view.context.dossier), show, quiet=True)


def _unchanged(dossier: Dossier, place: dict[str, str]) -> Source | None:
    """The source of a place, where its text is still the one that the place is in."""
    try:
        source = dossier.sources.get(place.get("source", ""))
    except NoSuchRecord:
        return None
    return source if source.text == place.get("of") else None


def _span(place: dict[str, str]) -> tuple[int, int] | None:
    start, stop = place.get("start", ""), place.get("stop", "")
    return (int(start), int(stop)) if start.isdecimal() and stop.isdecimal() else None
