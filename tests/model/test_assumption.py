from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.model import Assumption
from workbench.model.assumption import RestsOn
from workbench.model.rules import check


def test_each_entry_names_one_judgement() -> None:
    check(Assumption(statement="Reports are right", judgements=(RestsOn(forecast="f"),)))
    for entry in (RestsOn(), RestsOn(forecast="f", decision="d")):
        with pytest.raises(InvalidField, match="one judgement"):
            check(Assumption(statement="Reports are right", judgements=(entry,)))
