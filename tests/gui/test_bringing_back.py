"""What comes back after a crash is saved as it would have been before: about what it was about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.gui.steps import SENTENCE, bring_back, form_of, read, settle
from workbench.gui.describing import about_form
from workbench.gui.drafts import folder_of
from workbench.gui.inspector.memo import open_memo_form
from workbench.gui.ratings import open_rating_form
from workbench.gui.table.saved import save_search
from workbench.model import Party
from workbench.model.kinds import Reliability
from workbench.model.query import Query

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.form import Form
    from workbench.gui.sources.view import SourcesView
    from workbench.gui.window import Window


def type_in(form: Form, field: str, value: object) -> None:
    """Types a value into a field of a form."""
    form.rows[field].editor.set_value(value)
    form.rows[field].changed.emit()


def save_again(window: Window, dossier: Dossier, qtbot: QtBot) -> None:
    """Brings the form back and saves it."""
    window.drafts.leave_all()
    bring_back(window, dossier, qtbot)
    form_of(window).save()
    settle(window, qtbot)
    assert window.regions.form.content is None
    window.drafts.keep()
    assert list(folder_of(dossier).glob("*.draft")) == []


def test_a_memo_is_about_its_record_again(
    window: Window, context: Context, dossier: Dossier, qtbot: QtBot
) -> None:
    party = dossier.parties.add(Party(title="Reuters"))
    open_memo_form(context, about=party)
    type_in(form_of(window), "words", "Ask them who said so")
    save_again(window, dossier, qtbot)
    assert [each.words for each in dossier.memos.of(party)] == ["Ask them who said so"]


def test_a_search_is_saved_for_its_list_again(
    window: Window, context: Context, dossier: Dossier, qtbot: QtBot
) -> None:
    form = save_search(context, "decision", Query.parse("chips"), {})
    type_in(form, "title", "Chips only")
    save_again(window, dossier, qtbot)
    [saved] = dossier.saved_queries
    assert (saved.title, saved.shown, saved.query) == ("Chips only", "decision", "chips")


def test_a_rating_grades_its_party_again(
    window: Window, context: Context, dossier: Dossier, qtbot: QtBot
) -> None:
    party = dossier.parties.add(Party(title="Reuters"))
    form = open_rating_form(context, party)
    type_in(form, "reliability", Reliability.B)
    type_in(form, "basis", "twelve stories")
    save_again(window, dossier, qtbot)
    graded = dossier.parties.get(party.id)
    assert (graded.reliability, graded.reliability_basis) == (Reliability.B, "twelve stories")


def test_the_reason_for_grading_a_party_that_is_gone_comes_back_as_a_memo(
    window: Window, context: Context, dossier: Dossier, qtbot: QtBot
) -> None:
    party = dossier.parties.add(Party(title="Reuters"))
    type_in(open_rating_form(context, party), "basis", "twelve stories")
    dossier.parties.remove(party)
    save_again(window, dossier, qtbot)
    assert [each.words for each in dossier.memos] == ["twelve stories"]


def test_the_cover_is_described_again(
    window: Window, context: Context, dossier: Dossier, qtbot: QtBot
) -> None:
    dossier.describe(replace(dossier.about, title="H200"))
    context.show_form(about_form(context, dossier.about), "About this dossier")
    type_in(form_of(window), "bottom_line", "It is open.")
    save_again(window, dossier, qtbot)
    assert (dossier.about.title, dossier.about.bottom_line) == ("H200", "It is open.")


@pytest.fixture
def view(bare_window: Window, dossier: Dossier, qtbot: QtBot) -> SourcesView:
    """Return the reader on one sentence."""
    dossier.sources.add_text(SENTENCE, title="Article")
    dossier.codes.create("sale")
    return read(bare_window, dossier, qtbot)


@pytest.mark.parametrize("kind", ["decision", "claim"])
def test_a_record_made_of_a_sentence_rests_on_it_again(
    view: SourcesView, bare_window: Window, dossier: Dossier, kind: str, qtbot: QtBot
) -> None:
    getattr(view, f"make_{kind}")()
    qtbot.waitUntil(lambda: bare_window.regions.form.content is not None)
    type_in(form_of(bare_window), "title" if kind == "decision" else "statement", "Sales allowed")
    save_again(bare_window, dossier, qtbot)
    [record] = dossier.records(kind)
    assert record.name == "Sales allowed"
    [claim] = dossier.claims
    assert [each.id for each in dossier.passages if each.quote == SENTENCE] == [claim.passage]


def test_a_sentence_that_was_corrected_since_leaves_the_form_without_it(
    view: SourcesView, bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    view.make_decision()
    qtbot.waitUntil(lambda: bare_window.regions.form.content is not None)
    type_in(form_of(bare_window), "title", "Sales allowed")
    [source] = dossier.sources
    dossier.text_versions.correct(source, f"Moved. {SENTENCE}")
    settle(bare_window, qtbot)
    save_again(bare_window, dossier, qtbot)
    assert [each.name for each in dossier.decisions] == ["Sales allowed"]
    assert list(dossier.claims) == []


def test_codes_and_memo_of_a_passage_come_back_over_its_words(
    view: SourcesView, bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    view.reader.text.go_to(0, 5, select=True)
    view.mark_passage()
    bare_window.drafts.keep()
    assert list(folder_of(dossier).glob("*.draft")) == []
    asked = view.reader.marking
    asked.line.setText("who agreed")
    asked.save()
    settle(bare_window, qtbot)
    view.reader.text.go_to(10, 16, select=True)
    view.mark_passage()
    asked.tick([dossier.codes.find("sale")[0].id])
    asked.line.setText("a new code")
    asked.memo.setPlainText("Who, exactly?")
    bare_window.drafts.leave_all()
    asked.hide()
    draft = bring_back(bare_window, dossier, qtbot)
    assert (draft.title, draft.kind) == ("Mark passage", "mark")
    assert asked.isVisible()
    asked.save()
    settle(bare_window, qtbot)
    marked = next(each for each in dossier.passages if each.start == 10)
    assert (marked.quote, marked.memo) == (SENTENCE[10:16], "Who, exactly?")
    titles = {dossier.codes.get(each.code).title for each in marked.codes}
    assert titles == {"sale", "a new code"}


def test_what_was_typed_about_a_passage_of_a_text_that_is_another_now_comes_back_as_a_memo(
    view: SourcesView, bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:

    view.coding.name_new()
    view.reader.marking.line.setText("a new code")
    view.reader.marking.memo.setPlainText("Who, exactly?")
    bare_window.drafts.leave_all()
    [source] = dossier.sources
    dossier.text_versions.correct(source, f"Moved. {SENTENCE}")
    assert bring_back(bare_window, dossier, qtbot).title == "Mark with a new code"
    assert form_of(bare_window).rows["words"].editor.value() == "a new code\nWho, exactly?"
