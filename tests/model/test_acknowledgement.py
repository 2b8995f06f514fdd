from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.model import Acknowledgement
from workbench.model.rules import check


def test_an_acknowledgement_without_a_reason_is_refused() -> None:
    check(Acknowledgement(contradiction="claims:a+b", reason="Two events"))
    with pytest.raises(InvalidField, match="Reason"):
        check(Acknowledgement(contradiction="claims:a+b", reason=" "))
