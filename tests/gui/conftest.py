"""A window without a dossier, and one with; both are closed when the test ends."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from tests.gui.steps import SENTENCE, put_away
from workbench.gui import icons, theme
from workbench.gui.collector import Collector
from workbench.gui.form import Form
from workbench.gui.window import Window
from workbench.model.allocation import Allocation, AllocationParty
from workbench.model.decision import Condition, Decision, DecisionLink
from workbench.model.kinds import Action, DecisionRelation, Split
from workbench.model.party import Party
from workbench.model.quantity import Quantity
from workbench.model.when import When
from workbench.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.decisions.view import DecisionsView


PATIENCE = 60.0
"""How many seconds a dialog may wait for an answer."""
REJECTED = QDialog.DialogCode.Rejected.value
OVER = pytest.StashKey[bool]()
"""Whether the body of a test has ended."""


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Note that nobody answers a dialog any more: a test that failed may have left one to come."""
    try:
        return (yield)
    finally:
        pyfuncitem.stash[OVER] = True


@pytest.fixture(autouse=True)
def answered(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """Cancel a dialog or menu that nobody answers, in which the whole run would wait for ever.

    No signal ends such a wait: Qt's own loop runs, in which what a handler raises is lost.
    """
    begun, waited = time.monotonic(), list[str]()

    def look() -> None:
        over = request.node.stash.get(OVER, False)
        if not over and time.monotonic() - begun < PATIENCE:
            return
        for asked in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if isinstance(asked, QDialog | QMenu):
                if not over:
                    waited.append(asked.windowTitle() or type(asked).__name__)
                asked.close() if isinstance(asked, QMenu) else asked.done(REJECTED)

    timer = QTimer(qapp)
    timer.setInterval(50)
    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()
    timer.deleteLater()
    if waited:
        pytest.fail(f"Nobody answered: {', '.join(waited)}", pytrace=False)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Return the application dressed, and collecting garbage as it does when run."""
    theme.load_fonts()
    icons.load()
    collector = Collector(qapp)
    yield qapp
    collector.stop()


@pytest.fixture
def bare_window(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Window]:
    """Return a window in which no dossier is open."""
    assert dressed is not None
    for name in {"dossier", "sample"} & set(request.fixturenames):
        request.getfixturevalue(name)  # made first, so that it is closed after the window
    theme.theme().follow(wish="light", size=13)
    window = Window(Settings(view="records", theme="light"), tmp_path / "settings.toml")
    window.show()
    qtbot.waitExposed(window)
    yield window
    QTest.keyRelease(window, Qt.Key.Key_Shift)  # its release may have gone with a view
    if isinstance(window.regions.form.content, Form):
        window.regions.form.content.close_form()
    put_away(window)


@pytest.fixture
def window(bare_window: Window, dossier: Dossier) -> Window:
    """Return a window on an empty dossier, showing the records view."""
    bare_window.take(dossier)
    return bare_window


@pytest.fixture
def context(window: Window) -> Context:
    """Return the context of the window's dossier."""
    assert window.context is not None
    return window.context


@pytest.fixture
def decided(dossier: Dossier) -> Dossier:
    """Return a dossier with a denial, the approval that undoes it, and an undated restriction."""
    with dossier.operation("Fill"):
        firms = dossier.parties.add_all(Party(title=n) for n in ("ByteDance", "Alibaba", "Tencent"))
        deny = dossier.decisions.add(
            Decision(
                title="Orders stopped",
                jurisdiction="CHN",
                action=Action.DENY,
                announced=When("2025-09-17"),
            )
        )
        source = dossier.sources.add_text(SENTENCE, title="Article")
        approve = dossier.decisions.log(
            cite=dossier.passages.mark(source, 0, len(SENTENCE)),
            read=("jurisdiction",),
            title="Purchase approved",
            jurisdiction="CHN",
            action=Action.APPROVE_CONDITIONALLY,
            announced=When("2026-01"),
            conditions=(Condition(words="terms not published"),),
            links=(DecisionLink(relation=DecisionRelation.REVERSES, decision=deny.id),),
        )
        dossier.decisions.add(
            Decision(title="Old limits", jurisdiction="USA", action=Action.RESTRICT)
        )
        dossier.allocations.add(
            Allocation(
                title="Joint lot",
                decision=approve.id,
                quantity=Quantity.parse("more than 400,000"),
                split=Split.JOINT_UNSPECIFIED,
                parties=tuple(AllocationParty(party=each.id) for each in firms),
            )
        )
    return dossier


@pytest.fixture
def decisions_view(bare_window: Window, decided: Dossier, qtbot: QtBot) -> DecisionsView:
    """Return the decisions view, filled and read."""
    bare_window.take(decided)
    made = cast("DecisionsView", bare_window.show_task("decisions"))
    qtbot.waitUntil(lambda: len(made.rows.ids) == 3)
    return made
