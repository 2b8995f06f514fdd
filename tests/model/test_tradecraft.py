from __future__ import annotations

from itertools import pairwise

import pytest

from workbench.model.kinds import AchGrade, Likelihood


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("likely", Likelihood.LIKELY),
        ("Probable", Likelihood.LIKELY),
        ("roughly even odds", Likelihood.ROUGHLY_EVEN_CHANCE),
        ("almost  no chance", Likelihood.ALMOST_NO_CHANCE),
        ("perhaps", None),
        ("70", None),
    ],
)
def test_the_words_of_the_directive_are_read(words: str, word: Likelihood | None) -> None:
    assert Likelihood.read(words) is word


def test_the_bands_join_without_a_gap_from_1_to_99() -> None:
    bands = [each.band for each in Likelihood if each.band]

    assert (bands[0][0], bands[-1][1]) == (1, 99)
    assert all(one[1] == other[0] for one, other in pairwise(bands))


def test_a_word_is_shown_with_its_band() -> None:
    assert Likelihood.VERY_LIKELY.words == "very likely (80 to 95 %)"
    assert not Likelihood.NOT_GIVEN.words


def test_each_grade_has_a_sign_of_its_own() -> None:
    assert len({each.sign for each in AchGrade}) == len(AchGrade)
