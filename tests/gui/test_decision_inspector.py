from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from tests.gui.steps import SENTENCE, asked_to_revert, look_at
from workbench.gui.decisions.form import open_decision_form
from workbench.gui.decisions.sheet import MOST_CARDS, read_sheet
from workbench.gui.form import Form, Read
from workbench.gui.inspector.fact import Fact
from workbench.gui.inspector.parts import Link, QuantityCard, Quote, StepRow
from workbench.gui.inspector.past import read_past
from workbench.model.allocation import Allocation
from workbench.model.decision import Condition, Decision
from workbench.model.forecast import Forecast
from workbench.model.kinds import Action
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.decisions.view import DecisionsView
    from workbench.gui.window import Window
    from workbench.model.passage import Passage


@pytest.fixture
def view(decisions_view: DecisionsView) -> DecisionsView:
    """Return the decisions view, filled and read."""
    return decisions_view


def test_the_inspector_shows_figure_facts_evidence_chain_and_history(
    view: DecisionsView, qtbot: QtBot
) -> None:
    inspector = look_at(view, "Purchase approved", qtbot)
    card = inspector.findChildren(QuantityCard)[0]
    words = [each.text() for each in card.findChildren(QLabel)]
    assert words[0] == "> 400,000"
    assert "split not known" in words
    assert "ByteDance, Alibaba, Tencent" in words
    facts = {each.accessibleName() for each in inspector.findChildren(Fact)}
    assert {"Instrument: not stated", "Effective: not stated", "Announced: Jan 2026"} <= facts
    assert inspector.findChildren(Quote)[0].accessibleName() == f"F6 Article: {SENTENCE}"
    assert [each.accessibleName() for each in inspector.findChildren(Link) if each.isVisible()] == [
        "Undoes: D-0001  Orders stopped"
    ]
    assert any(each.text() == "1 origin: Article" for each in inspector.findChildren(QLabel))


class Strays(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_of_the_inspector_flashes_up_as_a_window_of_its_own(
    view: DecisionsView, qapp: QApplication, qtbot: QtBot
) -> None:
    strays = Strays()
    qapp.installEventFilter(strays)
    inspector = look_at(view, "Purchase approved", qtbot)
    qapp.removeEventFilter(strays)
    assert inspector.findChildren(QuantityCard)
    assert strays.seen == []


def test_a_quote_opens_the_sentence_in_its_source(view: DecisionsView, qtbot: QtBot) -> None:
    opened: list[tuple[str, str]] = []
    view.context.open = (  # type: ignore[method-assign] # the sources view is not of this test
        lambda kind, key, **_: opened.append((kind, key))
    )
    inspector = look_at(view, "Purchase approved", qtbot)
    inspector.findChildren(Quote)[0].pressed.emit()
    passage = view.context.dossier.passages.find()[0]
    assert opened == [("passage", passage.id)]


def test_the_chain_is_walked_both_ways(view: DecisionsView, qtbot: QtBot) -> None:
    inspector = look_at(view, "Purchase approved", qtbot)
    view.earlier_in_chain()
    qtbot.waitUntil(lambda: inspector.sheet is not None and inspector.sheet.record.number == 1)
    assert inspector.findChildren(Link)[0].accessibleName().startswith("Undone by: D-0002")
    view.later_in_chain()
    qtbot.waitUntil(lambda: inspector.sheet is not None and inspector.sheet.record.number == 2)


def test_a_change_stands_in_the_history_and_can_be_taken_back(
    view: DecisionsView, qtbot: QtBot
) -> None:
    dossier = view.context.dossier
    inspector = look_at(view, "Orders stopped", qtbot)
    dossier.decisions.change("D-0001", announced=When("2025-09"), instrument="Notice 7")
    qtbot.waitUntil(lambda: inspector.sheet is not None and len(inspector.sheet.past) == 2)
    assert inspector.sheet is not None
    assert set(inspector.sheet.past[0].changes) == {
        "Announced: 17 Sep 2025 → Sep 2025",
        "Instrument: not stated → Notice 7",
    }
    inspector.findChildren(StepRow)[0].unwanted.emit()
    asked_to_revert(view.window(), qtbot).act.click()
    qtbot.waitUntil(lambda: dossier.decisions.get("D-0001").announced == When("2025-09-17"))


def test_parts_in_the_history_are_named(decided: Dossier) -> None:
    decided.decisions.change("D-0002", links=(), conditions=(Condition(words="no resale"),))
    sheet = read_sheet(decided, decided.decisions.get("D-0002").id)
    assert sheet is not None
    assert "Links taken out: Reverses · Orders stopped" in sheet.past[0].changes
    assert any(each.endswith("no resale") for each in sheet.past[0].changes)


def test_the_history_says_a_probability_as_it_was_given(decided: Dossier) -> None:
    made = decided.forecasts.add(Forecast(question="More approvals?", criteria="Reported"))
    told: list[str] = []
    for given, who in (("40", "Ada"), ("likely", "Bo")):
        decided.forecasts.estimate(made, given, at="2026-02-01", analyst=who)
        told += read_past(decided, decided.forecasts.get(made))[0].changes
    assert "Probabilities added: 1 Feb 2026 · Ada · 40 %" in told
    assert any("Bo · likely" in each for each in told)


def test_a_fact_is_edited_in_its_place(
    view: DecisionsView, bare_window: Window, qtbot: QtBot
) -> None:
    inspector = look_at(view, "Orders stopped", qtbot)
    fact = next(
        each
        for each in inspector.findChildren(Fact)
        if each.accessibleName().startswith("Instrument")
    )
    QTest.mouseDClick(fact, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(bare_window.regions.form.content, Form))
    form = cast("Form", bare_window.regions.form.content)
    qtbot.waitUntil(form.rows["instrument"].editor.field().hasFocus)
    QTest.keyClicks(form.rows["instrument"].editor.field(), "Notice 7")
    form.save()
    dossier = view.context.dossier
    qtbot.waitUntil(lambda: dossier.decisions.get("D-0001").instrument == "Notice 7")
    assert dossier.operations(1)[0].label == "Change decision D-0001"
    qtbot.waitUntil(lambda: "Decision D-0001 changed" in view.context.notices.shown)


def test_escape_leaves_the_record_as_it_was(
    view: DecisionsView, bare_window: Window, qtbot: QtBot
) -> None:
    look_at(view, "Orders stopped", qtbot)
    view.edit_row()
    qtbot.waitUntil(lambda: isinstance(bare_window.regions.form.content, Form))
    before = view.context.dossier.operations(1)
    cast("Form", bare_window.regions.form.content).cancel()
    assert bare_window.regions.form.content is None
    assert view.context.dossier.operations(1) == before


def test_what_was_read_from_the_sentence_is_cited_in_one_operation(
    view: DecisionsView, qtbot: QtBot
) -> None:
    dossier = view.context.dossier
    source = dossier.sources.add_text("Beijing approved hundreds of thousands.", title="Second")

    def mark(within: Dossier) -> Passage:
        return within.passages.mark(source, 0, 16)

    form = open_decision_form(
        view.context,
        prefilled={
            "jurisdiction": Read("CHN", "Beijing"),
            "action": Read(Action.APPROVE, "approved"),
        },
        cite=mark,
        then=lambda decision: view.context.select("decision", decision.id),
    )
    assert form.rows["jurisdiction"].chip.text() == "read from the sentence"
    form.rows["title"].editor.set_value("Approved")
    form.rows["action"].editor.set_value(Action.RELAX)
    form.save()
    qtbot.waitUntil(lambda: dossier.decisions.count() == 4)
    made = dossier.decisions.get("D-0004")
    backed = {each.field for each in dossier.supports.of(made) if each.claim}
    assert backed == {"", "jurisdiction"}
    assert dossier.operations(1)[0].label == "Log decision"
    qtbot.waitUntil(lambda: view.context.selection.ids == (made.id,))
    dossier.undo()
    assert dossier.decisions.count() == 3
    assert not dossier.passages.of(source)


def test_a_decision_of_very_many_allocations_shows_the_first_and_says_how_to_see_the_others(
    dossier: Dossier,
) -> None:
    rule = dossier.decisions.add(Decision(title="Licences granted"))
    dossier.allocations.add_all(
        Allocation(title=f"Lot {n}", decision=rule.id, quantity=Quantity.exact(n + 1, "chip"))
        for n in range(MOST_CARDS + 300)
    )
    sheet = read_sheet(dossier, rule.id)
    assert sheet is not None
    assert len(sheet.cards) == MOST_CARDS + 1
    rest = sheet.cards[-1]
    assert rest.figure == "300 more"
    assert dossier.allocations.get(rest.key).quantity == Quantity.exact(MOST_CARDS + 1, "chip")
    (query,) = (word for word in rest.lines[0].split() if ":" in word)
    assert len(dossier.allocations.ids(query)) == MOST_CARDS + 300
