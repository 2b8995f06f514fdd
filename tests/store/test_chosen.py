from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from workbench.model import Decision
from workbench.model.kinds import Action
from workbench.model.query import Filter, Query
from workbench.store import chosen, find
from workbench.store.facets import facets
from workbench.store.words import plain, sought, terms_of

if TYPE_CHECKING:
    from workbench.store.store import Store

TITLES = ("Chip ban", "chips", "Chip 出口", "Ban of chips", "Chipmaking", "Chip licence")


@pytest.mark.parametrize("often", [1, chosen.OFTEN])
@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("chip", [0, 1, 2, 3, 4, 5]),
        ("ban jurisdiction:USA", [0]),
        ("chip jurisdiction:USA", [0, 2, 4]),
        ("chip -ban jurisdiction:USA", [2, 4]),
        ("-ban stance:deny", [2, 5]),
        ("-ban -licence", [1, 2, 4]),
        ("-出口 -ban", [1, 4, 5]),
        ("chip ban -chipmaking stance:deny", [0, 3]),
        ("chip is:undated", [0, 1, 2, 3, 4, 5]),
        ("nothing jurisdiction:USA", []),
        ("_ jurisdiction:USA", [0, 2, 4]),
    ],
)
def test_words_and_filters_choose_the_same_whichever_leads(
    store: Store, monkeypatch: pytest.MonkeyPatch, often: int, line: str, shown: list[int]
) -> None:
    monkeypatch.setattr(chosen, "OFTEN", often)
    with store.operation("Add") as op:
        op.add_all(
            Decision(
                title=title,
                jurisdiction="CHN" if n % 2 else "USA",
                action=Action.RELAX if n % 3 == 1 else Action.DENY,
            )
            for n, title in enumerate(TITLES)
        )
    query = Query.parse(f"{line} order:title")

    with store.reading() as connection:
        every = find.ids(connection, "decision", query)
        numbers = [each.number - 1 for each in find.page(connection, Decision, every)]
        assert numbers == sorted(shown, key=lambda n: TITLES[n].lower())
        assert find.count(connection, "decision", query) == len(shown)
        for limit in range(1, len(TITLES) + 1):
            assert find.ids(connection, "decision", query, limit) == every[:limit]


PIECES = (
    "chip",
    "chips",
    "ban",
    "Ban-",
    "出口",
    "出口chip",
    "chip许可",
    "许可",
    "licence",
    "éx",
    "_",
)
WORDS = strategies.sampled_from(
    (*PIECES, "ch", "export 出口", "chip ban", "许可 licence", "x", "²")
)
ANY_WORDS = strategies.lists(
    strategies.builds(
        lambda negated, word: negated + word, strategies.sampled_from(["", "-"]), WORDS
    ),
    max_size=3,
)
ANY_TITLES = strategies.lists(
    strategies.lists(strategies.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join),
    min_size=1,
    max_size=6,
)


def holds(title: str, word: str) -> bool:
    """Whether a plain reading of a title finds what a word asks for."""
    negated = word.startswith("-") and len(word) > 1
    wanted = sought([" ".join(terms_of(word[negated:]))])
    return wanted is None or (next(wanted.found_in(plain(title)), None) is not None) != negated


@pytest.mark.parametrize("often", [1, chosen.OFTEN])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(titles=ANY_TITLES, words=ANY_WORDS, country=strategies.sampled_from(["", "USA", "CHN"]))
def test_any_words_with_any_filter_choose_what_a_plain_reading_of_all_records_does(
    store: Store, often: int, titles: list[str], words: list[str], country: str
) -> None:
    with store.operation("Replace") as op:
        for old in find.page(op.connection, Decision, find.ids(op.connection, "decision", Query())):
            op.remove(old)
        made = [
            op.put(Decision(title=title, jurisdiction="CHN" if n % 3 else "USA"))
            for n, title in enumerate(titles)
        ]
    held = [each for each in made if all(holds(each.title, word) for word in words)]
    filters = (Filter(field="jurisdiction", values=(country,)),) if country else ()
    query = Query(words=tuple(words), filters=filters, order="number")

    with pytest.MonkeyPatch.context() as patch, store.reading() as connection:
        patch.setattr(chosen, "OFTEN", often)
        shown = [each.id for each in held if country in {"", each.jurisdiction}]
        assert find.ids(connection, "decision", query) == shown
        assert find.ids(connection, "decision", query, 2) == shown[:2]
        assert find.count(connection, "decision", query) == len(shown)
        counted = dict(facets(connection, "decision", query, "jurisdiction")["jurisdiction"])
        assert counted == Counter(each.jurisdiction for each in held)
