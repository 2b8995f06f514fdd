from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from workbench.console.progress import track

if TYPE_CHECKING:
    import pytest


def test_a_loop_is_told_on_a_terminal_and_not_in_a_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    assert list(track([1, 2, 3], "Reading")) == [1, 2, 3]
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(track([1, 2, 3], "Reading")) == [1, 2, 3]
    told = capsys.readouterr().err
    assert told.startswith("\rReading: [")
    assert told.endswith("3 of 3\n")
    assert list(track(iter("ab"))) == ["a", "b"]
    assert capsys.readouterr().err.endswith("\r2\n")
    for each in track([1, 2, 3]):
        if each == 2:
            break
    assert capsys.readouterr().err.endswith("2 of 3\n")
