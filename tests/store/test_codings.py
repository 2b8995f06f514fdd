"""Passages are found by codes together, branches, coders, overlaps, and facts of their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import QuerySyntaxError
from workbench.model.kinds import Genre
from workbench.model.passage import PassageCode
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier

TEXT = "China has agreed to allow three firms to buy many chips in total."


@pytest.fixture
def coded(dossier: Dossier) -> Dossier:
    """Four passages: allow, buy below it, both, and one of another source."""
    allow = dossier.codes.create("Allow")
    buy = dossier.codes.create("Buy", below=allow)
    press = dossier.sources.add_text(TEXT, genre=Genre.PRESS, published=When("2026-01"))
    wire = dossier.sources.add_text("Beijing agreed.", genre=Genre.WIRE, published=When("2025"))
    for quote, codes in (
        ("agreed to allow", [allow]),
        ("allow three firms to buy", [buy]),
        ("in total", [allow, buy]),
    ):
        dossier.passages.code(dossier.passages.mark_quote(press, quote), codes)
    last = dossier.passages.mark_quote(wire, "agreed")
    dossier.passages.change(last, codes=(PassageCode(code=allow.id, coder="Ada"),))
    return dossier


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("code:Allow", "1 3 4"),
        ("code:Allow code:Buy", "3"),
        ("code:Allow -code:Buy", "1 4"),
        ("code:Allow,Buy", "1 2 3 4"),
        ("under:Allow", "1 2 3 4"),
        ("under:Buy", "2 3"),
        ("code:Allow overlaps:Buy", "1"),
        ("overlaps:Allow", "2"),
        ("-overlaps:Allow,Buy", "3 4"),
        ("coder:ada", "4"),
        ("code:Allow genre:press", "1 3"),
        ("-genre:press", "4"),
        ("code:Allow since:2026", "1 3"),
        ("agreed until:2025", "4"),
        ("order:-date code:Allow -code:Buy", "1 4"),
    ],
)
def test_codings_are_found(coded: Dossier, line: str, found: str) -> None:
    assert [each.number for each in coded.passages.find(line)] == [int(n) for n in found.split()]


def test_a_search_of_everything_takes_the_same_line(coded: Dossier) -> None:
    hits = coded.search("kind:passage code:Allow overlaps:Buy")
    assert [hit.ref for hit in hits] == ["M-0001"]


def test_an_unknown_field_names_those_of_the_source_too(coded: Dossier) -> None:
    with pytest.raises(QuerySyntaxError, match="Did you mean 'genre'"):
        coded.passages.find("gendre:press")


def test_claims_have_the_facts_of_their_source(coded: Dossier) -> None:
    for passage in coded.passages.find("code:Allow"):
        coded.claims.claim(passage, statement="They agreed.")
    assert coded.claims.count("genre:wire") == 1
    assert coded.claims.count("since:2026") == 2
