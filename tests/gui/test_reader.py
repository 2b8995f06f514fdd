from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.gui.steps import form_of, read, settle
from workbench.gui.sources import page as reading
from workbench.gui.sources.forms import StretchForm, party_called
from workbench.gui.sources.page import Page, read_marks, read_page
from workbench.gui.sources.shown import Shown
from workbench.gui.sources.text import SourceText
from workbench.gui.sources.view import SourcesView
from workbench.intake.canonical import canonical
from workbench.intake.paragraphs import paragraphs
from workbench.model.kinds import Action, PartyKind, Split
from workbench.model.source import Source

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.form import Form
    from workbench.gui.window import Window

HARD = (
    "😀 Beijing\u00a0批准了 the sale 🀄.\r\nTwo lines\u2028of a page\u2029and 中文 more 😀😀.\n\n"
    "End 𠜎 x."
)
ODD = "ab \n\r\u00a0\u2028\u2029\t😀批𠜎é\u0301"


@pytest.fixture
def view(bare_window: Window, sample: Dossier, qtbot: QtBot) -> SourcesView:
    """Return the sources view reading the article."""
    return read(bare_window, sample, qtbot)


def stretch_form(form: Form) -> StretchForm:
    """Return what a form was filled from."""
    return next(each for each in form.children() if isinstance(each, StretchForm))


def to_paragraph(view: SourcesView, ordinal: int) -> None:
    """Put the cursor where a paragraph begins."""
    view.reader.text.go_to_block(ordinal - 1)


# --- positions ------------------------------------------------------------------------------------


def page_of(text: str) -> Page:
    """Return a page of a text, as one read from a paste."""
    words, _ = canonical(text)
    found = paragraphs(words)
    return Page(source=Source(title="A", text="x"), text=words, shown=Shown(words, found))


def check_positions(text: SourceText, page: Page) -> None:
    """Assert that each character stands in the widget where the mapping says."""
    assert page.shown is not None
    for paragraph in page.paragraphs:
        if text.is_folded(paragraph.ordinal):
            continue
        for point in range(paragraph.start, paragraph.stop):
            cursor = QTextCursor(text.document())
            cursor.setPosition(text.shown.units(point))
            assert text.shown.point(cursor.position()) == point
            cursor.setPosition(text.shown.units(point + 1), QTextCursor.MoveMode.KeepAnchor)
            shown, meant = cursor.selectedText(), page.text[point]
            assert (
                shown == meant
                or (shown in " \u00a0\u2029" and meant.isspace())
                or (shown == "\ufffd")
            )


def test_every_character_is_where_the_mapping_says(dressed: QApplication, qtbot: QtBot) -> None:
    assert dressed is not None
    text = SourceText()
    qtbot.addWidget(text)
    page = page_of(HARD)
    text.show_page(page)
    check_positions(text, page)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.text(
        alphabet=st.one_of(
            st.characters(codec="utf-8"),
            st.sampled_from("ab \n\r\u00a0\u2028\u2029\t😀批𠜎é\u0301"),
        ),
        min_size=1,
        max_size=60,
    )
)
def test_positions_hold_for_any_text(dressed: QApplication, words: str) -> None:
    assert dressed is not None
    page = page_of(words)
    if page.paragraphs:
        text = SourceText()
        text.show_page(page)
        check_positions(text, page)
        text.deleteLater()


def test_what_is_marked_in_the_window_is_read_back_exactly(
    bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    source = dossier.sources.add_text(HARD, title="Hard")
    view = read(bare_window, dossier, qtbot)
    text = dossier.sources.text(source)
    start = text.index("中文")
    view.reader.text.go_to(start, start + 9, select=True)
    view.mark_passage()
    view.reader.marking.save()
    settle(bare_window, qtbot)
    passage = dossier.passages.find()[0]
    assert passage.quote == text[passage.start : passage.stop] == "中文 more 😀"
    assert [each.passage.id for each in view.reader.text.marks.every] == [passage.id]


def test_copying_gives_the_canonical_text(view: SourcesView) -> None:
    text = view.reader.text
    text.go_to(0, 25, select=True)
    assert text.page is not None
    assert text.createMimeDataFromSelection().text() == text.page.text[:25]


# --- paragraphs -----------------------------------------------------------------------------------


def test_repeated_paragraphs_are_one_line_until_unfolded(
    view: SourcesView, bare_window: Window
) -> None:
    text = view.reader.text
    assert text.document().findBlockByNumber(8).text() == "Paragraph 9 repeats paragraph 2"
    to_paragraph(view, 9)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert text.document().findBlockByNumber(8).text().startswith("The decision is a major blow")
    assert not text.is_folded(9)
    bare_window.commands.action("sources_view.unfold").trigger()
    assert text.is_folded(9)


def test_arrow_keys_go_from_paragraph_to_paragraph(view: SourcesView) -> None:
    text = view.reader.text
    QTest.keyClick(text, Qt.Key.Key_Down)
    QTest.keyClick(text, Qt.Key.Key_Down)
    assert text.paragraph is not None
    assert text.paragraph.ordinal == 3
    QTest.keyClick(text, Qt.Key.Key_Up)
    assert text.paragraph.ordinal == 2


def test_without_a_selection_the_sentence_is_taken(view: SourcesView) -> None:
    to_paragraph(view, 3)
    text = view.reader.text
    stretch = text.stretch()
    assert stretch is not None
    assert text.page is not None
    assert not stretch.selected
    quote = text.page.text[stretch.start : stretch.stop]
    assert quote.startswith("According to Reuters")
    assert quote.endswith("Huang's visit.")


def test_words_of_a_repeated_paragraph_are_marked_where_they_stand_first(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    to_paragraph(view, 10)
    view.mark_passage()
    view.reader.marking.save()
    settle(bare_window, qtbot)
    newest = max(view.context.dossier.passages.find(), key=lambda each: each.number)
    assert newest.paragraph == 3
    assert any("repeats paragraph 3" in each for each in bare_window.notices.shown)


def test_the_margin_counts_what_was_made_of_a_paragraph(view: SourcesView) -> None:
    words = view.reader.text.lane.words(3)
    assert words == "Paragraph 3, 2 claims, 1 decision, 1 allocation"


# --- passages -------------------------------------------------------------------------------------


def test_j_and_k_go_from_passage_to_passage(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    marks = view.reader.text.marks.every
    view.next_row()
    view.next_row()
    assert view.context.selection.last == marks[1].passage.id
    view.row_above()
    assert view.context.selection.last == marks[0].passage.id
    settle(bare_window, qtbot)
    assert view.outline.list.currentIndex().row() == 0


def test_a_passage_opens_in_its_source_from_anywhere(
    bare_window: Window, sample: Dossier, qtbot: QtBot
) -> None:
    bare_window.take(sample)
    settle(bare_window, qtbot)
    passage = sample.passages.find()[20]
    context = bare_window.context
    assert context is not None
    context.open("passage", passage.id)
    settle(bare_window, qtbot)
    view = bare_window.view
    assert isinstance(view, SourcesView)
    qtbot.waitUntil(lambda: context.selection.last == passage.id)
    assert view.reader.text.position == passage.start


def test_a_claim_opens_where_it_is_made(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    claim = view.context.dossier.claims.find()[10]
    view.context.open("claim", claim.id)
    settle(bare_window, qtbot)
    assert view.context.selection.last == claim.passage


def test_codes_are_found_by_their_letters_made_and_reused(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    to_paragraph(view, 4)
    view.mark_passage()
    marking = view.reader.marking
    QTest.keyClicks(marking.line, "mixed signals")
    QTest.keyClick(marking.line, Qt.Key.Key_Return)
    QTest.keyClick(marking.line, Qt.Key.Key_Return)
    settle(bare_window, qtbot)
    assert [each.title for each in view.coding.codes] == ["mixed signals"]
    to_paragraph(view, 6)
    bare_window.commands.action("sources_view.mark_recent_1").trigger()
    settle(bare_window, qtbot)
    coded = [each for each in view.reader.text.marks.every if each.codes]
    assert [each.paragraph for each in coded] == [4, 6]
    view.context.undo()
    settle(bare_window, qtbot)
    assert len([each for each in view.reader.text.marks.every if each.codes]) == 1


def test_overlapping_passages_get_different_levels(sample: Dossier) -> None:
    source = sample.sources.find("is:held")[0]
    for stop in (60, 90, 120):
        sample.passages.mark(source, 0, stop)
    marks = read_marks(sample, read_page(sample, source.id))
    levels = [each.level for each in marks.every if each.passage.start == 0]
    assert levels == [0, 1, 2]


def test_finding_goes_through_the_hits(view: SourcesView) -> None:
    view.search_here()
    bar = view.reader.find_bar
    bar.line.setText("CHIPS")
    assert bar.count.text().startswith("1 of ")
    bar.after()
    assert bar.count.text().startswith("2 of ")
    assert view.reader.text.textCursor().selectedText() == "chips"
    bar.line.setText("no such words")
    assert bar.count.text() == "not found"


# --- forms from a sentence ------------------------------------------------------------------------


def test_d_fills_a_decision_saves_it_in_one_operation_and_undo_takes_all_back(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    dossier = view.context.dossier
    before = {kind: len(dossier.records(kind)) for kind in ("passage", "claim", "support")}
    to_paragraph(view, 3)
    QTest.keyClick(view.reader.text, Qt.Key.Key_D)
    settle(bare_window, qtbot)
    form = form_of(bare_window)
    names = dossier.parties.names()
    filled = form.filled()
    assert filled is not None
    assert filled.values["authority"] == names["China"]
    assert filled.values["action"] is Action.APPROVE_CONDITIONALLY
    buyers = [each.party for each in filled.values["parties"]]
    assert buyers == [names["ByteDance"], names["Alibaba"], names["Tencent"]]
    assert {"authority", "action", "parties"} <= filled.unconfirmed
    count = len(dossier.operations())
    form.save()
    settle(bare_window, qtbot)
    assert len(dossier.operations()) == count + 1
    decision = max(dossier.decisions.find(), key=lambda each: each.number)
    (evidence,) = dossier.evidence(decision)
    assert str(evidence.claim.quantity) == "more than 400,000 of the chips in total"
    assert [each.party for each in evidence.claim.attribution][1] == names["Reuters"]
    assert "authority" in evidence.fields
    view.context.undo()
    settle(bare_window, qtbot)
    assert dossier.decisions.count() == 3
    assert {kind: len(dossier.records(kind)) for kind in before} == before


def test_a_fills_an_allocation_with_the_joint_quantity(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    to_paragraph(view, 3)
    view.make_allocation()
    settle(bare_window, qtbot)
    form = form_of(bare_window)
    form.save()
    settle(bare_window, qtbot)
    made = max(view.context.dossier.allocations.find(), key=lambda each: each.number)
    assert made.quantity.sign_text() == "> 400,000"
    assert made.split is Split.JOINT_UNSPECIFIED
    assert len(made.recipients) == 3


def test_c_fills_a_claim_with_hedge_and_voice(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    to_paragraph(view, 4)
    view.make_claim()
    settle(bare_window, qtbot)
    form = form_of(bare_window)
    assert form.rows["hedge"].unconfirmed
    form.save()
    settle(bare_window, qtbot)
    made = max(view.context.dossier.claims.find(), key=lambda each: each.number)
    assert made.hedge == "is seen as"
    assert made.quote.startswith("The sale is seen as")


def test_names_that_the_dossier_lacks_are_offered_and_fill_the_form(
    bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    dossier.sources.add_text(
        "China has agreed to allow ByteDance and Tencent to buy more than 400,000 H200 chips.",
        title="A",
    )
    view = read(bare_window, dossier, qtbot)
    view.make_allocation()
    settle(bare_window, qtbot)
    form = form_of(bare_window)
    asked = stretch_form(form)
    assert [each.name for each in asked.reading.unknown] == [
        "China",
        "ByteDance",
        "Tencent",
        "H200",
    ]
    for name in ("ByteDance", "Tencent", "H200"):
        asked.add(next(each for each in asked.reading.unknown if each.name == name))
        settle(bare_window, qtbot)
    form.save()
    settle(bare_window, qtbot)
    (made,) = dossier.allocations.find()
    names = dossier.parties.names()
    assert list(made.recipients) == [names["ByteDance"], names["Tencent"]]
    assert made.item == dossier.items.find()[0].id
    (evidence,) = dossier.evidence(made)
    assert {"parties", "item", "quantity"} <= set(evidence.fields)


def test_a_second_record_of_one_sentence_rests_on_the_same_claim(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    claims = view.context.dossier.claims.count()
    for make in (view.make_decision, view.make_allocation):
        to_paragraph(view, 3)
        make()
        settle(bare_window, qtbot)
        form_of(bare_window).save()
        settle(bare_window, qtbot)
    assert view.context.dossier.claims.count() == claims + 1


def test_marks_made_elsewhere_show_without_leaving_the_place(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    text = view.reader.text
    to_paragraph(view, 6)
    at = text.position
    count = len(text.marks.every)
    assert text.page is not None
    view.context.dossier.passages.mark(text.page.source, 0, 7)
    qtbot.waitUntil(lambda: len(text.marks.every) == count + 1)
    settle(bare_window, qtbot)
    assert text.position == at


def test_of_very_many_passages_those_where_it_is_read_are_shown_first(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_MANY", 3)
    monkeypatch.setattr(reading, "_AROUND", 150)
    source = dossier.sources.add_text("\n".join(f"Paragraph {n:03} of it." for n in range(100)))
    for at in range(0, 2_000, 100):
        dossier.passages.mark(source, at, at + 9)
    shown = read_page(dossier, source.id)
    near = reading.marks_near(dossier, shown, 1_000)
    assert not near.whole
    assert [each.passage.start for each in near.every] == [900, 1_001, 1_100]
    assert reading.marks_near(dossier, shown, None) == read_marks(dossier, shown)
    assert len(read_marks(dossier, shown).every) == 20


def test_a_source_that_is_removed_meanwhile_gives_way_to_the_list(
    bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    dossier.sources.add_text("Some words of a source.", title="A")
    view = read(bare_window, dossier, qtbot)
    view.context.undo()
    settle(bare_window, qtbot)
    assert not view.reading


def test_a_page_is_read_with_its_origins(sample: Dossier) -> None:
    article = sample.sources.find("is:held")[0]
    assert [title for _, title in read_page(sample, article.id).origins] == ["Reuters"]
    reuters = sample.sources.find("-is:held")[0]
    assert read_page(sample, reuters.id).known_through[0][0] == article.id


def test_the_name_of_a_country_becomes_its_government() -> None:
    made = party_called("China")
    assert (made.title, made.kind, made.jurisdiction) == ("China", PartyKind.GOVERNMENT, "CHN")
    assert party_called("ByteDance").kind is PartyKind.OTHER
