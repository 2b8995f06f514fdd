from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench import new_dossier
from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SAID = [
    "According to Reuters, China has agreed to allow ByteDance, Alibaba and Tencent to buy chips.",
    "More approvals are expected in the coming weeks, people familiar with the matter said.",
]


def made(folder: Path) -> str:
    file = folder / "wire.dossier"
    with new_dossier(file, title="Wire") as dossier:
        dossier.sources.add_text("\n".join(SAID), title="Wire")
        dossier.sources.add_text("\n".join(reversed(SAID)), title="Copy")
    return str(file)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(list(words)) == 0
    return json.loads(capsys.readouterr().out)


def test_repeats_and_copies_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = made(tmp_path)
    found = printed(capsys, "sources", "repeats", "S-0001", "-d", file, "--json")
    assert [(each["paragraph"], each["paragraph there"]) for each in found] == [
        ("1", "2"),
        ("2", "1"),
    ]
    copies = printed(capsys, "sources", "copies", "-d", file, "--json")
    assert [each["title"] for each in copies] == ["Wire", "Copy"]


def test_a_passage_is_coded_in_its_copies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = made(tmp_path)
    quote = "More approvals are expected"
    assert main(["passages", "add", "-d", file, "--source", "S-0001", "--quote", quote]) == 0
    assert main(["passages", "code-copies", "M-0001", "-d", file]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "M-0002\tS-0002\tCopy"
