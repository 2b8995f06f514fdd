from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.dossier.key_files import (
    copy_key_file,
    expect_free,
    in_the_way,
    is_encrypted,
    key_file_of,
)
from workbench.errors import DossierExists

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


def test_a_new_dossier_takes_the_place_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.dossier"
    expect_free(path)
    expect_free(tmp_path / ("a" * 300))
    for there in (key_file_of(path), path):
        there.touch()
        assert in_the_way(path) == there
        with pytest.raises(DossierExists):
            expect_free(path)
