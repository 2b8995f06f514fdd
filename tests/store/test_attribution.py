from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Claim, Party, Source
from workbench.model.claim import Attribution
from workbench.model.kinds import Anonymity
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
        Attribution(step=3, party=ministry.id, anonymity=Anonymity.NAMED),
    )
    claim = dossier.claims.add(Claim(statement="Told", source=paper.id, attribution=steps))
    plain = dossier.claims.add(Claim(statement="Plain", source=paper.id, attribution=steps[:1]))

    with dossier.store.reading() as connection:
        found = told(connection, [claim.id, plain.id])
        every = told(connection)
        assert not len(told(connection, [plain.id]).claims)

    assert found.claims.astype(str).tolist() == [claim.id, claim.id]
    assert found.sources.astype(str).tolist() == [agency.id, ""]
    assert found.parties.astype(str).tolist() == ["", ministry.id]
    assert [each.tolist() for each in every] == [each.tolist() for each in found]


def test_a_party_that_is_not_named_is_nobody(dossier: Dossier) -> None:
    ministry = dossier.parties.add(Party(title="Ministry"))
    steps = (Attribution(step=1, party=ministry.id, anonymity=Anonymity.UNNAMED_GROUP),)
    dossier.claims.add(Claim(statement="Told", attribution=steps))

    with dossier.store.reading() as connection:
        assert told(connection).parties.tolist() == [b""]
