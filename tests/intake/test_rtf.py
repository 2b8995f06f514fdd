from __future__ import annotations

import pytest

from workbench.errors import UnknownEncoding
from workbench.intake.rtf import read_rtf
from workbench.model.when import When

HEAD = r"{\rtf1\ansi\ansicpg1252{\info{\title On chips}{\author J\'f6rg}{\creatim\yr2026\mo1\dy28}}"


def test_rich_text_gives_its_words_and_what_it_says_of_itself() -> None:
    data = (HEAD + r"\plain caf\'e9 {\b approved} \u8220 ?it\u8221 ?\par Next.}").encode("latin-1")
    document = read_rtf(data, "a.rtf")
    assert document.text.strip().split("\n") == ["café approved “it”", "Next."]
    assert (document.title, document.author) == ("On chips", "Jörg")
    assert (document.made, document.encoding) == (When("2026-01-28"), "cp1252")


def test_an_emoji_is_put_together_from_its_halves() -> None:
    text = read_rtf(rb"{\rtf1\ansi 3 \u-10179?\u-8704? chips}", "a.rtf").text
    assert text == "3 😀 chips"


def test_it_can_be_read_in_another_code_page() -> None:
    data = rb"{\rtf1\ansi\ansicpg1252 \'d7\'e8\'ef\'fb}"
    assert read_rtf(data, "a.rtf", "cp1251").text == "Чипы"
    with pytest.raises(UnknownEncoding):
        read_rtf(data, "a.rtf", "no-such")
    assert read_rtf(data.replace(b"1252", b"99999"), "a.rtf").encoding == "cp1252"
