"""A judgement as a record."""

from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.model.judgement import Judgement
from workbench.model.likelihood import Confidence
from workbench.model.rules import check


def test_a_judgement_is_named_by_its_statement() -> None:
    made = Judgement(statement="More approvals follow", number=3)
    assert (made.ref, made.name) == ("J-0003", "More approvals follow")
    assert made.confidence is Confidence.NOT_STATED


def test_a_judgement_without_words_is_refused() -> None:
    with pytest.raises(InvalidField, match="statement"):
        check(Judgement(statement=" "))
