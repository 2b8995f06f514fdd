"""The window leaves out of a briefing what is checked, and marks it lower with a reason only."""

from __future__ import annotations

import html
import threading
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt

from tests.gui.steps import settle
from workbench.gui.briefings import view as briefings_view
from workbench.model.kinds import Marking

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.briefings.release import ReleaseDialog
    from workbench.gui.briefings.view import BriefingsView
    from workbench.gui.window import Window
    from workbench.model import Source
    from workbench.model.progress import Progress

QUOTE = "Zebra Holdings will quietly receive 7,321 chips"


@pytest.fixture
def secret(sample: Dossier) -> Source:
    """A source that is marked high, with a passage that backs a decision."""
    with sample.operation("Add the secret") as op:
        source = sample.sources.add_text(f"{QUOTE} in November.", title="Quokka cable")
        source = op.put(replace(source, marking=Marking.RED, national="VS-Vertraulich"))
        claim = sample.claims.claim(
            sample.passages.mark_quote(source, QUOTE), statement="Zebra Holdings receives chips"
        )
        sample.decisions.log(cite=claim, title="Zebra Holdings approved")
    return source


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the analyst chooses to write."""
    chosen = tmp_path / "released.xlsx"
    monkeypatch.setattr(briefings_view, "ask_where", lambda *_: chosen)
    return chosen


@pytest.fixture
def dialog(bare_window: Window, sample: Dossier, secret: Source, qtbot: QtBot) -> ReleaseDialog:
    """The dialog, open, with the sources and the marking of the content read."""
    assert secret.marking is Marking.RED
    bare_window.take(sample)
    view = cast("BriefingsView", bare_window.show_task("briefings"))
    settle(bare_window, qtbot)
    bare_window.commands.refresh()
    bare_window.commands.action("briefings_view.release").trigger()
    assert view.releasing is not None
    settle(bare_window, qtbot)
    return view.releasing


def check(dialog: ReleaseDialog, ref: str, state: Qt.CheckState = Qt.CheckState.Checked) -> None:
    """Check the row of a source or passage that is shown."""
    flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    (item,) = dialog.leave_out.tree.findItems(ref, flags, 1)
    item.setCheckState(0, state)


def parts_of(path: Path) -> str:
    """Every part of a workbook, as one text."""
    with zipfile.ZipFile(path) as archive:
        return html.unescape(
            "".join(archive.read(each).decode("utf-8", "replace") for each in archive.namelist())
        )


def test_a_checked_source_is_left_out_and_the_marking_of_the_content_follows(
    dialog: ReleaseDialog,
    bare_window: Window,
    sample: Dossier,
    secret: Source,
    place: Path,
    qtbot: QtBot,
) -> None:
    assert dialog.content_words.text() == "TLP:RED · VS-Vertraulich"
    dialog.leave_out.search.setText("quietly zebra")
    check(dialog, secret.ref)
    assert secret.ref in dialog.leave_out.told.text()
    qtbot.waitUntil(lambda: dialog.content_words.text() == "TLP:CLEAR", timeout=20_000)

    dialog.write.click()
    qtbot.waitUntil(place.exists, timeout=20_000)
    settle(bare_window, qtbot)
    assert "Quokka" not in parts_of(place)
    assert "Zebra" not in parts_of(place)
    (written,) = sample.briefings.find()
    assert (written.left_out, written.marking) == (secret.ref, Marking.CLEAR)
    assert bare_window.notices.shown == (f"Wrote {place.name} in {place.parent}.",)


def test_a_lower_marking_is_refused_without_a_reason_and_recorded_with_one(
    dialog: ReleaseDialog, bare_window: Window, sample: Dossier, place: Path, qtbot: QtBot
) -> None:
    dialog.marking.setCurrentIndex(dialog.marking.findData(Marking.GREEN))
    dialog.national.setCurrentText("None")
    assert "lower" in dialog.reason_hint.text()
    dialog.write.click()
    assert dialog.reason_fault.isVisible()
    assert "TLP:RED · VS-Vertraulich" in dialog.reason_fault.text()
    settle(bare_window, qtbot)
    assert not place.exists()

    dialog.reason.setPlainText("Released by the originator")
    assert not dialog.reason_fault.isVisible()
    dialog.write.click()
    qtbot.waitUntil(place.exists, timeout=20_000)
    settle(bare_window, qtbot)
    (written,) = sample.briefings.find()
    assert (written.marking, written.national) == (Marking.GREEN, "")
    assert written.lowered_from == "TLP:RED · VS-Vertraulich"
    assert written.why_lowered == "Released by the originator"


def test_a_text_that_repeats_what_is_left_out_is_told_beside_the_list(
    dialog: ReleaseDialog,
    bare_window: Window,
    sample: Dossier,
    secret: Source,
    place: Path,
    qtbot: QtBot,
) -> None:
    sample.describe(replace(sample.about, bottom_line="As the Quokka cable says, more will come."))
    check(dialog, secret.ref)
    dialog.write.click()
    settle(bare_window, qtbot)
    qtbot.waitUntil(dialog.leave_out_fault.isVisible, timeout=20_000)
    assert "Quokka cable" in dialog.leave_out_fault.text()
    assert dialog.leave_out.refs == (secret.ref,)
    assert dialog.write.isEnabled()
    assert not place.exists()


def test_a_folder_that_is_not_there_is_told_in_the_dialog(
    dialog: ReleaseDialog,
    bare_window: Window,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(briefings_view, "ask_where", lambda *_: tmp_path / "none" / "b.xlsx")
    dialog.write.click()
    settle(bare_window, qtbot)
    assert "was not written" in dialog.fault.text()
    dialog.reject()
    assert bare_window.notices.shown == ()


def test_the_writing_is_stopped_in_the_dialog_which_stays(
    dialog: ReleaseDialog,
    bare_window: Window,
    sample: Dossier,
    place: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def write(_path: Path, *, progress: Progress, **_given: object) -> None:
        begun.set()
        go_on.wait(10)
        progress.step(1, 1, "Writing")

    monkeypatch.setattr(sample.briefings, "write", write)
    dialog.write.click()
    qtbot.waitUntil(begun.is_set)
    assert not dialog.write.isEnabled()
    dialog.cancel.click()
    go_on.set()
    settle(bare_window, qtbot)
    assert dialog.progress.text() == "Stopped. No briefing was written."
    assert dialog.write.isEnabled()
    assert dialog.isVisible()
    assert not place.exists()


def test_passages_are_checked_one_by_one_or_with_their_source(
    dialog: ReleaseDialog, sample: Dossier, secret: Source
) -> None:
    (passage,) = (each for each in sample.passages.find() if each.source == secret.id)
    tree = dialog.leave_out.tree
    (source,) = tree.findItems(secret.ref, Qt.MatchFlag.MatchExactly, 1)
    source.setExpanded(True)
    check(dialog, passage.ref)
    assert list(dialog.leave_out.refs) == [passage.ref]
    assert source.checkState(0) is Qt.CheckState.PartiallyChecked

    check(dialog, secret.ref)
    assert list(dialog.leave_out.refs) == [secret.ref]
    child = source.child(0)
    assert child is not None
    assert child.checkState(0) is Qt.CheckState.Checked
    assert child.isDisabled()
    check(dialog, secret.ref, Qt.CheckState.Unchecked)
    assert list(dialog.leave_out.refs) == []

    dialog.leave_out.search.setText("no such words")
    assert tree.topLevelItemCount() == 0
