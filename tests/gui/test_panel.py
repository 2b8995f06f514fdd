from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, ClassVar

import pytest
from typing_extensions import override

from workbench import open_dossier
from workbench.gui.panel import Panel
from workbench.model import Decision, Item, Party
from workbench.model.query import Query

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.gui.context import Context
    from workbench.model.record import Record


class Counter(Panel):
    """Counts its refreshes."""

    shows: ClassVar[tuple[type[Record], ...]] = (Party,)
    follows_query = True
    follows_selection = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.refreshed = 0

    @override
    def refresh(self) -> None:
        self.refreshed += 1


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> Counter:
    made = Counter(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.refreshed == 1)
    return made


def test_a_panel_is_refreshed_once_for_many_changes(
    panel: Counter, context: Context, qtbot: QtBot
) -> None:
    chosen: list[object] = []  # the view behind chooses the first of them, which is news as well
    context.selection_changed.connect(chosen.append)
    with qtbot.waitSignals([context.dossier_changed] * 3):
        for name in ("A", "B", "C"):
            context.dossier.parties.add(Party(title=name))
    qtbot.waitUntil(lambda: panel.refreshed > 1 + len(chosen))
    qtbot.wait(30)
    assert panel.refreshed == 2 + len(chosen)


def test_a_change_of_another_kind_leaves_it_alone(
    panel: Counter, context: Context, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.dossier_changed):
        context.dossier.items.add(Item(title="H200"))
    qtbot.wait(30)
    assert panel.refreshed == 1


def test_a_hidden_panel_waits_until_it_is_shown(
    panel: Counter, context: Context, qtbot: QtBot
) -> None:
    panel.hide()
    with qtbot.waitSignal(context.dossier_changed):
        context.dossier.parties.add(Party(title="A"))
    qtbot.wait(30)
    assert panel.refreshed == 1
    panel.show()
    qtbot.waitUntil(lambda: panel.refreshed == 2)


def test_query_and_selection_refresh_who_follows_them(
    panel: Counter, context: Context, qtbot: QtBot
) -> None:
    context.set_query(Query.parse("h200"))
    qtbot.waitUntil(lambda: panel.refreshed == 2)
    context.select("party", "some id")
    qtbot.waitUntil(lambda: panel.refreshed == 3)
    context.select("party", "some id")
    qtbot.wait(30)
    assert panel.refreshed == 3


def test_of_two_reads_the_later_one_wins(panel: Counter, qtbot: QtBot) -> None:
    told: list[str] = []
    panel.read(lambda _: "first", told.append)
    panel.read(lambda _: "second", told.append)
    qtbot.waitUntil(lambda: not panel.context.jobs.running)
    assert told == ["second"]


def shown_and_gone(context: Context, qtbot: QtBot) -> weakref.ref[Counter]:
    """Show a panel, end it, and return what is left of it."""
    panel = Counter(context)
    panel.show()
    qtbot.waitUntil(lambda: panel.refreshed == 1)
    panel.hide()
    panel.deleteLater()
    return weakref.ref(panel)


def test_a_panel_dies_with_its_window(context: Context, qtbot: QtBot) -> None:
    seen = shown_and_gone(context, qtbot)
    qtbot.wait(10)
    gc.collect()
    assert seen() is None


def test_a_write_is_one_operation_with_its_label_and_says_so(
    context: Context, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.dossier_changed):
        context.write(
            "Log it",
            lambda d: [d.parties.add(Party(title="A")), d.decisions.add(Decision(title="B"))],
            say="Logged",
        )
    qtbot.waitUntil(lambda: context.notices.shown == ("Logged",))
    assert context.dossier.operations(1)[0].label == "Log it"
    context.undo()
    qtbot.waitUntil(lambda: context.dossier.parties.count() == 0)
    assert context.dossier.decisions.count() == 0
    context.redo()
    qtbot.waitUntil(lambda: context.dossier.parties.count() == 1)


def test_a_refused_write_becomes_a_notice_and_leaves_no_trace(
    context: Context, qtbot: QtBot
) -> None:
    before = len(context.dossier.operations())
    context.write("Remove", lambda d: d.parties.remove("P-0099"))
    qtbot.waitUntil(lambda: len(context.notices.shown) == 1)
    assert "P-0099" in context.notices.shown[0]
    assert len(context.dossier.operations()) == before


def test_what_another_process_wrote_is_seen(context: Context, qtbot: QtBot) -> None:
    other = open_dossier(context.dossier.path)
    with qtbot.waitSignal(context.dossier_changed, timeout=10_000) as told:
        other.parties.add(Party(title="From the console"))
    other.close()
    assert told.args[0].kinds() == {"party"}
