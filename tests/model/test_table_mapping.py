from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.model.rules import check
from workbench.model.table_mapping import TableMapping


def test_a_kept_mapping_makes_records_of_a_kind_that_there_is() -> None:
    check(TableMapping(title="Tracker", shown="decision"))
    with pytest.raises(InvalidField, match="shown"):
        check(TableMapping(title="Tracker", shown="tweet"))
