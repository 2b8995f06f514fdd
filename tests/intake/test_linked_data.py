from __future__ import annotations

import json
from typing import Any

import pytest

from workbench.intake.html import read_page
from workbench.intake.linked_data import linked_data
from workbench.model.when import When

ARTICLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "The site"},
        {
            "@type": ["NewsArticle"],
            "headline": "Beijing approves\n chips",
            "author": [{"@type": "Person", "name": "A. Writer"}, "B. Other"],
            "publisher": {"@type": "Organization", "name": "Reuters"},
            "datePublished": "2026-01-28T10:00:00Z",
            "inLanguage": "en",
            "mainEntityOfPage": {"@id": "https://example.org/chips"},
        },
    ],
}


def page(*blocks: str) -> str:
    scripts = "".join(f'<script type="application/ld+json">{each}</script>' for each in blocks)
    return f"<html><head>{scripts}</head><body><p>Words.</p></body></html>"


def test_the_article_in_a_page_is_found_and_suggested() -> None:
    document = read_page(page(json.dumps(ARTICLE)), "a.html")
    assert document.text == "Words."
    assert (document.title, document.author) == ("Beijing approves chips", "A. Writer, B. Other")
    assert (document.publisher, document.language) == ("Reuters", "en")
    assert document.published == When("2026-01-28")
    assert document.url == "https://example.org/chips"


@pytest.mark.parametrize(
    "block",
    ["{broken", "[" * 5_000, '"words"', "null", '{"@type": {"a": 1}, "author": 7}', "[1, [2]]"],
)
def test_what_is_broken_says_nothing_and_hides_nothing(block: str) -> None:
    assert linked_data(page(block)) == {}
    assert linked_data(page(block, json.dumps(ARTICLE)))["publisher"] == "Reuters"


def test_browsers_and_extensions_write_where_a_saved_page_came_from() -> None:
    blink = "<!-- saved from url=(0025)https://example.org/chips -->\n<html><p>Words."
    single = (
        "<!--\n Page saved with SingleFile \n url: https://example.org/chips\n"
        " saved date: Wed Jan 28 2026 10:00:00 GMT+0100 (Central)\n--><html><p>Words."
    )
    assert read_page(blink, "a.html").url == "https://example.org/chips"
    saved = read_page(single, "a.html")
    assert (saved.url, saved.accessed) == ("https://example.org/chips", When("2026-01-28"))
