"""`workbench sql`."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import outcome

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


@pytest.fixture
def file(dossier: Dossier) -> Path:
    """Close an empty dossier; its file."""
    dossier.close()
    return dossier.path


def test_sql_reads_and_refuses_to_write(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = outcome(capsys, "sql", "select 1 as one, 'a' as b", "-d", file, "--json")
    assert (code, json.loads(out)) == (0, [{"one": 1, "b": "a"}])
    code, _, err = outcome(capsys, "sql", "delete from about", "-d", file)
    assert code == 1
    assert "only" not in err
    assert "select" in err


def test_sql_comes_from_standard_input_too(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("select title from about"))
    assert outcome(capsys, "sql", "-", "-d", file)[1].splitlines()[-1] == "Test dossier"


ENDLESS = """
import signal, threading
threading.Timer(0.1, signal.raise_signal, [signal.SIGINT]).start()
dossier.sql("with recursive c(x) as (select 1 union all select x + 1 from c) select max(x) from c")
"""


def test_a_question_that_is_stopped_answers_as_a_program_that_was_stopped(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(ENDLESS))
    code, _, err = outcome(capsys, "run", "-", "-d", file)
    assert (code, err) == (130, "Stopped. What had ended before is kept.\n")
