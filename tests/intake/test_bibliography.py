"""References go out and come back as they were, in each format; addresses are never touched."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from workbench.errors import DamagedSource, NoSuchReader
from workbench.intake.bibliography import FORMATS, read_references, write_references
from workbench.intake.bibtex import read_bibtex
from workbench.intake.csl import read_csl
from workbench.intake.reference import Reference, address
from workbench.intake.ris import read_ris, write_ris
from workbench.model.kinds import Genre
from workbench.model.when import When

ENDINGS = tuple(FORMATS.values())
WORDS = st.text(alphabet="ab {}%&#$_~^\\é中😀'\"-", min_size=1, max_size=20).map(
    lambda text: "t" + " ".join(text.split())
)
DATES = st.sampled_from(["2026", "2026-01", "2026-01-28", "2026-01/2026-03", ""]).map(When)


def reference(**given: object) -> Reference:
    fields: dict[str, object] = {
        "title": "Chips & 5 % more: “H200”",
        "genre": Genre.PRESS,
        "authors": ("Jane Writer", "Reuters staff"),
        "publisher": "The Times",
        "published": When("2026-01-28"),
        "accessed": When("2026-01"),
        "language": "en",
        "url": "https://example.org/a_b%20c?x=1&y=2#z",
        "note": "A note.",
        "key": "S-0001",
    }
    return Reference(**(fields | given))  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("genre", [Genre.PRESS, Genre.OFFICIAL, Genre.OTHER])
def test_a_reference_comes_back_as_it_went(ending: str, genre: Genre) -> None:
    sent = [reference(genre=genre), reference(title="Another", url="", authors=(), key="S-0002")]
    text = write_references(sent, f"a{ending}")
    found = read_references(text.encode(), f"a{ending}").references
    assert [each.url for each in found] == [each.url for each in sent]
    assert found[0].title == sent[0].title
    assert (found[0].authors, found[0].publisher) == (sent[0].authors, sent[0].publisher)
    assert (found[0].published, found[0].accessed) == (sent[0].published, sent[0].accessed)
    assert (found[0].note, found[0].language, found[0].key) == ("A note.", "en", "S-0001")


@given(WORDS, DATES)
def test_no_sign_is_lost_in_bibtex_and_csl(title: str, published: When) -> None:
    sent = reference(title=title, published=published, note="")
    for ending in (".bib", ".json"):
        text = write_references([sent], f"a{ending}")
        (found,) = read_references(text.encode(), f"a{ending}").references
        assert (found.title, found.published) == (title, published)


def test_ris_is_written_as_every_reader_expects() -> None:
    lines = write_ris([reference()]).splitlines()
    assert lines[0] == "TY  - NEWS"
    assert "DA  - 2026/01/28" in lines
    assert not any(line.startswith("1.") for line in lines)


def test_ris_of_other_programs_is_read() -> None:
    text = (
        "TY  - JOUR\nA1  - Writer, Jane\nT1  - Old style\nJF  - A Journal\nY1  - 2026/01//\n"
        "DO  - 10.1000/abc\nN2  - An abstract.\nER  - \n\nTY  - XYZ\nTI  - Odd\nER  - \n"
    )
    first, second = read_ris(text, "a.ris").references
    assert (first.title, first.authors, first.publisher) == (
        "Old style",
        ("Jane Writer",),
        "A Journal",
    )
    assert (first.published, first.url) == (When("2026-01"), "https://doi.org/10.1000/abc")
    assert (first.genre, second.genre) == (Genre.RESEARCH, Genre.OTHER)


def test_bibtex_decodes_words_and_leaves_addresses_alone() -> None:
    text = (
        r"@article{a, title={5\% {R}ise in M{\"u}nchen, 6% more}, "
        r"author={Writer, Jane and {Reuters and Sons} and M{\"u}ller, K.}, journal={J. of X}, "
        r"url={https://x.org/a_b%20c}, month=jan, year=2026}"
        "\n@misc{b, title={Dated}, date={2026-03-01}, doi={10.1/x%y}}"
    )
    first, second = read_bibtex(text, "a.bib").references
    assert first.title == "5% Rise in München, 6% more"
    assert first.authors == ("Jane Writer", "Reuters and Sons", "K. Müller")
    assert (first.url, first.published) == ("https://x.org/a_b%20c", When("2026-01"))
    assert (second.url, second.published) == ("https://doi.org/10.1/x%y", When("2026-03-01"))


def test_an_entry_that_cannot_be_read_is_told_and_costs_no_other() -> None:
    text = (
        "@misc{a, title={First}}\n@misc{a, title={Of the same key}}\n"
        "@misc{b, title={No end\n@misc{c, title={Last}}\n@misc{d, year=2026}"
    )
    read = read_bibtex(text, "a.bib")
    assert {each.title for each in read.references} == {"First", "Of the same key", "Last"}
    assert read.lost == (
        "The entry at line 3 cannot be read: @misc{b, title={No end",
        "1 reference has no title.",
    )


def test_csl_keeps_the_precision_of_dates() -> None:
    items = [
        {"title": "a", "issued": {"date-parts": [[2026, 1], [2026, 3]]}},
        {"title": "b", "issued": {"date-parts": [["2026"]], "circa": True}},
        {"title": "c", "issued": {"raw": "28 January 2026"}},
        {"title": "d", "type": "bill", "author": [{"family": "Writer", "given": "Jane"}]},
        {"type": "book"},
    ]
    read = read_csl(json.dumps(items), "a.json")
    assert read.lost == ("1 reference has no title.",)
    found = read.references
    assert [each.published.text for each in found] == ["2026-01/2026-03", "2026~", "2026-01-28", ""]
    assert (found[3].genre, found[3].authors) == (Genre.OFFICIAL, ("Jane Writer",))


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"{", "a.json"), (b"[1]", "a.json"), (b"words", "a.bib"), (b"@broken{", "a.bib")],
)
def test_what_is_broken_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(DamagedSource):
        read_references(data, name)


def test_the_end_of_the_name_says_which_format_it_is() -> None:
    with pytest.raises(NoSuchReader, match=r"\.ris, \.bib, \.json"):
        read_references(b"words", "a.docx")


@pytest.mark.parametrize(
    "url", ["javascript:x", "file:///etc/passwd", "https://a b", "", "\\\\h\\s"]
)
def test_only_addresses_of_the_web_are_taken(url: str) -> None:
    assert not address(url, "")
