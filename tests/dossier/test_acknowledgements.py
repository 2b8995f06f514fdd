from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Acknowledgement

if TYPE_CHECKING:
    from workbench import Dossier


def test_an_acknowledgement_is_a_record_like_any_other(dossier: Dossier) -> None:
    made = dossier.acknowledgements.add(
        Acknowledgement(contradiction="claims:a+b", reason="Two events")
    )

    assert made.ref == "AK-0001"
    assert dossier.get("ak-1") == made
    assert [hit.ref for hit in dossier.search("events")] == ["AK-0001"]
