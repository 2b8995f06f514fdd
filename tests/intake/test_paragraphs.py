"""Paragraphs and sentences of a text, and which paragraphs were said before."""

from __future__ import annotations

from hypothesis import given, strategies as st

from workbench.intake.paragraphs import paragraphs, sentence_at, sentences, starts
from workbench.places import resource

ARTICLE = resource("sample/article.txt").read_text(encoding="utf-8")
texts = st.text(alphabet='ab. \n。"U.S', max_size=200)


def test_paragraphs_9_to_15_of_the_article_repeat_2_to_8() -> None:
    found = paragraphs(ARTICLE)
    assert [each.ordinal for each in found] == list(range(1, 16))
    assert {each.ordinal: each.repeats for each in found if each.repeats} == {
        ordinal: ordinal - 7 for ordinal in range(9, 16)
    }
    for each in found[8:]:
        first = found[(each.repeats or 0) - 1]
        assert ARTICLE[each.start : each.stop] == ARTICLE[first.start : first.stop]


@given(texts)
def test_paragraphs_cover_every_word_once_and_in_order(text: str) -> None:
    found = paragraphs(text)
    reached = 0
    for each in found:
        assert not text[reached : each.start].strip()
        assert text[each.start : each.stop].strip() == text[each.start : each.stop] != ""
        reached = each.stop
    assert not text[reached:].strip()
    assert all(each.repeats is None or each.repeats < each.ordinal for each in found)


@given(texts)
def test_sentences_cover_every_word_once_and_in_order(text: str) -> None:
    reached = 0
    for start, stop in sentences(text):
        assert reached <= start < stop
        assert not text[reached:start].strip()
        reached = stop
    assert not text[reached:].strip()


def test_case_and_spaces_do_not_hide_a_repeat_and_short_lines_may_recur() -> None:
    text = "China approved the sale of chips.\nShare\nCHINA  approved the sale of chips.\nShare\n"
    assert [each.repeats for each in paragraphs(text)] == [None, None, 1, None]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "China has agreed to allow three firms to buy more than 400,000 of the\n"
        "chips in total under conditional licenses granted during a visit by the\n"
        "chief executive.\n\nMore approvals are expected.\n"
    )
    assert [text[p.start : p.stop].count("\n") for p in paragraphs(text)] == [2, 0]


def test_list_items_and_headings_stay_apart() -> None:
    text = "Conditions\n- no military use of any of the chips that are sold under it\n- no resale\n"
    assert len(paragraphs(text)) == 3


def test_abbreviations_initials_and_decimals_end_no_sentence() -> None:
    text = (
        "The U.S. Commerce Dept. said on Jan. 28 that J. Huang sold 1.2 million. Mr. Xi agreed! "
        '"We gave them access." Then it stopped.'
    )
    assert [text[start:stop] for start, stop in sentences(text)] == [
        "The U.S. Commerce Dept. said on Jan. 28 that J. Huang sold 1.2 million.",
        "Mr. Xi agreed!",
        '"We gave them access."',
        "Then it stopped.",
    ]


def test_chinese_sentences_need_no_space() -> None:
    text = "中国政府已批准销售。数量未公布！"  # noqa: RUF001 - Chinese marks
    assert len(sentences(text)) == 2


def test_the_sentences_that_a_selection_touches_are_found() -> None:
    at = ARTICLE.index("400,000")
    start, stop = sentence_at(ARTICLE, at, at + 7)
    assert ARTICLE[start:stop].startswith("According to Reuters")
    assert ARTICLE[start:stop].endswith("Huang's visit.")
    start, stop = sentence_at(ARTICLE, at, ARTICLE.index("More approvals") + 3)
    assert ARTICLE[start:stop].endswith("coming weeks.")


def test_paragraphs_begin_where_they_are_said_to() -> None:
    assert starts(ARTICLE) == [each.start for each in paragraphs(ARTICLE)]
