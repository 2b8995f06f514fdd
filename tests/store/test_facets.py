from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from workbench.errors import QuerySyntaxError
from workbench.model import Allocation, Decision, Party, Source
from workbench.model.allocation import AllocationParty
from workbench.model.kinds import AllocationRole, Genre, Stage
from workbench.model.query import Query
from workbench.store import chosen, find
from workbench.store.facets import facets

if TYPE_CHECKING:
    from workbench.store.store import Store


def counted(store: Store, kind: str, line: str, *fields: str) -> dict[str, list[tuple[str, int]]]:
    with store.reading() as connection:
        return facets(connection, kind, Query.parse(line), *fields)


@pytest.mark.usefixtures("records")
def test_facets_count_what_choosing_them_would_show(store: Store) -> None:
    with store.operation("Add") as op:
        op.put(Decision(title="No authority", jurisdiction="USA"))

    def facet(kind: str, field: str, line: str = "") -> list[tuple[str, int]]:
        return counted(store, kind, line, field)[field]

    assert facet("decision", "stance") == [("conditional", 1), ("unclear", 1)]
    assert facet("decision", "jurisdiction") == [("CHN", 1), ("USA", 1)]
    assert facet("decision", "jurisdiction", "jurisdiction:USA") == [("CHN", 1), ("USA", 1)]
    assert facet("decision", "jurisdiction", "h200") == [("CHN", 1)]
    assert facet("decision", "authority") == [("Government of the PRC", 1)]
    assert facet("decision", "line") == []
    assert facet("decision", "party") == []
    assert facet("allocation", "recipient") == [("ByteDance", 1)]
    assert facet("allocation", "party") == [("ByteDance", 1)]
    assert facet("allocation", "supplier") == []
    with pytest.raises(QuerySyntaxError, match="No field 'colour'"):
        facet("decision", "colour")


@pytest.mark.usefixtures("records")
def test_fields_are_counted_together_as_each_alone(store: Store) -> None:
    with store.operation("Add") as op:
        op.put(Decision(title="H200 denied", jurisdiction="USA"))
    fields = ("stance", "jurisdiction", "authority", "title")

    for line in ("", "h200", "jurisdiction:USA", "h200 stance:conditional", "nothing"):
        together = counted(store, "decision", line, *fields)
        assert together == {each: counted(store, "decision", line, each)[each] for each in fields}
    assert counted(store, "allocation", "h200", "stage", "item", "recipient") == {
        "stage": [("authorised", 1)],
        "item": [],
        "recipient": [("ByteDance", 1)],
    }


@pytest.mark.parametrize("often", [1, chosen.OFTEN])
@pytest.mark.parametrize(
    ("words", "press", "wire"),
    [
        ("chip", 3, 1),
        ("chip -sale", 2, 0),
        ("-sale", 2, 1),
        ("-chip", 0, 1),
        ("-else", 3, 1),
        ("出口", 1, 1),
        ("nothing", 0, 0),
    ],
)
def test_facets_of_words_that_few_or_most_records_hold(
    store: Store, monkeypatch: pytest.MonkeyPatch, often: int, words: str, press: int, wire: int
) -> None:
    monkeypatch.setattr(chosen, "OFTEN", often)
    titles = ("Chip sale", "Chips", "出口chip许可 sale", "chip 出口", "Else")
    with store.operation("Add") as op:
        outlet = op.put(Party(title="Outlet of chips"))
        op.add_all(
            Source(
                title=title, genre=Genre.WIRE if n in {2, 4} else Genre.PRESS, publisher=outlet.id
            )
            for n, title in enumerate(titles)
        )

    found = counted(store, "source", words, "genre", "publisher")

    assert dict(found["genre"]) == {k: n for k, n in (("press", press), ("wire", wire)) if n}
    assert dict(found["publisher"]) == ({"Outlet of chips": press + wire} if press + wire else {})


@pytest.mark.parametrize("often", [1, chosen.OFTEN])
@pytest.mark.parametrize(
    "line",
    [
        "",
        "chip",
        "-sale",
        "lot -sale",
        "stage:shipped",
        "chip stage:shipped",
        "recipient:B",
        "chip recipient:B supplier:C",
        "nothing",
    ],
)
def test_parties_are_counted_in_each_role_as_reading_all_allocations_does(
    store: Store, monkeypatch: pytest.MonkeyPatch, often: int, line: str
) -> None:
    monkeypatch.setattr(chosen, "OFTEN", often)
    roles = {"recipient": AllocationRole.RECIPIENT, "supplier": AllocationRole.SUPPLIER}
    with store.operation("Add") as op:
        parties = op.add_all(Party(title=title) for title in "ABC")
        made = op.add_all(
            Allocation(
                title=f"Lot {'chip ' if n % 3 else ''}{'sale' if n % 4 else ''}",
                stage=Stage.SHIPPED if n % 2 else Stage.ORDERED,
                parties=(
                    AllocationParty(party=parties[n % 3].id, role=roles["recipient"]),
                    AllocationParty(party=parties[n % 2].id, role=roles["supplier"]),
                ),
            )
            for n in range(13)
        )
    names = {each.id: each.title for each in parties}

    found = counted(store, "allocation", line, *roles)

    for field, role in roles.items():
        with store.reading() as connection:
            shown = find.ids(connection, "allocation", Query.parse(line).without(field))
        held = [each for each in made if each.id in set(shown)]
        naive = Counter(names[p.party] for each in held for p in each.parties if p.role is role)
        assert dict(found[field]) == naive
