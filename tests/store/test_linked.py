from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.model import Allocation, Item
from workbench.model.party import Alias, Party

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


def test_a_name_is_meant_by_whole_words_and_by_a_part_only_where_there_is_no_other(
    dossier: Dossier,
) -> None:
    for title in ("H20", "H20 SXM", "H200 SXM", "H100/H200", "Ascend 910B"):
        item = dossier.items.add(Item(title=title))
        dossier.allocations.add(Allocation(title=title, item=item.id))
    for asked, found in (
        ("H20", {"H20", "H20 SXM"}),
        ("h200", {"H200 SXM", "H100/H200"}),
        ("H10", {"H100/H200"}),
        ("%", set()),
    ):
        assert {each.title for each in dossier.allocations.find(f"item:{asked}")} == found


@pytest.mark.parametrize("name", ["P-0001", "byte", "字节跳动", "{id}"])
def test_a_record_is_meant_by_number_name_other_name_or_id(dossier: Dossier, name: str) -> None:
    party = dossier.parties.add(Party(title="ByteDance", aliases=(Alias(name="字节跳动"),)))
    source = dossier.sources.add_text("Words.", publisher=party.id)
    dossier.sources.add_text("Others.")
    assert dossier.sources.find(f"publisher:{name.format(id=party.id)}") == [source]
