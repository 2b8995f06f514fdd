"""A plugin that ends its process is named at the next start, and left out until it is allowed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.plugins.conftest import broken, done
from workbench import new_dossier
from workbench.model.kinds import Action
from workbench.plugins.at_work import AtWork

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Shell = Callable[..., subprocess.CompletedProcess[str]]

CUT_OFF = "left out: it was at work as the program, or its console, broke off"
AT_WORK = """
import os, sys
from pathlib import Path
from workbench.plugins.at_work import AtWork
work = AtWork(Path(sys.argv[1]))
work.begins("first")
work.begins("second")
work.begins("second")
work.ends("second")
{then}
"""


def process_with(folder: Path, then: str) -> int:
    """A process in which two plugins are at work, and what it does then; its number."""
    words = [sys.executable, "-c", AT_WORK.format(then=then), str(folder)]
    process = subprocess.Popen(words)  # noqa: S603 - our own words
    process.wait(timeout=60)
    return process.pid


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A dossier with something for each function of the plugin."""
    path = tmp_path / "a.dossier"
    with new_dossier(path) as dossier:
        dossier.decisions.log(title="Denied ", action=Action.DENY, jurisdiction="CHN")
        dossier.sources.add_text("The word on the street is that Beijing approved.", title="Note")
    return path


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("path = Path", ("codes", "adopt", "interviews")),
        ("actions = (each.action", ("analyses", "run", "by-action")),
        ("changed = 0", ("actions", "run", "tidy-titles")),
        ("from workbench.intake.suggestion", ("suggestions", "list", "Note")),
        ("painter.fillRect", ("trends", "plot", "--chart", "actions", "--out", "a.svg")),
    ],
)
def test_a_plugin_that_ends_the_program_is_known_by_name(
    shell: Shell, installed: Path, place: Path, line: str, command: tuple[str, ...]
) -> None:
    broken(installed, line, "__import__('os')._exit(9)")
    assert shell(*command, "-d", place).returncode == 9
    assert AtWork().cut_off() == {"subtitles"}


def test_a_plugin_that_cannot_even_be_imported_is_left_out_from_the_next_start_until_allowed(
    shell: Shell, installed: Path, place: Path
) -> None:
    whole = broken(installed, "import re", "__import__('ctypes').string_at(0)")
    assert shell("suggestions", "list", "Note", "-d", place).returncode not in {0, 1}
    again = shell("suggestions", "list", "Note", "-d", place)
    assert "approved" in done(again)
    assert "“subtitles” was at work as the program" in again.stderr
    (installed / "workbench_subtitles.py").write_text(whole, encoding="utf-8")
    assert CUT_OFF in done(shell("plugins", "list"))
    allowed = shell("plugins", "allow", "subtitles")
    assert (done(allowed), allowed.stderr) == ("“subtitles” works again.\n", "")
    assert CUT_OFF not in done(shell("plugins", "list"))


def test_who_was_at_work_as_a_process_broke_off_is_known_until_it_is_allowed(
    tmp_path: Path,
) -> None:
    process_with(tmp_path, "os._exit(1)")
    assert AtWork(tmp_path).cut_off() == {"first", "second"}
    AtWork(tmp_path).allow("first")
    assert AtWork(tmp_path).cut_off() == {"second"}
    AtWork(tmp_path).allow("second")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "end", ["sys.exit(3)", "work.ends('first'); work.ends('second'); os._exit(1)"]
)
def test_a_process_that_ends_as_it_should_or_outside_a_plugin_accuses_nobody(
    tmp_path: Path, end: str
) -> None:
    process_with(tmp_path, end)
    assert AtWork(tmp_path).cut_off() == set()
    assert not list(tmp_path.iterdir())


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    strange = tmp_path / "x-y.at-work"
    strange.write_text("strange")
    assert AtWork(tmp_path).cut_off() == set()
    assert strange.read_text() == "strange"


def test_who_is_at_work_in_a_process_that_runs_is_not_accused(tmp_path: Path) -> None:
    work = AtWork(tmp_path)
    work.begins("mine")
    assert work.cut_off() == AtWork(tmp_path / "none").cut_off() == set()
    work.ends("mine")


def test_what_a_process_that_was_ended_on_purpose_had_at_work_is_taken(tmp_path: Path) -> None:
    process = process_with(tmp_path, "os._exit(1)")
    assert AtWork(tmp_path).take(process) == ["first", "second"]
    assert AtWork(tmp_path).cut_off() == set()


def test_where_nothing_can_be_noted_plugins_work_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    work = AtWork(tmp_path / "file" / "plugins")
    work.begins("mine")
    work.ends("mine")
    assert work.cut_off() == set()
