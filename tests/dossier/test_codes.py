"""The codebook is a tree that can be moved, merged and retired; every step can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from workbench.errors import InvalidField

if TYPE_CHECKING:
    from workbench import Dossier
    from workbench.model.code import Code


def titles(dossier: Dossier, *, retired: bool = True) -> list[tuple[int, str]]:
    """Return how deep each code stands, and its name, from top to bottom."""
    return [(each.depth, each.code.title) for each in dossier.codes.tree(retired=retired)]


@pytest.fixture
def book(dossier: Dossier) -> dict[str, Code]:
    """Return a codebook: harm with fire and flood below it, and hope."""
    harm = dossier.codes.create("harm")
    return {
        "harm": harm,
        "fire": dossier.codes.create("fire", below=harm),
        "flood": dossier.codes.create("flood", below=harm),
        "hope": dossier.codes.create("hope"),
    }


def test_codes_stand_below_one_another_in_the_order_they_were_added(
    dossier: Dossier, book: dict[str, Code]
) -> None:
    assert titles(dossier) == [(0, "harm"), (1, "fire"), (1, "flood"), (0, "hope")]
    assert dossier.codes.path(book["fire"]) == "harm / fire"


def test_codes_are_named_as_well_as_given(dossier: Dossier, book: dict[str, Code]) -> None:
    harm, fire, flood, hope = (book[each].ref for each in ("harm", "fire", "flood", "hope"))
    assert dossier.codes.path(dossier.codes.create("smoke", below=fire)) == "harm / fire / smoke"
    dossier.codes.move(hope, before=flood)
    assert [words for _, words in titles(dossier)] == ["harm", "fire", "smoke", "hope", "flood"]
    assert dossier.codes.merge(fire, harm).ref == harm
    assert dossier.codes.retire(hope).retired
    assert not dossier.codes.restore(hope).retired
    assert dossier.codes.carrying(hope) == []


def test_new_codes_get_different_colours(book: dict[str, Code]) -> None:
    assert len({each.colour for each in book.values()}) == len(book)


def test_a_code_is_moved_below_another_or_before_a_sibling(
    dossier: Dossier, book: dict[str, Code]
) -> None:
    dossier.codes.move(book["hope"], below=book["fire"])
    assert titles(dossier) == [(0, "harm"), (1, "fire"), (2, "hope"), (1, "flood")]
    dossier.codes.move(book["flood"], before=book["fire"])
    assert titles(dossier) == [(0, "harm"), (1, "flood"), (1, "fire"), (2, "hope")]
    dossier.codes.move(book["hope"])
    dossier.undo()
    dossier.undo()
    dossier.undo()
    assert titles(dossier) == [(0, "harm"), (1, "fire"), (1, "flood"), (0, "hope")]


def test_a_code_cannot_stand_below_what_stands_below_it(
    dossier: Dossier, book: dict[str, Code]
) -> None:
    with pytest.raises(InvalidField) as refused:
        dossier.codes.move(book["harm"], below=book["fire"])
    assert refused.value.field == "parent"
    assert titles(dossier)[0] == (0, "harm")


def test_merging_brings_passages_codes_below_and_words_over(
    dossier: Dossier, book: dict[str, Code]
) -> None:
    source = dossier.sources.add_text("The fire spread. Nobody was harmed.", title="A")
    fire = dossier.codes.change(book["fire"], definition="It burns.", letter="B")
    both = dossier.passages.mark(source, 0, 16, codes=[fire, book["flood"]])
    below = dossier.codes.create("forest fire", below=fire)
    dossier.codes.merge(fire, book["flood"])
    kept = dossier.codes.get(book["flood"])
    assert (kept.definition, kept.letter) == ("It burns.", "B")
    assert [each.code for each in dossier.passages.get(both).codes] == [kept.id]
    assert dossier.codes.get(below).parent == kept.id
    assert fire not in dossier.codes
    dossier.undo()
    assert [each.code for each in dossier.passages.get(both).codes] == [fire.id, kept.id]


def test_a_code_cannot_be_merged_with_itself(dossier: Dossier, book: dict[str, Code]) -> None:
    with pytest.raises(InvalidField):
        dossier.codes.merge(book["fire"], book["fire"])


def test_a_code_cannot_be_merged_into_one_below_it(dossier: Dossier, book: dict[str, Code]) -> None:
    with pytest.raises(InvalidField):
        dossier.codes.merge(book["harm"], book["fire"])
    assert len(dossier.codes) == 4


def test_a_retired_code_stays_on_its_passages_and_frees_its_key(
    dossier: Dossier, book: dict[str, Code]
) -> None:
    source = dossier.sources.add_text("The fire spread.", title="A")
    fire = dossier.codes.change(book["fire"], letter="B")
    dossier.passages.mark(source, 0, 16, codes=[fire])
    retired = dossier.codes.retire(fire)
    dossier.codes.change(book["flood"], letter="B")
    assert (1, "fire") not in titles(dossier, retired=False)
    assert dossier.codes.carrying(retired)
    assert not dossier.codes.restore(retired).retired


def test_what_stands_below_a_retired_code_moves_up_in_its_place(
    dossier: Dossier, book: dict[str, Code]
) -> None:
    dossier.codes.retire(book["harm"])
    assert titles(dossier, retired=False) == [(0, "fire"), (0, "flood"), (0, "hope")]


def test_two_codes_cannot_have_one_key(dossier: Dossier, book: dict[str, Code]) -> None:
    dossier.codes.change(book["fire"], letter="B")
    with pytest.raises(InvalidField) as refused:
        dossier.codes.change(book["flood"], letter="B")
    assert refused.value.field == "letter"


@pytest.mark.parametrize("key", ["J", "K", "b", "AB", "1"])
def test_a_key_is_a_capital_letter_that_goes_nowhere_else(dossier: Dossier, key: str) -> None:
    with pytest.raises(InvalidField):
        dossier.codes.create("harm", letter=key)


def test_the_tree_counts_passages(dossier: Dossier, book: dict[str, Code]) -> None:
    source = dossier.sources.add_text("The fire spread. It rained.", title="A")
    for start, stop in ((0, 16), (17, 27)):
        dossier.passages.mark(source, start, stop, codes=[book["fire"]])
    counts = {each.code.title: each.passages for each in dossier.codes.tree()}
    assert counts == {"harm": 0, "fire": 2, "flood": 0, "hope": 0}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 3)), max_size=8))
def test_moving_never_loses_a_code(
    dossier: Dossier, book: dict[str, Code], moves: list[tuple[int, int]]
) -> None:
    keys = [each.id for each in book.values()]
    for moved, below in moves:
        code = dossier.codes.get(keys[moved])
        try:
            dossier.codes.move(code, below=dossier.codes.get(keys[below]) if below >= 0 else None)
        except InvalidField:
            assert below >= 0
    assert sorted(each.code.id for each in dossier.codes.tree()) == sorted(keys)
