from __future__ import annotations

import pytest

from workbench.errors import MappingError
from workbench.intake.table.targets import KINDS, ROW, Holds, targets_of
from workbench.model import RECORDS
from workbench.model.record import field_names


@pytest.mark.parametrize("kind", KINDS)
def test_every_target_is_a_field_of_its_record_and_every_kind_has_a_note(kind: str) -> None:
    targets = targets_of(kind)
    assert {each.field for each in targets.values()} <= {ROW, *field_names(RECORDS[kind])}
    assert targets["note"].holds is Holds.TEXT
    assert targets["title"].holds is Holds.TEXT


def test_quantities_dates_and_parts_have_pieces() -> None:
    allocation, decision = targets_of("allocation"), targets_of("decision")
    assert allocation["quantity.low"].holds is Holds.BOUND
    assert allocation["period.start"].holds is Holds.DATE
    assert allocation["parties.recipient"].holds is Holds.LIST
    assert decision["events.adoption"].holds is Holds.DATE
    assert decision["affected"].holds is Holds.SCOPE
    assert decision["line"].link == "policy_line"


def test_a_table_becomes_only_some_kinds() -> None:
    with pytest.raises(MappingError, match="decision"):
        targets_of("claim")
