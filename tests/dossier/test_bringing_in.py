"""Many files at once: one that fails stops no other, and the report says of each why."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from workbench.dossier import bringing_in
from workbench.errors import Cancelled, StillInUse
from workbench.model.intake_report import IntakeOutcome
from workbench.model.kinds import SourceRelation
from workbench.model.party import Party
from workbench.model.progress import Silent
from workbench.model.text_version import VersionReason

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    (made / "deep").mkdir(parents=True)
    (made / "page_files").mkdir()
    (made / "a.txt").write_text("Words of a source.", "utf-8")
    (made / "deep" / "b.md").write_text("# Chips\nMore words.", "utf-8")
    (made / "deep" / "broken.pdf").write_bytes(b"%PDF-1.7 cut short")
    (made / "page.html").write_text("<p>A page.", "utf-8")
    (made / "page_files" / "frame.html").write_text("<p>An advertisement.", "utf-8")
    (made / "photo.png").write_bytes(b"\x89PNG")
    (made / "deep" / "western.txt").write_bytes("caf\xe9 words".encode("cp1252"))
    return made


def test_a_folder_comes_in_with_a_report_in_one_operation(dossier: Dossier, folder: Path) -> None:
    result = dossier.sources.bring_in([folder])
    assert [each.title for each in result.added] == ["a", "Chips", "western", "A page."]
    report = dossier.intake_reports.latest()[0]
    assert (report.added, report.failed, report.held, report.left) == (4, 1, 0, 0)
    assert [(line.name, line.outcome) for line in report.lines] == [
        ("deep/broken.pdf", IntakeOutcome.FAILED),
        ("deep/western.txt", IntakeOutcome.DOUBTFUL),
    ]
    assert "cut short" in report.lines[0].words
    assert dossier.undo().label == "Add 4 sources"
    assert not dossier.sources.find()
    assert not dossier.intake_reports.find()


def test_each_source_has_the_record_of_how_it_was_read(dossier: Dossier, folder: Path) -> None:
    source = dossier.sources.bring_in([folder / "deep" / "western.txt"]).added[0]
    version = dossier.text_versions.current(source)
    assert version is not None
    assert (version.reason, version.reader, version.encoding) == (
        VersionReason.READ,
        "text/1",
        "cp1252",
    )
    assert version.characters == len("café words")
    assert "another encoding" in version.warnings
    assert dossier.text_versions.text(version) == "café words"
    assert not dossier.intake_reports.find(), "of one file no report is kept"


def test_the_same_bytes_are_not_added_twice(dossier: Dossier, folder: Path) -> None:
    (folder / "copy of a.txt").write_text("Words of a source.", "utf-8")
    dossier.sources.bring_in([folder])
    report = dossier.sources.bring_in([folder]).report
    assert (report.added, report.held, report.failed) == (0, 5, 1)
    assert any("S-0001 a" in line.words for line in report.lines)
    assert dossier.operations()[0].label == "Report on 6 files"


def test_stopping_keeps_what_was_read(dossier: Dossier, folder: Path) -> None:
    class Stopping(Silent):
        @override
        def step(self, done: int, total: int, what: str = "") -> None:
            if done == 2:
                raise Cancelled

    result = dossier.sources.bring_in([folder], progress=Stopping())
    assert [each.title for each in result.added] == ["a", "Chips"] or len(result.added) == 1
    assert result.report.left == 5 - len(result.added) - result.report.failed


def test_many_files_are_written_some_at_a_time(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing_in, "_MOST_WAITING", 10)
    for number in range(25):
        (tmp_path / f"{number:02}.txt").write_text(f"Words {number}.", "utf-8")
    paths = sorted(tmp_path.glob("*.txt"))
    assert len(dossier.sources.bring_in(paths).added) == 25
    labels = [each.label for each in dossier.operations(3)]
    assert labels == ["Add 5 sources", "Add 10 sources", "Add 10 sources"]
    assert dossier.intake_reports.latest()[0].added == 25
    for number in range(20):
        (tmp_path / f"more {number}.txt").write_text(f"More words {number}.", "utf-8")
    more = dossier.sources.bring_in(sorted(tmp_path.glob("more*.txt")))
    labels = [each.label for each in dossier.operations(more.operations)]
    assert labels == ["Add 10 sources", "Add 10 sources"], "the report goes with the last ones"
    for _ in labels:
        dossier.undo()
    assert len(dossier.sources) == 25


def test_attachments_become_sources_that_are_linked_to_their_message(
    dossier: Dossier, tmp_path: Path
) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Chips"
    message.set_content("See the file.")
    message.add_attachment("Rows of words.", filename="rows.txt")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    mail = dossier.sources.add_file(path)
    attached = next(each for each in dossier.sources.find() if each.id != mail.id)
    assert attached.title == "rows"
    assert [(each.relation, each.source) for each in attached.links] == [
        (SourceRelation.WAS_ATTACHED_TO, mail.id)
    ]
    assert dossier.sources.original(attached).strip() == b"Rows of words."


def test_a_publisher_is_linked_where_it_is_known_and_never_made_up(
    dossier: Dossier, tmp_path: Path
) -> None:
    page = '<meta property="og:site_name" content="{}"><p>Words of the page.'
    reuters = dossier.parties.add(Party(title="Reuters"))
    for name in ("reuters", "Nobody"):
        (tmp_path / f"{name}.html").write_text(page.format(name), "utf-8")
    known = dossier.sources.add_file(tmp_path / "reuters.html")
    unknown = dossier.sources.add_file(tmp_path / "Nobody.html")
    assert known.publisher == reuters.id
    assert unknown.publisher is None
    version = dossier.text_versions.current(unknown)
    assert version is not None
    assert version.publisher == "Nobody"
    assert len(dossier.parties) == 1


def test_removing_a_source_takes_its_versions_and_undo_brings_them_back(
    dossier: Dossier, folder: Path
) -> None:
    source = dossier.sources.add_file(folder / "a.txt")
    dossier.sources.remove(source)
    assert not dossier.text_versions.find()
    dossier.undo()
    assert dossier.text_versions.current(dossier.sources.get(source.id)) is not None
    dossier.passages.mark(source, 0, 5)
    with pytest.raises(StillInUse):
        dossier.sources.remove(source)
