"""Files that commands write go to standard output too, with nothing else on it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from typing import TextIO

    from workbench import Dossier


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("trends", "plot", "--out", "-.svg"), b"<?xml"),
        (("briefings", "write", "--out", "-.xlsx"), b"PK"),
        (("exchange", "write", "--out", "-.qdpx"), b"PK"),
        (("exchange", "write", "--out", "-.json"), b"{"),
    ],
    ids=["picture", "workbook", "project", "provenance"],
)
def test_a_file_can_go_to_standard_output(
    file: Path, tmp_path: Path, words: tuple[str, ...], begins: bytes
) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "workbench", *words, "-d", file],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(begins)
    assert list(tmp_path.iterdir()) == [file]
    if words[-1].endswith(".xlsx"):
        from openpyxl import load_workbook

        assert "Cover" in load_workbook(BytesIO(done.stdout)).sheetnames


@pytest.mark.parametrize(
    ("out", "back", "told"),
    [
        (("briefings", "recipe", "minister"), ("briefings", "keep", "-"), "RC-0001"),
        (
            ("sources", "write-references", "--out", "-.ris"),
            ("sources", "add-references", "-"),
            "2",
        ),
        (("exchange", "write", "--out", "-.qdpx"), ("exchange", "read", "-"), "passages"),
        (
            ("sql", "select 'title' union all select 'Sales stopped'"),
            ("decisions", "import", "-"),
            "1 decision of 1 row added",
        ),
    ],
    ids=["recipe", "references", "project", "table"],
)
def test_what_one_command_writes_another_reads_from_standard_input(
    sample: Dossier,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    out: tuple[str, ...],
    back: tuple[str, ...],
    told: str,
) -> None:
    assert run([*out, "-d", str(sample.path)]) == 0
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(capfdbinary.readouterr().out)))
    assert run([*back, "-d", str(sample.path)]) == 0
    assert told in b"".join(capfdbinary.readouterr()).decode()


@contextmanager
def full() -> Iterator[TextIO]:
    """Standard output that takes nothing."""
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        yield stream


@contextmanager
def hung_up() -> Iterator[TextIO]:
    """Standard output into a pipe that nobody reads any more."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as stream:
        yield stream


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without /dev/full")
@pytest.mark.parametrize(
    ("where", "complaint", "code"),
    [(full, "The output could not be written: No space left on device", 1), (hung_up, "", 141)],
)
def test_output_that_cannot_be_written_is_no_fault_of_the_workbench(
    file: Path,
    capsys: pytest.CaptureFixture[str],
    where: Callable[[], AbstractContextManager[TextIO]],
    complaint: str,
    code: int,
) -> None:
    with where() as stream, redirect_stdout(stream):  # at its end it would be written once more
        assert run(["decisions", "list", "-d", str(file)]) == code
    assert capsys.readouterr().err.partition(".")[0] == complaint


MUCH = "with recursive n(i) as (select 1 union all select i + 1 from n limit 9999) select i from n"


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        (("sql", MUCH), ""),
        (("run", "-"), "for n in range(9_999): print(n)"),
        (("decisions", "list", "--json"), ""),
        (("decisions", "--help"), ""),
    ],
    ids=["a table", "a script", "JSON", "help"],
)
def test_a_command_whose_output_nobody_reads_to_its_end_ends_quietly(
    file: Path, command: tuple[str, ...], typed: str
) -> None:
    with hung_up() as stream:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "workbench", *command],
            input=typed,
            stdout=stream,
            stderr=subprocess.PIPE,
            env=os.environ | {"WORKBENCH_DOSSIER": str(file)},
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, "")


def test_a_pipe_that_a_script_itself_breaks_is_told_as_its_fault(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "breaks.py"
    script.write_text("raise BrokenPipeError")
    assert run(["run", str(script), "-d", str(file)]) == 1
    assert "BrokenPipeError" in capsys.readouterr().err


def test_a_program_without_standard_output_says_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run(["decisions", "list", "-d", str(file)]) == 0
    assert capsys.readouterr().err == ""
