"""Commands as they are typed, and what they print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.__main__ import main

if TYPE_CHECKING:
    import pytest


def outcome(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Carries out a command; gives its exit code, what it printed, and what it complained of."""
    code = main([str(word) for word in words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def run(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Carries out a command that must succeed; gives what it printed."""
    code, printed, complaint = outcome(capsys, *words)
    assert code == 0, complaint
    return printed


def rows(capsys: pytest.CaptureFixture[str], *words: object) -> list[dict[str, Any]]:
    """What a command printed as JSON."""
    found: list[dict[str, Any]] = json.loads(run(capsys, *words, "--json"))
    return found
