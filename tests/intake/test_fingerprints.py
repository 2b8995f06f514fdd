from __future__ import annotations

from hypothesis import given, strategies as st

from workbench.intake.fingerprints import RUN, WINDOW, fingerprints, folded, same_words

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=4), min_size=1, max_size=80)


@given(WORDS, WORDS, st.lists(st.text("xyz", min_size=1), min_size=RUN + WINDOW - 1, max_size=30))
def test_texts_that_share_twelve_words_in_a_row_share_a_fingerprint(
    one: list[str], other: list[str], shared: list[str]
) -> None:
    first = fingerprints(" ".join([*one, *shared]))
    second = fingerprints(" ".join([*shared, *other]))
    assert set(first) & set(second)


def test_fingerprints_do_not_see_case_punctuation_or_white_space() -> None:
    text = "According to Reuters, China has agreed to allow ByteDance to buy more of the chips."
    assert fingerprints(text) == fingerprints(text.upper().replace(",", "\n—"))


def test_fingerprints_are_numbers_that_stay_what_they_are() -> None:
    assert fingerprints("one two three four five six") == [53590351735919]


def test_fewer_than_five_words_have_none() -> None:
    assert fingerprints("only four words here") == []


def test_a_chinese_text_has_fingerprints() -> None:
    assert fingerprints("中国商务部批准出口")


def test_the_same_words_have_the_same_number() -> None:
    assert same_words(folded(" China  HAS\nagreed ")) == same_words(folded("China has agreed"))
    assert same_words("China has agreed") != same_words("China has not agreed")
