"""Codebooks that come with the program can be adopted by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.dossier.codebooks import codebooks, shipped
from workbench.errors import NoSuchCodebook
from workbench.plugins import CodebookKind

if TYPE_CHECKING:
    from workbench import Dossier


def test_every_shipped_codebook_has_a_title_and_a_file() -> None:
    assert codebooks()
    for each in codebooks():
        assert each.title
        assert each.path.is_file()


def test_a_codebook_is_shipped_as_what_it_is() -> None:
    assert set(shipped(CodebookKind.STANCE_SCALE)) == {each.name for each in codebooks()}
    assert shipped(CodebookKind.CODES) == {}


def test_a_codebook_that_nobody_brings_is_refused(dossier: Dossier) -> None:
    assert dossier.codes.shipped() == []
    with pytest.raises(NoSuchCodebook, match="There is none of this kind"):
        dossier.codes.adopt("interviews")
