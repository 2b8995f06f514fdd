"""The plugin of the help page, installed where only these tests see it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workbench import places

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CODEBOOK = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Example">
  <Codes><Code guid="11111111-1111-1111-1111-111111111111" name="Evasion" isCodable="true"/></Codes>
</CodeBook>
"""


def install(folder: Path, name: str, module: str, text: str) -> Path:
    """Lay a package into a folder as pip would: the module, and its entry point."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{module}.py").write_text(text, encoding="utf-8")
    told = folder / f"{module}-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text(f"[workbench]\n{name} = {module}\n")
    return folder


def done(outcome: subprocess.CompletedProcess[str]) -> str:
    """What a command printed; it must have succeeded."""
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout


def broken(installed: Path, line: str, fault: str) -> str:
    """Put a fault into the plugin, before a line of it; its words without the fault."""
    module = installed / "workbench_subtitles.py"
    text = module.read_text("utf-8")
    assert line in text
    module.write_text(text.replace(line, f"{fault}; {line}"), encoding="utf-8")
    return text


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The folder in which the plugin of the help page is installed."""
    page = places.resource("help/plugins.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    folder = install(tmp_path / "site", "subtitles", "workbench_subtitles", blocks[0])
    (folder / "interviews.qdc").write_text(CODEBOOK, encoding="utf-8")
    return folder


@pytest.fixture
def shell(installed: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `workbench` in a process that has the plugin."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - this Python
            [sys.executable, "-m", "workbench", *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": str(installed), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
