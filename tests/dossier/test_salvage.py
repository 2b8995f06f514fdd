from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench import open_dossier
from workbench.dossier.salvage import salvage_dossier
from workbench.errors import DossierDamaged, DossierExists, NotADossier, NothingToSalvage

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


def test_a_dossier_without_its_first_page_is_saved_into_a_new_one(
    sample: Dossier, tmp_path: Path
) -> None:
    claims = sample.claims.find()
    text = sample.sources.text(sample.sources.find("article")[0])
    sample.close()
    data = sample.path.read_bytes()
    sample.path.write_bytes(bytes(4096) + data[4096:])
    with pytest.raises((DossierDamaged, NotADossier)):
        open_dossier(sample.path)

    saved = salvage_dossier(sample.path, tmp_path / "saved.dossier")

    assert saved.lost == []
    with open_dossier(tmp_path / "saved.dossier") as again:
        assert again.claims.find() == claims
        assert again.sources.text(again.sources.find("article")[0]) == text
        assert again.check() == []
        assert again.about.title
        assert again.operations()[0].label == "Salvage sample.dossier"


def test_the_damaged_file_stays_as_it_was(sample: Dossier, tmp_path: Path) -> None:
    sample.close()
    damaged = sample.path.read_bytes()[4096:]
    sample.path.write_bytes(damaged)

    salvage_dossier(sample.path, tmp_path / "saved.dossier")

    assert sample.path.read_bytes() == damaged


def test_salvage_never_writes_over_a_file(sample: Dossier) -> None:
    sample.close()
    with pytest.raises(DossierExists):
        salvage_dossier(sample.path, sample.path)


def test_where_nothing_is_left_no_file_is_made(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("no dossier at all")

    with pytest.raises(NothingToSalvage):
        salvage_dossier(tmp_path / "letter.txt", tmp_path / "saved.dossier")
    assert not (tmp_path / "saved.dossier").exists()
