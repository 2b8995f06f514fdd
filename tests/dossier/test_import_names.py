from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.import_names import NameBook
from workbench.model import Decision, Party
from workbench.model.kinds import AliasKind, PartyKind
from workbench.model.party import Alias

if TYPE_CHECKING:
    from workbench import Dossier


def test_a_name_is_found_by_name_other_name_and_ref_in_any_case(dossier: Dossier) -> None:
    party = dossier.parties.add(Party(title="Nvidia", aliases=(Alias(name="NVDA"),)))
    book = NameBook(dossier, add=True)
    assert {book.id_of("party", each) for each in ("NVIDIA", "nvda", "P-0001")} == {party.id}


def test_a_new_name_is_made_once_and_only_where_something_points_at_it(dossier: Dossier) -> None:
    book = NameBook(dossier, add=True)
    key, other = book.id_of("party", "BIS"), book.id_of("party", "MIIT")
    assert book.id_of("party", "bis") == key
    assert other != key
    decision = Decision(title="Rule", authority=key)
    assert [each.name for each in book.wanted([decision])] == ["BIS"]


def test_a_decision_is_never_made_from_its_name(dossier: Dossier) -> None:
    assert NameBook(dossier, add=True).id_of("decision", "D-0007") is None
    assert NameBook(dossier, add=False).id_of("party", "BIS") is None


def test_a_capital_stands_for_its_government_only_where_somebody_decides(dossier: Dossier) -> None:
    alias = Alias(name="China", kind=AliasKind.METONYM)
    government = dossier.parties.add(Party(title="Government of the PRC", aliases=(alias,)))
    book = NameBook(dossier, add=True)
    assert book.id_of("party", "China", deciding=True) == government.id
    assert book.id_of("party", "China") != government.id


def test_a_body_is_told_from_a_whole_government(dossier: Dossier) -> None:
    alias = Alias(name="China", kind=AliasKind.METONYM)
    whole = Party(title="Beijing's cabinet", kind=PartyKind.GOVERNMENT, aliases=(alias,))
    dossier.parties.add(whole)
    names = ("MOFCOM", "State Administration for Market Regulation", "China", "Beijing's cabinet",
             "Government of Japan", "USA", "the Netherlands")  # fmt: skip
    book = NameBook(dossier, add=True)
    bodies = [n for n in names if book.is_body(n, book.id_of("party", n, deciding=True) or "")]
    assert bodies == list(names[:2])
