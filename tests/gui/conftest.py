"""A window without a dossier, and one with; both are closed when the test ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from tests.gui.steps import SENTENCE
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
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.decisions.view import DecisionsView


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
    if isinstance(window.regions.form.content, Form):
        window.regions.form.content.close_form()
    assert window.let_go()
    assert window.jobs.finish()
    window.close()
    window.deleteLater()


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
