"""Positions in code points and in UTF-16 units name the same place."""

from __future__ import annotations

from hypothesis import given, strategies as st

from workbench.model.offsets import Offsets

texts = st.text(
    alphabet=st.sampled_from(
        "a\r\n \u00a0\u2028\u2029é中文\ud7ff\ue000\uffff𠮷😀👩\u200d🔬\U0010ffff"
    ),
    max_size=60,
) | st.text(max_size=60)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(texts)
def test_each_position_maps_to_the_utf16_length_of_the_text_before_it(text: str) -> None:
    offsets = Offsets(text)
    for point in range(len(text) + 1):
        assert offsets.units(point) == utf16_length(text[:point])
        assert offsets.point(offsets.units(point)) == point


@given(texts)
def test_a_position_inside_a_character_counts_as_its_start(text: str) -> None:
    offsets = Offsets(text)
    for unit in range(utf16_length(text) + 1):
        point = offsets.point(unit)
        assert offsets.units(point) <= unit < offsets.units(point + 1)


def test_a_quote_after_emoji_is_cut_at_the_right_place() -> None:
    text = "😀😀😀 Beijing approved"
    offsets = Offsets(text)
    start = offsets.point(utf16_length("😀😀😀 "))
    assert text[start:] == "Beijing approved"
