from __future__ import annotations

import pytest

from workbench.errors import ExchangeUnreadable
from workbench.exchange.codebook import guid, read_codebook, write_codebook
from workbench.exchange.project import CodeEntry

CODES = (
    CodeEntry(key=guid("a"), title="Harm", colour="#aabbcc", definition="Damage that is stated."),
    CodeEntry(
        key=guid("b"),
        title="Fire < & >",
        parent=guid("a"),
        definition="Burning.",
        include="it burns",
        exclude="it smokes\nonly",
        example="The plant burned.",
    ),
    CodeEntry(key=guid("c"), title="制裁"),
)


def test_a_codebook_comes_back_as_it_went_out() -> None:
    assert read_codebook(write_codebook(CODES), "x.qdc") == CODES


def test_a_key_of_ours_always_has_the_same_guid() -> None:
    assert guid("01m89v4z0gxahdx4ym1yp37p22") == guid("01m89v4z0gxahdx4ym1yp37p22")
    assert guid(guid("a")) == guid("a")


def test_a_code_below_one_that_is_not_there_stands_at_the_top() -> None:
    (code,) = read_codebook(write_codebook([CODES[1]]), "x.qdc")
    assert code.parent == ""


def test_short_colours_and_characters_that_xml_cannot_hold() -> None:
    book = b'<CodeBook><Codes><Code guid="note_1" name="A" color="#abc"/></Codes></CodeBook>'
    (code,) = read_codebook(book, "x.qdc")
    assert (code.colour, code.key) == ("#aabbcc", "note_1")
    broken = CodeEntry(key="k", title="bell \x07", definition="null \x00")
    assert read_codebook(write_codebook([broken]), "x.qdc")[0].title == "bell \ufffd"


@pytest.mark.parametrize("data", [b"no xml", b"<Project/>", b""])
def test_what_is_no_codebook_is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeUnreadable, match=r"x\.qdc"):
        read_codebook(data, "x.qdc")


def test_nothing_outside_the_file_is_read() -> None:
    hostile = (
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        b'<CodeBook><Codes><Code guid="g" name="A"><Description>&e;</Description></Code></Codes>'
        b"</CodeBook>"
    )
    assert "root" not in read_codebook(hostile, "x.qdc")[0].definition
