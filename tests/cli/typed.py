"""Commands as they are typed, and what they print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.__main__ import main

if TYPE_CHECKING:
    import pytest


def run(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Carries out a command that must succeed; gives what it printed."""
    code = main([str(word) for word in words])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


def rows(capsys: pytest.CaptureFixture[str], *words: object) -> list[dict[str, Any]]:
    """What a command printed as JSON."""
    found: list[dict[str, Any]] = json.loads(run(capsys, *words, "--json"))
    return found
