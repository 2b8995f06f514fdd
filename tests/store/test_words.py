from __future__ import annotations

import pytest
from hypothesis import given, strategies

from workbench.store.words import phrase, plain, sought, spaced_cjk, terms_of


def test_each_chinese_character_becomes_a_word() -> None:
    spaced = spaced_cjk("英伟达H200芯片")

    assert spaced is not None
    assert spaced.split() == ["英", "伟", "达", "H200", "芯", "片"]


def test_a_text_without_such_characters_needs_no_second_index() -> None:
    assert [spaced_cjk(text) for text in ("", None, "H200", "Zürich", b"Z\xfcrich")] == [None] * 5


def test_bytes_that_are_no_text_are_read_as_far_as_they_go() -> None:
    assert (spaced_cjk("中".encode() + b"\xff") or "").split() == ["中", "\ufffd"]


def test_a_word_is_a_phrase() -> None:
    assert phrase("h200") == '"h200"'
    assert phrase("芯片") == '"芯  片"'


@given(strategies.text())
def test_no_term_can_end_its_phrase(line: str) -> None:
    for term in terms_of(line):
        assert '"' not in term
        assert "\0" not in term
        assert any(character.isalnum() for character in term)


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("licen", "An export licence", ["licence"]),
        ("port", "An export port", ["port"]),
        ("export lic", "Export\n licence; exports, licence", ["Export\n licence"]),
        ("批准", "商务部批准英伟达", ["批准"]),
        ("H200芯片", "英伟达H200芯片进口", ["H200芯片"]),
        ("zurich", "Zürich", ["Zürich"]),
        ("h200", "英伟达H200, or AH200", ["H200"]),
        ("_", "a_b", []),
    ],
)
def test_a_term_is_found_in_a_text_as_the_index_finds_it(
    term: str, text: str, found: list[str]
) -> None:
    wanted = sought([term])
    places = [each.span() for each in wanted.found_in(plain(text))] if wanted else []
    assert [text[start:stop] for start, stop in places] == found


def test_case_and_accents_are_left_out_without_moving_anything() -> None:
    assert plain("Ünïted İstanbul ΆΒΓ 批准") == "united Istanbul αβγ 批准"
    (found,) = sought(["united"]).found_in(plain("a UNITED, a reunited"))  # type: ignore[union-attr]
    assert found.span() == (2, 8)
