"""Files made to harm cost themselves only: a clear error or a safe reading, nothing else."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.hostile.corpus import corpus, named
from workbench import new_dossier, open_dossier
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 120
"""Seconds a file: the reader's own limit is shorter, and a busy machine is slow."""


def _refuse(*_values: object, **_named: object) -> None:
    message = "something was looked up or fetched"
    raise AssertionError(message)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return corpus(tmp_path_factory.mktemp("corpus"))


def test_the_corpus_is_large(files: dict[str, Path]) -> None:
    assert len(files) >= 150


def test_each_file_costs_itself_only(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, _refuse)
    place = tmp_path / "a.dossier"
    with new_dossier(place) as dossier:
        kept = dossier.sources.add_text("Words that must stay.", title="Kept")
        for name, path in files.items():
            begun = time.monotonic()
            with contextlib.suppress(WorkbenchError):  # any other error fails
                dossier.sources.add_file(path)
            took = time.monotonic() - begun
            assert took < LONGEST, f"{name} took {took:.0f} s"
        assert dossier.sources.get(kept.ref) == kept
        assert dossier.check() == []
    assert {each.name for each in tmp_path.iterdir()} == {place.name}
    assert not list(tmp_path.parent.glob("**/out.txt"))


def test_the_command_line_tells_what_came_of_each_file(
    files: dict[str, Path], tmp_path: Path
) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place) as dossier:
        kept = dossier.sources.add_text("Words that must stay.", title="Kept")
    folder = next(iter(files.values())).parent
    command = [sys.executable, "-m", "workbench", "sources", "add", "-d", str(place), "--json"]
    done = subprocess.run(  # noqa: S603 - this Python, our own command
        [*command, *map(str, named(folder))],
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 1, done.stderr  # since some were refused
    assert "Traceback" not in done.stderr
    report = json.loads(done.stdout)[0]
    assert report["added"] + report["failed"] + report["held"] == len(files)
    assert all(line["words"] for line in report["lines"])
    with open_dossier(place) as dossier:
        assert dossier.sources.get(kept.ref) == kept
        assert len(dossier.sources) == report["added"] + 1
        assert dossier.check() == []
    assert {each.name for each in tmp_path.iterdir()} == {place.name}


@pytest.mark.parametrize("name", ["triggers.txt", "foreign.html", "bomb.pdf", "pickle.txt"])
def test_none_of_it_opens_as_a_dossier(files: dict[str, Path], name: str) -> None:
    with pytest.raises(WorkbenchError):
        open_dossier(files[name])
