from __future__ import annotations

import json
from typing import Any

import pytest

from workbench.errors import ExchangeUnreadable
from workbench.exchange.annotations import Annotation, read_annotations, write_annotations

OURS = Annotation(
    key="urn:policy-workbench:1",
    document="https://example.org/a",
    title="Article",
    quote="more than 400,000",
    prefix="buy ",
    suffix=" of",
    start=10,
    stop=27,
    page="3",
    memo="Check <this>.",
    tags=("Quantity", "制裁"),
    creator="Ann",
    created="2026-01-28T09:00:00Z",
)


def read(held: Any) -> list[Annotation]:
    return read_annotations(json.dumps(held).encode(), "x.json")[0]


def test_annotations_come_back_as_they_went_out() -> None:
    plain = Annotation(key="urn:2", document="urn:d", quote="words", start=0, stop=5)
    data = write_annotations([OURS, plain], "Chips")
    assert read_annotations(data, "x.jsonld") == ([OURS, plain], ())
    held = json.loads(data)
    assert held["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert held["total"] == 2


def test_hypothesis_rows_are_read() -> None:
    row = {
        "id": "h1",
        "uri": "https://example.org/a",
        "user": "acct:ann@hypothes.is",
        "text": "A note",
        "tags": ["Quantity"],
        "document": {"title": ["Article"]},
        "target": [
            {
                "source": "https://example.org/a",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]"},
                    {"type": "TextPositionSelector", "start": 3, "end": 8},
                    {"type": "TextQuoteSelector", "exact": "chips", "prefix": "of ", "suffix": "."},
                ],
            }
        ],
    }
    (found,) = read({"rows": [row], "total": 1})
    assert found == Annotation(
        key="h1",
        document="https://example.org/a",
        title="Article",
        quote="chips",
        prefix="of ",
        suffix=".",
        start=3,
        stop=8,
        memo="A note",
        tags=("Quantity",),
        creator="ann",
    )


def test_zotero_items_know_what_they_are_attached_to() -> None:
    items = [
        {"key": "ART", "data": {"key": "ART", "itemType": "newspaperArticle", "title": "Article"}},
        {"key": "PDF", "data": {"key": "PDF", "itemType": "attachment", "parentItem": "ART"}},
        {
            "key": "ANN",
            "data": {
                "key": "ANN",
                "itemType": "annotation",
                "parentItem": "PDF",
                "annotationType": "highlight",
                "annotationText": "more than 400,000",
                "annotationComment": "big",
                "annotationPageLabel": "3",
                "tags": [{"tag": "Quantity"}],
            },
        },
    ]
    (found,) = read(items)
    assert (found.title, found.quote, found.memo) == ("Article", "more than 400,000", "big")
    assert (found.page, found.tags) == ("3", ("Quantity",))


def test_an_export_of_zotero_holds_annotations_inside_items() -> None:
    annotation = {"annotationType": "highlight", "annotationText": "chips"}
    item = {
        "title": "Article",
        "url": "https://e.org",
        "attachments": [{"annotations": [annotation]}],
    }
    (found,) = read({"items": [item]})
    assert (found.title, found.document, found.quote) == ("Article", "https://e.org", "chips")


def test_notes_on_a_whole_page_are_counted_as_lost() -> None:
    held = {"rows": [{"target": [{"source": "https://e.org"}], "text": "nice page"}]}
    assert read_annotations(json.dumps(held).encode(), "x")[1][0].startswith(
        "1 annotation marks no"
    )


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"a": 1}', b"\xff"])
def test_what_holds_no_annotations_is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeUnreadable, match=r"x\.json"):
        read_annotations(data, "x.json")
