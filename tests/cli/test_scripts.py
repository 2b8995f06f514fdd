"""`workbench run` and `workbench scripts`."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import outcome
from workbench import open_dossier
from workbench.console import scripts

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


@pytest.fixture
def file(dossier: Dossier) -> Path:
    """Close an empty dossier; its file."""
    dossier.close()
    return dossier.path


def test_a_script_file_runs_as_one_operation(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "two.py"
    script.write_text(
        'for t in ("A", "B"):\n    dossier.items.add(Item(title=t))\nprint(len(dossier.items))\n'
    )
    code, out, _ = outcome(capsys, "run", script, "-d", file, "--one-operation", "Add two")
    assert (code, out) == (0, "2\n")
    with open_dossier(file) as dossier:
        assert dossier.operations(limit=1)[0].label == "Add two"


def test_a_script_that_fails_in_one_operation_leaves_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "bad.py"
    script.write_text('dossier.items.add(Item(title="A"))\nundefined\n')
    code, _, err = outcome(capsys, "run", script, "-d", file, "--one-operation", "Add")
    assert code == 1
    assert "NameError" in err
    with open_dossier(file) as dossier:
        assert len(dossier.items) == 0


def test_a_script_comes_from_standard_input_too(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("import sys\nprint(sys.argv[1:], dossier.name)"))
    code, out, _ = outcome(capsys, "run", "-", "-d", file, "--read-only", "--", "x", "--y")
    assert (code, out) == (0, f"['x', '--y'] {file.name}\n")


def test_a_script_of_the_library_runs_once_it_is_trusted(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scripts.own_folder().mkdir(parents=True)
    (scripts.own_folder() / "hello.py").write_text('"""Greets."""\nprint("hello")\n')
    assert "not trusted" in outcome(capsys, "scripts", "list")[1]
    assert "print" in outcome(capsys, "scripts", "show", "hello")[1]
    code, _, err = outcome(capsys, "run", "hello", "-d", file)
    assert code == 1
    assert "workbench scripts trust" in err
    outcome(capsys, "scripts", "trust", "hello")
    assert outcome(capsys, "run", "hello", "-d", file)[:2] == (0, "hello\n")
    (listed,) = json.loads(outcome(capsys, "scripts", "list", "--json")[1])
    assert (listed["about"], listed["trusted"]) == ("Greets.", True)
    outcome(capsys, "scripts", "distrust", "hello")
    assert outcome(capsys, "run", "hello", "-d", file)[0] == 1


def test_a_script_may_read_the_past_and_write_nothing_there(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "read.py"
    script.write_text("print(dossier.moment.seq)\ndossier.items.add(Item(title='A'))\n")
    code, out, err = outcome(capsys, "--as-of", "#1", "run", script, "-d", file)
    assert (code, out) == (1, "1\n")
    assert "Go back to now" in err


def test_the_path_of_a_script_of_the_library_does_not_stand_for_trust(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = file.parent / "scripts" / "count.py"
    script.parent.mkdir()
    script.write_text("print(len(dossier.items))\n")
    code, _, err = outcome(capsys, "run", script, "-d", file)
    assert (code, "is not trusted on this machine" in err) == (1, True)
    scripts.trust(scripts.script_named("count", file))
    assert outcome(capsys, "run", script, "-d", file)[:2] == (0, "0\n")
