"""A folder of files made to harm, brought in by the window: each has its outcome, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gui.steps import settle
from tests.hostile.corpus import corpus, named
from workbench.gui.import_commands import ImportCommands
from workbench.gui.sources.view import SourcesView
from workbench.model.intake_report import IntakeOutcome

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window

LONGEST_MS = 120_000


def test_a_folder_made_to_harm_leaves_window_and_dossier_unharmed(
    bare_window: Window, dossier: Dossier, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = dossier.sources.add_text("Words that must stay.", title="Kept")
    folder = tmp_path / "corpus"
    folder.mkdir()
    files = corpus(folder)
    bare_window.take(dossier)
    view = bare_window.show_task("sources")
    assert isinstance(view, SourcesView)
    settle(bare_window, qtbot)
    view.bring_in([str(each) for each in named(folder)])
    qtbot.waitUntil(lambda: not bare_window.jobs.running, timeout=LONGEST_MS)
    settle(bare_window, qtbot)
    (report,) = dossier.intake_reports.latest()
    assert report.added + report.failed + report.held == len(files)
    assert report.left == 0
    assert all(line.words for line in report.lines if line.outcome is not IntakeOutcome.ADDED)
    assert len(view.rows.ids) == report.added + 1
    assert dossier.sources.get(kept.ref) == kept
    assert dossier.check() == []

    # the other doors of the window
    for text in ("NEAR(", "{title} : a AND"):
        view.search.line.setText(text)
        view.search.line.returnPressed.emit()
        settle(bare_window, qtbot)
    tables = bare_window.findChild(ImportCommands)
    assert tables is not None
    for name in ("bomb.xlsx", "virtual.csv", "nul.csv"):
        tables.open_table(files[name])
        qtbot.waitUntil(lambda: not bare_window.jobs.running, timeout=LONGEST_MS)
    assert dossier.sources.get(kept.ref) == kept
    for name in ("triggers.txt", "virtual.txt"):
        bare_window.dossier_commands.open_path(str(files[name]))
        qtbot.waitUntil(lambda: not bare_window.jobs.running, timeout=LONGEST_MS)
        assert bare_window.context is None
        assert bare_window.notices.shown
