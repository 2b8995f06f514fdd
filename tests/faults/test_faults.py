"""Faults of the disk at every call: what was acknowledged stays, what was not is whole or absent.

`faults.c` is loaded before everything else and makes the n-th write, sync, truncate, rename, unlink
or making of a file or folder fail: with a kill, an I/O error, a full disk, half a write (told, or
followed by a kill), or for good, because the disk broke or was made read-only. A seeded sample
runs here; WORKBENCH_FAULTS says how many a verb (190 are 2,090 in all, 100000 are every one).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SEED = 0
MANY = int(os.environ.get("WORKBENCH_FAULTS", "19"))
VERBS = (
    "add",
    "add many",
    "import",
    "merge",
    "undo",
    "backup",
    "restore",
    "export",
    "export project",
    "upgrade",
    "encrypt",
)
HELD = {
    "add": ([1, 0, 0, 0], [2, 0, 0, 0]),
    "add many": ([1, 0, 0, 0], [201, 0, 0, 0]),
    "import": ([1, 0, 0, 0], [1, 200, 0, 1]),
    "merge": ([1, 0, 0, 0], [1, 0, 50, 1]),
    "undo": ([1, 0, 0, 0], [0, 0, 0, 0]),
    "restore": ([2, 0, 0, 0], [1, 0, 0, 0]),
}
"""How many questions, decisions, codes and sources a dossier holds before and after."""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("cc"), reason="faults need Linux and a C compiler"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("faults") / "faults.so"
    compiler = ["cc", "-shared", "-fPIC", "-O1", "-o", str(built), str(HERE / "faults.c"), "-ldl"]
    subprocess.run(compiler, check=True)  # noqa: S603 - our own file
    return built


def strikes(verb: str, library: Path, first_version: Path, folder: Path) -> list[dict[str, Any]]:
    words = (folder, first_version, verb, MANY, SEED)
    done = subprocess.run(  # noqa: S603 - our own file
        [sys.executable, str(HERE / "driver.py"), *map(str, words)],
        env={**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": str(HERE.parent.parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )
    assert done.returncode == 0, done.stderr
    counted, *told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == min(MANY, counted["every"])
    return told


@pytest.mark.timeout(4000)
@pytest.mark.parametrize("verb", VERBS)
def test_no_fault_of_the_disk_loses_or_halves_anything(
    verb: str, library: Path, first_version: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "root"
    folder.mkdir()
    for strike in strikes(verb, library, first_version, folder):
        assert "broken" not in strike, strike
        assert "broke" not in strike["told"], strike["told"]
        assert strike["found"] == [], strike
        assert strike["left"] == [], strike
        assert all(strike["whole"]), strike
        expect_whole_or_absent(verb, strike)


def expect_whole_or_absent(verb: str, strike: dict[str, Any]) -> None:
    seq, *held = strike["state"]
    acknowledged = "done" in strike["told"]
    if verb in HELD:
        before, after = HELD[verb]
        assert held in (before, after), strike
        assert held == after or not acknowledged, strike
    elif verb == "upgrade":
        assert (seq, held[0]) == (11, 20), strike
    else:
        assert held == [1, 0, 0, 0], strike
        assert verb != "encrypt" or strike["locked"] or not acknowledged, strike
    if verb == "export":
        head = strike["briefing"]
        assert head == "the older briefing" or head.startswith("PK"), strike
        assert head.startswith("PK") or not acknowledged, strike
    assert strike["project"] or verb == "upgrade", strike
