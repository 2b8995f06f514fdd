from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.dossier.exchange import Exchanged
from workbench.gui.exchange import ExchangeCommands, LossReport

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window


@pytest.fixture
def exchange(bare_window: Window, sample: Dossier) -> ExchangeCommands:
    bare_window.take(sample)
    return bare_window.findChildren(ExchangeCommands)[0]


def test_a_project_is_taken_in_and_what_did_not_come_is_told(
    exchange: ExchangeCommands,
    sample: Dossier,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "study.qdpx"
    assert sample.exchange.write_project(path).lost
    told: list[str] = []
    monkeypatch.setattr(exchange, "tell", lambda heading, _done: told.append(heading))
    exchange.read(path)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Taken in from study.qdpx"]


def test_the_report_says_what_went_and_what_did_not(
    exchange: ExchangeCommands, qtbot: QtBot
) -> None:
    done = Exchanged(counts=(("codes", 6),), lost=("Not taken: 2 cases.",))
    report = LossReport("Taken in", done, exchange.window)
    qtbot.addWidget(report)
    assert report.words.toPlainText() == "Not taken: 2 cases."


def test_commands_are_in_the_menu(exchange: ExchangeCommands) -> None:
    action = exchange.window.commands.action("exchange.write_project")
    assert action.isEnabled()
