"""A noun is loaded when it is first asked for, and once for each dossier."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from workbench.dossier.dossier import Dossier
from workbench.dossier.noun import nouns_of
from workbench.dossier.records import Records
from workbench.model import RECORDS


def test_every_noun_can_be_loaded_and_holds_the_kind_that_it_says(dossier: Dossier) -> None:
    for name, noun in nouns_of(Dossier).items():
        made = getattr(dossier, name)
        assert isinstance(made, noun.load())
        assert noun.kind == (made.kind.KIND if isinstance(made, Records) else "")
        assert getattr(dossier, name) is made


def test_every_kind_of_record_has_its_noun(dossier: Dossier) -> None:
    for kind in RECORDS.keys() - {"about"}:
        assert kind == dossier.records(kind).kind.KIND


def test_threads_that_ask_at_once_get_the_same_noun(dossier: Dossier) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: id(dossier.stance), range(64)))) == 1


def test_each_dossier_has_nouns_of_its_own(dossier: Dossier) -> None:
    assert dossier.as_of(1).decisions is not dossier.decisions
