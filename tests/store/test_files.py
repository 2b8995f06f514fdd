from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from workbench.errors import (
    DossierDamaged,
    DossierExists,
    DossierNotFound,
    DossierTooNew,
    DossierUnreadable,
    NotADossier,
)
from workbench.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_is_overwritten_by_a_new_dossier(path: Path) -> None:
    path.write_text("my notes")

    with pytest.raises(DossierExists):
        Store.create(path, analyst="me", replica="here")
    assert path.read_text() == "my notes"


def test_a_new_dossier_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DossierNotFound, match="nowhere"):
        Store.create(tmp_path / "nowhere" / "x.dossier", analyst="me", replica="here")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"not a dossier, but some text of more than a hundred bytes " * 4,
        bytes(range(256)) * 40,
    ],
    ids=["empty", "one byte", "text", "noise"],
)
def test_a_file_of_another_kind_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(NotADossier):
        Store.open(path, analyst="me", replica="here")
    assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE t (x)")
    foreign.close()
    before = path.read_bytes()

    with pytest.raises(NotADossier):
        Store.open(path, analyst="me", replica="here")
    assert path.read_bytes() == before


def test_a_dossier_of_a_newer_program_is_refused(path: Path) -> None:
    Store.create(path, analyst="me", replica="here").close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()

    with pytest.raises(DossierTooNew, match="version 99"):
        Store.open(path, analyst="me", replica="here")


def test_a_dossier_without_its_header_is_no_dossier(path: Path) -> None:
    Store.create(path, analyst="me", replica="here").close()
    content = path.read_bytes()
    path.write_bytes(bytes(100) + content[100:])

    with pytest.raises(NotADossier):
        Store.open(path, analyst="me", replica="here")


def test_half_a_dossier_is_damaged(path: Path) -> None:
    Store.create(path, analyst="me", replica="here").close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])

    with pytest.raises(DossierDamaged):
        Store.open(path, analyst="me", replica="here")
    assert len(path.read_bytes()) == len(content) // 2


def test_a_folder_or_nothing_is_no_dossier(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(DossierNotFound):
            Store.open(place, analyst="me", replica="here")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_dossier_that_this_user_may_not_read_says_so(path: Path) -> None:
    Store.create(path, analyst="me", replica="here").close()
    path.chmod(0)

    with pytest.raises(DossierUnreadable):
        Store.open(path, analyst="me", replica="here")


@pytest.mark.parametrize("name", ["with space", "100% #1", "北京 é", "x" * 100])
def test_a_dossier_may_have_any_name_that_a_file_may_have(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.dossier"
    Store.create(path, analyst="me", replica="here").close()
    Store.open(path, analyst="me", replica="here").close()

    assert [each.name for each in tmp_path.iterdir()] == [path.name]
