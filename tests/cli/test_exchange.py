from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from workbench import new_dossier
from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_files_go_out_by_their_ending_and_come_in(
    sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(shutil.copy(sample_file, tmp_path / "copy.dossier"))
    for name in ("study.qdpx", "book.qdc", "passages.jsonld", "prov.json"):
        assert main(["exchange", "write", "-d", file, "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size
    assert "stay here" in capsys.readouterr().err
    other = tmp_path / "other.dossier"
    new_dossier(other, title="Other").close()
    assert main(["exchange", "read", str(tmp_path / "study.qdpx"), "-d", str(other)]) == 0
    assert "1 source" in capsys.readouterr().out
