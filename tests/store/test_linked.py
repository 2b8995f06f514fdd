from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.model.party import Alias, Party

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


@pytest.mark.parametrize("name", ["P-0001", "byte", "字节跳动", "{id}"])
def test_a_record_is_meant_by_number_name_other_name_or_id(dossier: Dossier, name: str) -> None:
    party = dossier.parties.add(Party(title="ByteDance", aliases=(Alias(name="字节跳动"),)))
    source = dossier.sources.add_text("Words.", publisher=party.id)
    dossier.sources.add_text("Others.")
    assert dossier.sources.find(f"publisher:{name.format(id=party.id)}") == [source]
