"""Pages become paragraphs; what is hostile in them ends at once and reaches nothing."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from workbench.errors import SourceTooLarge
from workbench.intake.html import read_page
from workbench.intake.read import read
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Site &amp; more</title>
<meta charset="utf-8"><meta property="og:title" content="Beijing approves chips">
<meta name="author" content="A. Writer">
<meta property="article:published_time" content="2026-01-28T23:30:00-05:00">
<link rel="canonical" href="https://example.org/chips"><style>p { color: red }</style></head>
<body><header><nav><a href="/">Home</a></nav><h1>Beijing approves</h1></header>
<p>China has <b>agreed</b> to <a href="/x">allow</a> sales.<br>In total:&nbsp;400,000.</p>
<script>var a = "<p class='"; document.write("<p>never</p>")</script>
<p class="x"">He said "no" and left.</p>
<aside>Subscribe now</aside><ul><li>one<li>two</ul>
<pre>first
  second</pre>
<table><tr><td>H200</td><td>400,000</td></tr></table>
<img src="http://127.0.0.1:9/x.png"><button>Share</button> The end.
<footer>Imprint</footer></body></html>"""


def test_a_page_becomes_its_paragraphs() -> None:
    assert read_page(PAGE, "page").text.split("\n") == [
        "Beijing approves",
        "China has agreed to allow sales.",
        "In total:\u00a0400,000.",
        'He said "no" and left.',
        "one",
        "two",
        "first",
        "second",
        "H200 400,000",
        "The end.",
    ]


def test_what_a_page_says_of_itself_is_suggested() -> None:
    page = read_page(PAGE, "page")
    assert page.title == "Beijing approves chips"
    assert page.author == "A. Writer"
    assert page.published == When("2026-01-28")
    assert page.url == "https://example.org/chips"
    assert page.language == "en"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="date" content="28 January 2026">', When("2026-01-28")),
        ('<meta name="date" content="2026-02-30">', When.UNKNOWN),
        ('<meta name="date" content="yesterday">', When.UNKNOWN),
        ('</head><body><time datetime="2026-01">', When("2026-01")),
    ],
)
def test_a_date_is_never_made_up(head: str, published: When) -> None:
    assert read_page(f"<html><head>{head}<p>text", "page").published == published


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "//host/share", "https://[", "/x"]
)
def test_only_a_web_address_is_suggested(address: str) -> None:
    assert not read_page(f'<link rel="canonical" href="{address}"><p>text', "page").url


def test_a_page_that_is_all_one_form_is_still_read() -> None:
    assert read_page("<form><p>The whole decree.</p></form>", "page").text == "The whole decree."
    page = read_page("<p>The whole decree stands here.</p><form>Search</form>", "page")
    assert page.text == "The whole decree stands here."


def test_the_page_s_own_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes('<meta charset="gb2312"><p>中国政府已批准销售'.encode("gb18030"))
    draft = read(path)
    assert (draft.text, draft.encoding) == ("中国政府已批准销售", "gb18030")
    path.write_bytes('<meta charset="no-such"><p>café'.encode("cp1252"))
    assert read(path).text == "café"


def test_a_page_is_known_by_its_beginning_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("<!-- saved --><!DOCTYPE html><p>Text</p>", encoding="utf-8")
    draft = read(path)
    assert (draft.text, draft.media_type, draft.title) == ("Text", "text/html", "Text")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 200_000 + "text",
        "<table><tr><td>" * 60_000 + "text",
        "<p>a</p>" * 200_001,
    ],
    ids=["deep", "tables", "many"],
)
def test_a_page_beyond_all_use_is_refused(markup: str) -> None:
    with pytest.raises(SourceTooLarge, match="paste the part that matters"):
        read_page(markup, "page")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<div>" * 1_900 + "text", "text"),
        ("<p " + " ".join(f"a{n}=b" for n in range(300_000)) + ">text", "text"),
        ("<p " + " ".join(f'a{n}=">"' for n in range(300_000)) + ">text", "text"),
        ("text<p " + " ".join(f"a{n}" for n in range(300_000)) + ' x="', "text"),
        ("text" + "<a<b" * 200_000, "text"),
        ("text" + "<!--" * 200_000, "text"),
        ("text" + "<script>" * 200_000, "text"),
        ("text" + "<!doctype [" * 200_000, "text"),
        ("<td colspan=1000000000 rowspan=1000000000>text", "text"),
        ('<!DOCTYPE p [<!ENTITY a "b"><!ENTITY b "&a;&a;">]><p>text &b;', "text &b;"),
        ('<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><p>text', "text"),
        ("<?php echo 1 ?><p>text", "text"),
        ("<p>text" + "<b><i>" * 500, "text"),
    ],
)
def test_hostile_markup_ends_and_leaves_only_its_text(markup: str, text: str) -> None:
    assert read_page(markup, "page").text == text


@given(st.text(alphabet="<>/!-='\" \npabdivscrte&;[", max_size=120))
def test_any_markup_is_read_without_a_fault(markup: str) -> None:
    page = read_page(markup, "page")
    assert "\n\n" not in page.text


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    markup = (
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><link rel=stylesheet '
        'href="http://127.0.0.1:9/x.css"><img src="http://127.0.0.1:9/x.png"><p>text'
    )
    assert read_page(markup, "page").text == "text"
