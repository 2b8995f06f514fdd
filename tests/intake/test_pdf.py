"""A PDF becomes the paragraphs that people read in it, and every word knows where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest

from workbench.errors import DamagedSource
from workbench.intake.pdf import box, read_pdf
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

LEFT, TOP, STEP, SIZE = 72.0, 760.0, 14.0, 11.0
FIRST = [
    "China has agreed to allow three firms to buy more than 400,000 of the",
    "chips in total. The approval came in all of the head-",
    "lines, two people said. It is the first one since the rules changed in",
    "October of the year before.",
]
SECOND = [
    "Beijing did not say which conditions it set. The firms did not answer",
    "a request for comment; one of them said so in advance of the meeting",
    "that it would not.",
]
Printed = tuple[float, float, float, str]


def column(
    lines: list[str], top: float = TOP, left: float = LEFT, size: float = SIZE
) -> list[Printed]:
    return [(left, top - STEP * n, size, words) for n, words in enumerate(lines)]


def joined(lines: list[str]) -> str:
    return " ".join(lines).replace("head- lines", "headlines")


def test_lines_are_put_together_into_paragraphs(printed: Callable[..., bytes]) -> None:
    page = column(FIRST) + column(SECOND, TOP - STEP * 5)
    document = read_pdf(printed([page]), "a.pdf")
    assert document.text.split("\n") == [joined(FIRST), joined(SECOND)]
    assert document.pages == 1


def test_an_indent_begins_a_paragraph_too(printed: Callable[..., bytes]) -> None:
    page = column(FIRST) + column(SECOND, TOP - STEP * 4)
    page[4] = (LEFT + 14, *page[4][1:])
    assert read_pdf(printed([page]), "a.pdf").text.split("\n") == [joined(FIRST), joined(SECOND)]


def test_a_heading_in_larger_letters_stays_apart(printed: Callable[..., bytes]) -> None:
    page = [(LEFT, TOP + 20, 18.0, "Chips for three firms"), *column(FIRST)]
    assert read_pdf(printed([page]), "a.pdf").text.split("\n") == [
        "Chips for three firms",
        joined(FIRST),
    ]


def test_two_columns_are_read_one_after_the_other(printed: Callable[..., bytes]) -> None:
    words = ["the", "firms", "asked", "for", "chips", "and", "the", "government"]
    left = [" ".join(words[n % 4 :]) for n in range(8)]
    right = [f"right {n} {' '.join(words[:5])}" for n in range(8)]
    page = column(left, left=60) + column(right, left=320)
    text = read_pdf(printed([page]), "a.pdf").text
    assert text.index("right 0") > max(text.index(each) for each in left)
    assert "right 7" in text


def test_a_paragraph_goes_on_over_the_end_of_a_page(printed: Callable[..., bytes]) -> None:
    pages = [column(FIRST[:3], 120.0), column(FIRST[3:]) + column(SECOND, TOP - STEP * 2)]
    assert read_pdf(printed(pages), "a.pdf").text.split("\n") == [joined(FIRST), joined(SECOND)]


def test_running_heads_and_page_numbers_are_left_out_and_told_of(
    printed: Callable[..., bytes],
) -> None:
    pages = [
        [
            (LEFT, 810.0, 9.0, "Chip policy review, volume 7"),
            *column([f"{word} of this: {each}" for each in (*FIRST, *SECOND)]),
            (290.0, 30.0, 9.0, str(n)),
        ]
        for n, word in enumerate(("More", "Less", "Half", "None", "Most"), 1)
    ]
    document = read_pdf(printed(pages), "a.pdf")
    assert "volume" not in document.text
    assert document.text.count("China has agreed") == 5
    assert document.warnings == ("Left out: 10 running heads, feet and page numbers.",)


def test_a_hyphen_that_belongs_to_a_word_stays(printed: Callable[..., bytes]) -> None:
    lines = [
        "The state-owned firms asked for more of them, and every one of the state-",
        "owned banks paid for what the firms had asked for in the year before it.",
    ]
    assert read_pdf(printed([column(lines)]), "a.pdf").text == "".join(lines)


def test_each_character_knows_its_page_and_box(printed: Callable[..., bytes]) -> None:
    data = printed([column(FIRST), column(SECOND)])
    document = read_pdf(data, "a.pdf")
    at = document.text.index("conditions")
    run = next(each for each in document.runs if each.start <= at < each.start + each.length)
    page = pdfium.PdfDocument(data)[run.page]
    text_page = page.get_textpage()
    index = run.first + at - run.start
    assert text_page.get_text_range(index, len("conditions")) == "conditions"
    left, bottom, right, top = box(text_page, index)
    assert LEFT < left < right < 595
    assert bottom < TOP < top
    placed = "".join(document.text[each.start : each.start + each.length] for each in document.runs)
    assert placed.replace(" ", "") == document.text.replace("\n", "").replace(" ", "")


def test_what_the_file_says_of_itself_is_suggested(printed: Callable[..., bytes]) -> None:
    told = {"Title": "On chips", "Author": "A. Writer", "CreationDate": "D:20260128233000-05'00'"}
    document = read_pdf(printed([column(FIRST)], **told), "a.pdf")
    assert (document.title, document.author) == ("On chips", "A. Writer")
    assert document.made == When("2026-01-28")


def test_a_scan_has_no_text_layer_and_a_page_without_one_is_told_of(
    printed: Callable[..., bytes],
) -> None:
    scan = read_pdf(printed([[], []]), "scan.pdf")
    assert (scan.text, scan.pages, scan.runs) == ("", 2, ())
    assert "no text layer: its 2 pages are pictures" in scan.warnings[0]
    document = read_pdf(printed([column(FIRST), []]), "half.pdf")
    assert document.warnings == ("No text layer on 1 of 2 pages: 2.",)


def test_a_broken_file_is_refused(printed: Callable[..., bytes]) -> None:
    whole = printed([column(FIRST)])
    with pytest.raises(DamagedSource, match="damaged or cut short"):
        read_pdf(whole[:200], "cut.pdf")
