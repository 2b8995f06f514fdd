"""Suggestions are sorted by kind and place, whoever brings them."""

from __future__ import annotations

from hypothesis import given, strategies as st

from workbench.intake.suggestion import Suggestion, SuggestionKind, Suggestions

SUGGESTIONS = st.builds(
    lambda kind, start, length: Suggestion(
        kind=kind, start=start, stop=start + length, value="v", words="w", rule="r/1"
    ),
    st.sampled_from(SuggestionKind),
    st.integers(0, 50),
    st.integers(1, 9),
)


@given(st.lists(SUGGESTIONS, max_size=20))
def test_none_is_lost_and_all_stand_in_the_order_of_the_text(
    found: list[Suggestion[str]],
) -> None:
    every = list(Suggestions.of(found))
    assert sorted(map(repr, every)) == sorted(map(repr, found))
    places = [(each.start, each.stop) for each in every]
    assert places == sorted(places)
