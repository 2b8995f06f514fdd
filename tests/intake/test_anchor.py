"""A quote is found where it stands, and never at a look-alike."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from workbench.errors import QuoteNotFound
from workbench.intake.anchor import context, locate, place_surely
from workbench.places import resource

ARTICLE = resource("sample/article.txt").read_text(encoding="utf-8")
pieces = st.text(alphabet="ab 中😀\n", max_size=30)
quotes = st.text(alphabet="ab中😀 ", min_size=1, max_size=12).filter(str.strip)


@given(pieces, quotes, pieces)
def test_a_found_quote_is_the_words_that_were_asked_for(
    before: str, quote: str, after: str
) -> None:
    text = before + quote + after
    start, stop = locate(text, quote, len(before))
    assert text[start:stop] == quote
    assert start == len(before)


@given(pieces, quotes, pieces)
def test_without_help_a_quote_is_found_only_where_it_is_alone(
    before: str, quote: str, after: str
) -> None:
    text = before + quote + after
    first = text.find(quote)
    if text.find(quote, first + 1) < 0:
        assert locate(text, quote) == (first, first + len(quote))
    else:
        with pytest.raises(QuoteNotFound):
            locate(text, quote)


def test_a_sentence_that_the_article_prints_twice_needs_a_place() -> None:
    quote = "More approvals are expected in the coming weeks"
    with pytest.raises(QuoteNotFound, match="stands in the source 2 times"):
        locate(ARTICLE, quote)
    first, second = locate(ARTICLE, quote, 0), locate(ARTICLE, quote, len(ARTICLE))
    assert first[0] < second[0]


def test_surroundings_decide_between_look_alikes() -> None:
    text = "In May China agreed. In June the US agreed. In July China agreed again."
    at = text.rindex("China agreed")
    prefix, suffix = context(text, at, at + 12)
    assert locate(text, "China agreed", prefix=prefix, suffix=suffix) == (at, at + 12)


def test_typography_and_line_ends_may_differ() -> None:
    text = "She said: “it’s a\nmajor – win…” today."
    start, stop = locate(text, '"it\'s a major - win..."')
    assert text[start:stop] == "“it’s a\nmajor – win…”"


@pytest.mark.parametrize("quote", ["", " ", "more than 500,000"])
def test_words_that_do_not_stand_there_are_refused(quote: str) -> None:
    with pytest.raises(QuoteNotFound, match="does not stand in the source"):
        locate(ARTICLE, quote)


def test_a_paragraph_that_repeats_another_is_no_second_place() -> None:
    text = "It was said. It was said."
    assert locate(text, "was said", repeats=[(13, 25)]) == (3, 11)
    with pytest.raises(QuoteNotFound):
        locate(text, "was said", repeats=[(20, 25)])
    assert locate(text, "It was said. It", repeats=[(13, 25)]) == (0, 15)


def test_a_quote_without_its_text_is_placed_only_where_that_is_sure() -> None:
    text = "The chips were held in port. The chips were sold. The firm said nothing of it today."
    assert place_surely(text, "held in port") == (15, 27)
    assert place_surely(text, "The chips", suffix=" were sold.", prefix=" in port. ") == (29, 38)
    start, stop = place_surely(text, "The firm said nothing of it todaay")
    assert text[start:stop] == "The firm said nothing of it today"
    for unsure in ("The chips", "was never said in this text at all"):
        with pytest.raises(QuoteNotFound):
            place_surely(text, unsure)
