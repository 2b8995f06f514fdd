"""Nothing but SQLite opens the file of an open dossier in our processes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from typing import TYPE_CHECKING

import pytest

from workbench.errors import DossierExists, LiveFile
from workbench.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _copy(path: Path) -> object:
    return shutil.copy(path, path.with_name("copy"))


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path.with_name("copy.zip"), "w") as archive:
        archive.write(path)


def _replace(path: Path) -> object:
    other = path.with_name("other")
    other.write_bytes(b"another file")
    return other.replace(path)


WAYS: dict[str, Callable[[Path], object]] = {
    "read_bytes": lambda path: path.read_bytes(),
    "open": lambda path: path.open("rb"),
    "os.open": lambda path: os.open(path, os.O_RDONLY),
    "write": lambda path: path.open("ab"),
    "copy": _copy,
    "zip": _zip,
    "replace": _replace,
    "standard library's SQLite": sqlite3.connect,
    "standard library's SQLite by URI": lambda path: sqlite3.connect(f"file:{path}", uri=True),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_file_of_an_open_dossier_is_not_opened_beside_sqlite(
    store: Store, path: Path, way: str
) -> None:
    with pytest.raises(LiveFile, match=r"dossier\.backups\.make"):
        WAYS[way](path)
    assert store.operations() == []


def test_the_files_that_sqlite_keeps_beside_it_are_guarded_too(store: Store, path: Path) -> None:
    assert store.operations() == []
    with pytest.raises(LiveFile):
        path.with_name(f"{path.name}-wal").read_bytes()


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_another_name_for_it_does_not_help(store: Store, path: Path, link: str) -> None:
    other = path.with_name("other")
    getattr(other, link)(path)
    with pytest.raises(LiveFile):
        other.read_bytes()
    assert store.operations() == []


def test_a_closed_dossier_is_a_plain_file_again(path: Path) -> None:
    first = Store.create(path, analyst="me", replica="here")
    second = Store.open(path, analyst="me", replica="here", read_only=True)
    first.close()
    with pytest.raises(LiveFile):
        path.read_bytes()
    second.close()
    assert path.read_bytes()


def test_making_one_where_one_is_open_says_that_it_exists(store: Store, path: Path) -> None:
    with pytest.raises(DossierExists):
        Store.create(path, analyst="me", replica="here")
    assert store.operations() == []


def test_other_files_are_opened_as_ever(store: Store, path: Path) -> None:
    path.with_name("notes.txt").write_text("words", "utf-8")
    with pytest.raises(FileNotFoundError):
        path.with_name("none").open("rb")
    with pytest.raises(ValueError, match="null byte"):
        path.with_name("\0").open("rb")
    assert store.operations() == []
