from __future__ import annotations

import re
from zlib import crc32

from hypothesis import given, strategies as st

from workbench.intake.fingerprints import folded
from workbench.intake.word_numbers import numbered

CJK = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(f"[{CJK}]|[^\\W_{CJK}]+")
TEXTS = st.lists(
    st.text() | st.text("aZ09 _-’éß商务。\u3000ア\U00020001", max_size=200), max_size=5
)


@given(TEXTS)
def test_the_words_of_many_texts_have_the_numbers_that_each_has_by_itself(texts: list[str]) -> None:
    texts = [folded(each) for each in texts]
    numbers, begins = numbered(texts)
    assert len(begins) == len(texts) + 1
    for at, text in enumerate(texts):
        found = numbers[begins[at] : begins[at + 1]].tolist()
        assert found == [crc32(word.encode()) for word in WORD.findall(text)]


def test_each_chinese_character_is_a_word_also_behind_latin_letters() -> None:
    numbers, _ = numbered(["商务部 approved h200芯片"])
    words = ["商", "务", "部", "approved", "h200", "芯", "片"]
    assert numbers.tolist() == [crc32(word.encode()) for word in words]


def test_a_word_may_be_of_any_length() -> None:
    words = [letter * length for letter in "ab" for length in (63, 64, 65, 1_000)]
    numbers, begins = numbered([" ".join(words), ""])
    assert numbers.tolist() == [crc32(word.encode()) for word in words]
    assert begins.tolist() == [0, 8, 8]
