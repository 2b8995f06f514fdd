from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Claim, Party, Source
from workbench.model.claim import Attribution
from workbench.store.attribution import told

if TYPE_CHECKING:
    from workbench import Dossier


def test_only_steps_that_lead_on_from_the_document_are_read_the_first_ones_first(
    dossier: Dossier,
) -> None:
    paper, agency = (dossier.sources.add(Source(title=title)) for title in ("Paper", "Agency"))
    ministry = dossier.parties.add(Party(title="Ministry"))
    steps = (
        Attribution(step=1, source=paper.id),
        Attribution(step=2, source=agency.id),
        Attribution(step=3, party=ministry.id),
    )
    claim = dossier.claims.add(Claim(statement="Told", source=paper.id, attribution=steps))
    plain = dossier.claims.add(Claim(statement="Plain", source=paper.id, attribution=steps[:1]))

    with dossier.store.reading() as connection:
        found = told(connection, [claim.id, plain.id])
        assert [(each.claim, each.source, each.party) for each in found] == [
            (claim.id, agency.id, None),
            (claim.id, None, ministry.id),
        ]
        assert told(connection, [claim.id]) == found
        assert not told(connection, [plain.id])
