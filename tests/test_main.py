from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata

import pytest

from workbench import __main__ as start


@pytest.mark.parametrize(
    ("qt", "python", "bad"),
    [
        ("6.12.0", (3, 11), True),
        ("6.12.0", (3, 12), False),
        ("6.11.3", (3, 11), False),
        ("6.9.1", (3, 11), False),
    ],
)
def test_the_pair_that_crashes_is_known(qt: str, python: tuple[int, int], bad: bool) -> None:  # noqa: FBT001 - a table
    assert start.drops_none(qt, python) is bad


def test_the_installed_pair_may_open_the_window() -> None:
    assert start.refusal() == ""


def test_a_pair_that_crashes_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(metadata, "version", lambda _name: "6.12.0")
    monkeypatch.setattr(start, "IMMORTAL_NONE", (99, 0))

    code = start.main([])

    said = capsys.readouterr().err
    assert code == 1
    assert "PySide6 6.12.0 crashes Python" in said
    assert "pip install 'PySide6-Essentials>=6.11.3,<6.12'" in said


@pytest.mark.parametrize("arguments", [[], ["--sample"], ["h200.dossier"], ["My File.DOSSIER"]])
def test_nothing_or_a_dossier_asks_for_the_window(arguments: list[str]) -> None:
    assert start.wants_window(arguments)


@pytest.mark.parametrize(
    "arguments", [["search", "h200"], ["--help"], ["dossier", "info", "h200.dossier"]]
)
def test_everything_else_is_a_command(arguments: list[str]) -> None:
    assert not start.wants_window(arguments)


def test_the_start_loads_nothing_heavy() -> None:
    heavy = {"PySide6", "sqlalchemy", "openpyxl", "numpy", "typer", "rich", "IPython"}
    script = f"import sys, workbench.__main__; print(*sorted({heavy!r} & set(sys.modules)), end='')"

    done = subprocess.run(  # noqa: S603 - this Python, a fixed script
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == ""


@pytest.mark.parametrize(
    ("typed", "word", "offered"),
    [
        ("workbench deci", "1", "decisions"),
        ("workbench decisions ", "2", "list"),
        ("workbench decisions list --js", "3", "--json"),
    ],
)
def test_a_shell_completes_commands_and_options_and_no_window_opens(
    typed: str, word: str, offered: str
) -> None:
    asked = {"_WORKBENCH_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": word}
    told = subprocess.run(
        [sys.executable, "-c", ("import sys; sys.argv[0] = 'workbench'\nfrom workbench.__main__"
         " import main\nsys.exit(main())")],
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )  # fmt: skip
    assert offered in told.stdout.split()
