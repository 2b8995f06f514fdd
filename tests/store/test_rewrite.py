from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from workbench.errors import NotRewritten
from workbench.model import Question
from workbench.model.progress import Silent
from workbench.store.backup import head_of
from workbench.store.rewrite import rewrite

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.store.store import Store


def test_a_dossier_keeps_its_history_under_another_key_and_back(
    path: Path, store: Store, tmp_path: Path
) -> None:
    with store.operation("Ask") as op:
        op.put(Question(question="Unheard-of?"))
    store.close()
    key, sealed, plain = secrets.token_bytes(48), tmp_path / "sealed", tmp_path / "plain"

    rewrite(path, sealed, key=b"", new=key, progress=Silent())
    rewrite(sealed, plain, key=key, new=b"", progress=Silent())

    assert b"Unheard-of?" in path.read_bytes()
    assert b"Unheard-of?" not in sealed.read_bytes()
    assert head_of(path) == head_of(sealed, key=key) == head_of(plain)


def test_a_dossier_that_is_open_elsewhere_is_not_written_anew(
    path: Path, store: Store, tmp_path: Path
) -> None:
    with store.operation("Ask") as op:
        op.put(Question(question="?"))
    with pytest.raises(NotRewritten):
        rewrite(path, tmp_path / "new", key=b"", new=secrets.token_bytes(48), progress=Silent())
