"""Words of likelihood: the bands of both scales."""

from __future__ import annotations

import pytest

from workbench.model.likelihood import Scale


@pytest.mark.parametrize(
    ("scale", "word", "band"),
    [
        (Scale.ICD_203, "Likely", "55–80 %"),
        (Scale.ICD_203, " very   likely ", "80–95 %"),
        (Scale.ICD_203, "remote", "1–5 %"),
        (Scale.PHIA, "likely", "55–75 %"),
        (Scale.PHIA, "realistic possibility", "40–50 %"),
    ],
)
def test_a_word_stands_for_a_band(scale: Scale, word: str, band: str) -> None:
    term = scale.term(word)
    assert term is not None
    assert term.band == band


def test_a_word_of_the_other_scale_is_not_known() -> None:
    assert Scale.ICD_203.term("realistic possibility") is None
    assert Scale.PHIA.term("very likely") is None


@pytest.mark.parametrize("scale", list(Scale))
def test_the_bands_of_a_scale_rise(scale: Scale) -> None:
    ends = [(term.low, term.high) for term in scale.terms]
    assert ends == sorted(ends)
    assert all(low < high for low, high in ends)
