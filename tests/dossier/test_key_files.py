from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.key_files import copy_key_file, is_encrypted, key_file_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_key_file_lies_beside_its_dossier_and_goes_with_a_copy(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.dossier", tmp_path / "b.dossier"
    copy_key_file(path, copy)
    assert not is_encrypted(copy)

    key_file_of(path).write_text("locked")
    copy_key_file(path, copy)
    assert is_encrypted(copy)
    assert key_file_of(copy).name == "b.dossier.key"
