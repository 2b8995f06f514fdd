from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier
from workbench.errors import ExchangeNotWritten, ExchangeUnreadable, FileNotReadable
from workbench.exchange.annotations import Annotation, write_annotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench import Dossier


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Dossier]:
    """A second, empty dossier."""
    opened = new_dossier(tmp_path / "other.dossier", title="Other")
    yield opened
    opened.close()


@pytest.fixture
def coded(sample: Dossier) -> Dossier:
    """The sample with two codes, one below the other, on two passages."""
    article = sample.sources.find("is:held")[0]
    harm = sample.codes.create("Harm", definition="Damage.", include="it is stated")
    fire = sample.codes.create("Fire", below=harm)
    sample.passages.mark(article, 0, 6, codes=[harm], memo="First words")
    sample.passages.mark(article, 0, 13, codes=[harm, fire])
    return sample


def test_a_project_goes_to_another_dossier_and_nothing_of_it_is_changed(
    coded: Dossier, other: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "study.qdpx"
    out = coded.exchange.write_project(path)
    assert "claims" in out.lost[-1]
    before = len(other.operations())
    done = other.exchange.read(path)
    assert len(other.operations()) == before + 1
    (source,) = other.sources.find()
    article = coded.sources.find("is:held")[0]
    assert other.sources.text(source) == coded.sources.text(article)
    ours, theirs = coded.passages.of(article), other.passages.of(source)
    assert [(p.start, p.stop, p.quote, p.memo, p.prefix, p.paragraph) for p in theirs] == [
        (p.start, p.stop, p.quote, p.memo, p.prefix, p.paragraph) for p in ours
    ]
    assert dict(done.counts)["passages"] == len(ours)
    tree = [(line.code.title, line.depth, line.code.include) for line in other.codes.tree()]
    assert ("Harm", 0, "it is stated") in tree
    assert ("Fire", 1, "") in tree
    other.undo()
    assert not other.sources.find()
    assert not other.codes.find()


def test_taking_the_same_project_in_again_adds_nothing(coded: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "study.qdpx"
    coded.exchange.write_project(path)
    before = (len(coded.sources), len(coded.codes), len(coded.passages))
    coded.exchange.read(path)
    assert (len(coded.sources), len(coded.codes), len(coded.passages)) == before


def test_a_project_of_another_program_is_taken_in(dossier: Dossier) -> None:
    demo = Path(__file__).parents[2].parent / "shared/data/qdpx/qc_demo.qdpx"
    if not demo.is_file():
        pytest.skip("the project of another program lies in the shared folder, which is not here")
    done = dossier.exchange.read(demo)
    assert dict(done.counts)["codes"] == len(dossier.codes)
    for passage in dossier.passages.find():
        text = dossier.sources.text(passage.source)
        assert text[passage.start : passage.stop] == passage.quote


def test_copies_of_one_text_stay_several_sources_and_what_stays_behind_is_told(
    dossier: Dossier, other: Dossier, tmp_path: Path
) -> None:
    path, words = tmp_path / "copies.qdpx", "Chips for three firms."
    first = dossier.sources.add_text(words, title="Wire")
    dossier.sources.add_text(words, title="Daily")
    dossier.passages.mark_quote(dossier.sources.add_text(f"{words} Gone.", title="Old"), "Gone")
    dossier.text_versions.correct("S-0003", f"{words} Something quite different now.")
    dossier.passages.mark_quote(first, "three firms")

    out = dossier.exchange.write_project(path)
    other.exchange.read(path)
    again = other.exchange.read(path)

    assert "1 passage without a place" in out.lost[-1]
    told = dossier.exchange.write_annotations(tmp_path / "passages.jsonld").lost[-1]
    assert told == "1 passage without a place in the text stays here."
    assert [each.title for each in other.sources.find()] == ["Wire", "Daily", "Old"]
    assert [len(other.passages.of(each)) for each in other.sources.find()] == [1, 0, 0]
    assert again.words == "0 passages"


def test_a_codebook_goes_out_and_comes_in(coded: Dossier, other: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "book.qdc"
    coded.exchange.write_codebook(path)
    assert other.exchange.read(path).counts == (("codes", len(coded.codes)),)
    assert [line.code.title for line in other.codes.tree()] == [
        line.code.title for line in coded.codes.tree()
    ]


def test_annotations_go_out_and_come_in_where_the_text_is_held(
    coded: Dossier, other: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "passages.jsonld"
    coded.exchange.write_annotations(path)
    article = coded.sources.find("is:held")[0]
    source = other.sources.add_text(coded.sources.text(article), title=article.title)
    done = other.exchange.read(path)
    placed = {(p.start, p.stop) for p in other.passages.of(source)}
    ours = {(p.start, p.stop) for p in coded.passages.of(article)}
    assert placed <= ours
    assert len(placed) + len(done.lost) == len(ours)


def test_an_annotation_is_placed_only_where_it_surely_stands(
    dossier: Dossier, tmp_path: Path
) -> None:
    text = (
        "The ministry approved the sale of chips to three firms in January.\n"
        "Later the ministry denied it. The chips were held. The chips were sold."
    )
    source = dossier.sources.add_text(text, title="Article")
    found = [
        Annotation(title="Article", quote="three firms", tags=("Buyer",)),
        Annotation(
            title="Article", quote="The chips", prefix="ministry denied it. ", suffix=" were held"
        ),
        Annotation(title="Article", quote="The chips"),
        Annotation(title="Article", quote="never said anywhere in this text at all"),
        Annotation(title="Article", quote="The ministry approved the sale of chip to three firms"),
    ]
    path = tmp_path / "a.jsonld"
    path.write_bytes(write_annotations(found, "x"))
    done = dossier.exchange.read(path)
    quotes = [each.quote for each in dossier.passages.of(source)]
    assert quotes == [
        "The ministry approved the sale of chips to three firms",
        "three firms",
        "The chips",
    ]
    assert dossier.passages.of(source)[2].start == text.index("The chips")
    assert len(done.lost) == 2
    assert "2 times" in done.lost[0]
    assert [code.title for code in dossier.codes] == ["Buyer"]


def test_the_address_of_an_annotation_tells_sources_of_one_title_apart(
    dossier: Dossier, tmp_path: Path
) -> None:
    address = "https://example.org/a"
    here = dossier.sources.add_text("Chips for three firms.", title="Wire", url=address)
    dossier.sources.add_text("Chips for three firms, it says.", title="Wire")
    found = [
        Annotation(document=address, title="Wire", quote="three firms"),
        Annotation(title="Wire", quote="Chips"),
    ]
    path = tmp_path / "a.jsonld"
    path.write_bytes(write_annotations(found, "x"))
    done = dossier.exchange.read(path)
    assert [each.quote for each in dossier.passages.of(here)] == ["three firms"]
    assert "stand in 2 sources, and it has the title of all of them" in done.lost[0]


def test_provenance_leads_from_every_decision_to_a_source(sample: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "prov.json"
    sample.exchange.write_provenance(path)
    held = json.loads(path.read_text("utf-8"))
    assert len(held["activity"]) == len(sample.operations(limit=-1))
    known = {*held["entity"], *held["agent"], *held["activity"]}
    ends = {
        value
        for name in ("wasDerivedFrom", "wasAttributedTo", "wasGeneratedBy", "wasAssociatedWith")
        for each in held.get(name, {}).values()
        for role, value in each.items()
        if role in {"prov:generatedEntity", "prov:usedEntity", "prov:entity", "prov:activity"}
    }
    assert ends <= known


def test_what_cannot_be_read_or_written_is_said(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable):
        dossier.exchange.read(tmp_path / "absent.qdpx")
    (tmp_path / "bad.qdpx").write_bytes(b"no zip")
    with pytest.raises(ExchangeUnreadable, match=r"bad\.qdpx"):
        dossier.exchange.read(tmp_path / "bad.qdpx")
    with pytest.raises(ExchangeNotWritten):
        dossier.exchange.write_codebook(tmp_path / "no folder" / "book.qdc")
