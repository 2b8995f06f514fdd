from __future__ import annotations

from decimal import Decimal
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from workbench.errors import InvalidField
from workbench.gui.fields import form_fields
from workbench.gui.form import Form, Read
from workbench.gui.widgets.editors import ChoiceEditor, LineEditor, ParagraphsEditor
from workbench.gui.widgets.parts import PartsEditor
from workbench.gui.widgets.quantity import QuantityEditor
from workbench.gui.widgets.reference import ReferenceEditor, matching
from workbench.gui.widgets.when import WhenEditor
from workbench.model import RECORDS, Allocation, Claim, Decision, Item, Party
from workbench.model.kinds import PartyKind, QuantityKind, Reading
from workbench.model.party import Alias
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.form import Filled
    from workbench.gui.window import Window


def shown(window: Window, form: Form) -> Form:
    """Show a form in the window and return it."""
    window.show_form(form, "Form")
    return form


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_every_kind_of_record_has_a_form(context: Context, kind: str, qtbot: QtBot) -> None:
    form = Form(context, RECORDS[kind])
    qtbot.addWidget(form)
    assert set(form.rows) == {each.name for each in form_fields(RECORDS[kind])}


def test_a_new_record_is_saved_with_what_was_typed(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    form = shown(window, Form(context, Party))
    line = form.rows["title"].editor.field()
    QTest.keyClicks(line, "ByteDance")
    with qtbot.waitSignal(form.closed):
        QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [each.title for each in context.dossier.parties.find()] == ["ByteDance"]
    assert context.dossier.operations(1)[0].label == "Add party"


def test_editing_changes_the_record_and_keeps_its_number(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    party = context.dossier.parties.add(Party(title="Bytedance"))
    form = shown(window, Form(context, Party, record=party))
    form.rows["title"].editor.set_value("ByteDance")
    with qtbot.waitSignal(form.saved) as saved:
        form.save()
    assert saved.args[0].number == party.number
    assert context.dossier.parties.get(party.id).title == "ByteDance"


def test_what_somebody_else_changed_while_the_form_was_open_stays(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    party = context.dossier.parties.add(Party(title="Bytedance", note="Beijing"))
    form = shown(window, Form(context, Party, record=party))
    context.dossier.parties.change(party, note="Singapore", aliases=(Alias(name="TikTok"),))
    form.rows["title"].editor.set_value("ByteDance")
    with qtbot.waitSignal(form.closed):
        form.save()
    now = context.dossier.parties.get(party.id)
    assert (now.title, now.note) == ("ByteDance", "Singapore")
    assert [each.name for each in now.aliases] == ["TikTok"]


@pytest.mark.parametrize("editor_of", [LineEditor, ParagraphsEditor])
def test_text_that_was_not_touched_stays_exactly_as_it_was(
    editor_of: type[LineEditor | ParagraphsEditor], qtbot: QtBot
) -> None:
    editor = editor_of()
    qtbot.addWidget(editor)
    editor.set_value(" 400\u00a0000 chips\n")
    assert editor.value() == " 400\u00a0000 chips\n"
    QTest.keyClicks(editor.field(), "x")
    assert str(editor.value()).startswith("x")


def test_a_form_that_is_closed_at_once_leaves_no_reading_behind_that_breaks(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    maker = context.dossier.parties.add(Party(title="Nvidia"))
    item = context.dossier.items.add(Item(title="H200", maker=maker.id))
    form = shown(window, Form(context, Item, record=item))
    editor = form.rows["maker"].editor
    assert isinstance(editor, ReferenceEditor)
    broken: list[object] = []
    window.jobs.broken.connect(broken.append)
    with qtbot.captureExceptions() as raised:
        editor._ask()  # noqa: SLF001 - what the pause after a key does
        form.close_form()
        QCoreApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)
        qtbot.waitUntil(lambda: not window.jobs.running)
    assert not raised
    assert not broken


def test_a_form_that_is_discarded_while_it_saves_breaks_nothing(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    free = Event()

    def slow(dossier: Dossier, filled: Filled) -> Party:
        assert free.wait(10)
        return dossier.parties.add(Party(**filled.values))

    form = shown(window, Form(context, Party, save=slow))
    form.rows["title"].editor.set_value("ByteDance")
    with qtbot.captureExceptions() as raised:
        form.save()
        form.close_form()
        QCoreApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)
        free.set()
        qtbot.waitUntil(lambda: not window.jobs.running)
    assert not raised
    assert context.dossier.parties.count() == 1


def test_what_is_refused_after_its_form_was_closed_is_still_told(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    free = Event()

    def refuse(_dossier: Dossier, _filled: Filled) -> None:
        assert free.wait(10)
        raise InvalidField("jurisdiction", "Write three capital letters.")

    form = shown(window, Form(context, Party, save=refuse))
    form.rows["title"].editor.set_value("Beijing")
    form.save()
    form.close_form()
    QCoreApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(window.jobs.refused) as refused:
        free.set()
    assert "Write three capital letters." in str(refused.args[0])


def test_a_reference_is_found_among_many(context: Context) -> None:
    many = [Party(title=f"Firm {number:04}") for number in range(5_001)]
    context.dossier.parties.add_all([*many, Party(title="Zhipu")])
    assert [each.name for each in matching(context.dossier, "party", "zhi")] == ["Zhipu"]
    assert [each.ref for each in matching(context.dossier, "party", "P-5002")] == ["P-5002"]


def test_a_form_that_comes_back_has_the_cursor_where_it_was(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    form = shown(window, Form(context, Party))
    note = form.rows["note"].editor.field()
    note.setFocus()
    form.hide()
    form.show()
    qtbot.waitUntil(lambda: window.focusWidget() is note)


def test_a_needed_field_that_is_empty_is_named_under_it(window: Window, context: Context) -> None:
    form = shown(window, Form(context, Party))
    assert form.filled() is None
    assert form.rows["title"].fault.text() == "Name is needed."
    assert form.rows["title"].fault.isVisible()
    assert window.focusWidget() is form.rows["title"].editor.field()


def test_what_the_dossier_refuses_stands_under_the_field_it_names(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    def refuse(_dossier: Dossier, _filled: Filled) -> None:
        raise InvalidField("jurisdiction", "Write three capital letters.")

    form = shown(window, Form(context, Party, save=refuse))
    form.rows["title"].editor.set_value("Beijing")
    form.save()
    qtbot.waitUntil(form.rows["jurisdiction"].fault.isVisible)
    assert form.rows["jurisdiction"].fault.text() == "Write three capital letters."
    assert window.regions.form.content is form


def test_a_value_read_from_the_sentence_is_not_confirmed_until_it_is_touched(
    window: Window, context: Context
) -> None:
    read = {"title": Read("Beijing", "Beijing"), "note": Read("A metonym")}
    form = shown(window, Form(context, Party, read=read))
    assert form.rows["title"].chip.isVisible()
    form.rows["title"].chip.click()
    assert not form.rows["title"].chip.isVisible()
    filled = form.filled()
    assert filled is not None
    assert filled.unconfirmed == {"note"}
    QTest.keyClicks(form.rows["note"].editor.field(), "X")
    filled = form.filled()
    assert filled is not None
    assert not filled.unconfirmed


def test_everything_read_can_be_confirmed_at_once(window: Window, context: Context) -> None:
    form = shown(window, Form(context, Party, read={"title": Read("A"), "note": Read("b")}))
    form.confirm_all()
    filled = form.filled()
    assert filled is not None
    assert not filled.unconfirmed


def test_cancel_asks_inside_the_form_when_something_would_be_lost(
    window: Window, context: Context
) -> None:
    form = shown(window, Form(context, Party))
    QTest.keyClicks(form.rows["title"].editor.field(), "Huawei")
    QTest.keyClick(form.rows["title"].editor.field(), Qt.Key.Key_Escape)
    assert window.regions.form.content is form
    assert not window.form_can_go()
    form.close_form()
    assert window.regions.form.content is None


def test_cancel_closes_an_untouched_form_at_once(window: Window, context: Context) -> None:
    form = shown(window, Form(context, Party))
    form.cancel()
    assert window.regions.form.content is None


def test_a_quantity_says_what_it_understood(qtbot: QtBot) -> None:
    editor = QuantityEditor()
    qtbot.addWidget(editor)
    editor.words.setText("more than 400,000")
    assert editor._said.text() == "> 400,000, no upper bound"  # noqa: SLF001 - what is shown
    assert editor.value() == Quantity.parse("more than 400,000")


def test_a_vague_quantity_gets_bounds_only_by_the_analysts_reading(qtbot: QtBot) -> None:
    editor = QuantityEditor()
    qtbot.addWidget(editor)
    editor.set_value(Quantity.vague("hundreds of thousands", "chip"))
    value = editor.value()
    assert isinstance(value, Quantity)
    assert value.low is None
    editor.low.setText("200,000")
    value = editor.value()
    assert isinstance(value, Quantity)
    assert (value.kind, value.low) == (QuantityKind.VAGUE, Decimal(200_000))
    assert value.reading is Reading.ANALYST


def test_a_quantity_that_was_not_touched_stays_exactly_as_it_was(qtbot: QtBot) -> None:
    editor = QuantityEditor()
    qtbot.addWidget(editor)
    estimate = Quantity(kind=QuantityKind.ESTIMATE_CI, low=Decimal(1), high=Decimal(3))
    editor.set_value(estimate)
    assert editor.value() is estimate


def test_an_impossible_date_is_refused_with_words(qtbot: QtBot) -> None:
    editor = WhenEditor()
    qtbot.addWidget(editor)
    editor.line.setText("31 February 2026")
    with pytest.raises(InvalidField, match="2026"):
        editor.value()
    editor.set_value(When("2026-01"))
    assert editor.value() == When("2026-01")


def test_a_wrong_date_is_told_under_its_field_while_it_is_typed_and_once_only(
    window: Window, context: Context
) -> None:
    form = shown(window, Form(context, Decision, only=("title", "announced")))
    row = form.rows["announced"]
    line, said = row.editor.field(), row.editor.findChild(QLabel)
    assert isinstance(line, QLineEdit)
    assert said is not None
    line.setFocus()
    QTest.keyClicks(line, "soon")
    assert said.isVisible()
    assert said.text().startswith("'soon' is no date. Write 2026-01-28")
    assert said.property("role") == "small", "it is not red while it is typed"
    form.rows["title"].editor.field().setFocus()
    assert said.property("role") == "error"
    assert line.property("state") == "bad"
    form.save()
    assert row.fault.isHidden(), "it stands there once"
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "2026")
    assert said.text() == "year: 2026-01-01 to 2026-12-31"
    assert said.property("role") == "small"
    assert line.property("state") == ""


def test_a_choice_is_spelled_for_people(qtbot: QtBot) -> None:
    editor = ChoiceEditor(PartyKind)
    qtbot.addWidget(editor)
    editor.set_value(PartyKind.MEDIA_ORG)
    assert editor.combo.currentText() == "Media org"
    assert editor.value() is PartyKind.MEDIA_ORG


def test_a_reference_is_found_by_typing(window: Window, context: Context, qtbot: QtBot) -> None:
    maker = context.dossier.parties.add(Party(title="Nvidia"))
    form = shown(window, Form(context, Item))
    editor = form.rows["maker"].editor
    assert isinstance(editor, ReferenceEditor)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "nvi")
    qtbot.waitUntil(lambda: editor.offers() == ["Nvidia", "Add “nvi” as a new party"])
    with pytest.raises(InvalidField, match="list"):
        editor.value()
    editor.pick(0)
    assert editor.value() == maker.id
    assert editor.line.text() == "Nvidia"


def test_a_party_that_is_missing_can_be_added_from_the_field(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    form = shown(window, Form(context, Item))
    editor = form.rows["maker"].editor
    assert isinstance(editor, ReferenceEditor)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "AMD")
    qtbot.waitUntil(lambda: len(editor.offers()) == 1)
    editor.pick(0)
    qtbot.waitUntil(lambda: context.dossier.parties.count() == 1)
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert editor.value() == context.dossier.parties.find()[0].id


def test_an_existing_reference_shows_its_name(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    maker = context.dossier.parties.add(Party(title="Nvidia"))
    item = context.dossier.items.add(Item(title="H200", maker=maker.id))
    form = shown(window, Form(context, Item, record=item))
    editor = form.rows["maker"].editor
    assert isinstance(editor, ReferenceEditor)
    qtbot.waitUntil(lambda: editor.line.text() == "Nvidia")
    filled = form.filled()
    assert filled is not None
    assert filled.values["maker"] == maker.id


def test_saving_before_a_reference_has_been_read_keeps_it(window: Window, context: Context) -> None:
    maker = context.dossier.parties.add(Party(title="Nvidia"))
    item = context.dossier.items.add(Item(title="H200", maker=maker.id))
    form = shown(window, Form(context, Item, record=item))
    filled = form.filled()
    assert filled is not None
    assert filled.values["maker"] == maker.id


def test_parts_are_added_and_taken_out(window: Window, context: Context) -> None:
    party = context.dossier.parties.add(
        Party(title="China", aliases=(Alias(name="Beijing"), Alias(name="PRC")))
    )
    form = shown(window, Form(context, Party, record=party))
    editor = form.rows["aliases"].editor
    assert isinstance(editor, PartsEditor)
    editor.take_out(editor.rows()[0])
    editor.add()
    name = editor.rows()[1].editors["name"]
    assert isinstance(name, LineEditor)
    name.set_value("Zhongnanhai")
    filled = form.filled()
    assert filled is not None
    assert [each.name for each in filled.values["aliases"]] == ["PRC", "Zhongnanhai"]


def test_an_empty_part_is_refused_with_words(window: Window, context: Context) -> None:
    form = shown(window, Form(context, Party, read={"title": Read("China")}))
    editor = form.rows["aliases"].editor
    assert isinstance(editor, PartsEditor)
    editor.add()
    assert form.filled() is None
    assert "needed" in form.rows["aliases"].fault.text()


def test_a_save_of_ones_own_is_one_operation(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    def log_it(dossier: Dossier, filled: Filled) -> Allocation:
        item = dossier.items.add(Item(title="H200"))
        return dossier.allocations.add(Allocation(item=item.id, **filled.values))

    form = shown(
        window,
        Form(context, Allocation, only=("title", "quantity"), save=log_it, label="Log allocation"),
    )
    form.rows["title"].editor.set_value("H200 to three buyers")
    with qtbot.waitSignal(form.closed):
        form.save()
    assert context.dossier.operations(1)[0].label == "Log allocation"
    context.dossier.undo()
    assert not context.dossier.items.count()
    assert not context.dossier.allocations.count()


def test_typing_takes_the_place_of_a_title_that_was_read(context: Context, qtbot: QtBot) -> None:
    form = Form(context, Party, read={"title": Read("Reuters said", "Reuters said")})
    context.show_form(form, "New party")
    qtbot.waitUntil(form.rows["title"].editor.field().hasFocus)
    QTest.keyClicks(form.rows["title"].editor.field(), "AP")
    assert form.rows["title"].editor.value() == "AP"
    form.close_form()


def test_a_text_of_several_lines_has_room_for_them_in_a_new_form_of_a_small_window(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    window.resize(1100, 620)
    form = shown(window, Form(context, Claim))
    text = form.rows["statement"].editor.field()
    assert isinstance(text, QPlainTextEdit)
    line = text.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: text.viewport().height() >= 3 * line)
    text.setPlainText("One line\n" * 6)
    qtbot.waitUntil(lambda: text.viewport().height() >= 6 * line)


def test_what_is_true_or_not_is_said_once(window: Window, context: Context, qtbot: QtBot) -> None:
    row = shown(window, Form(context, Claim)).rows["ambiguous"]
    qtbot.waitUntil(row.editor.isVisible)
    assert not row.label.isVisible()
