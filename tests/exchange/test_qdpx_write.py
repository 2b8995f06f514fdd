from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings, strategies as st
from lxml import etree

from workbench.exchange.codebook import guid
from workbench.exchange.project import CodeEntry, Project, Stretch, TextEntry
from workbench.exchange.qdpx_read import read_project
from workbench.exchange.qdpx_write import write_project

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 1, 28, 9, 30, tzinfo=UTC)
TEXT = "中国批准😀 the sale of chips.\nTwo sources said so."
CODES = (
    CodeEntry(key=guid("a"), title="Approval", colour="#56b4e9", definition="A yes."),
    CodeEntry(key=guid("b"), title="Hedge", parent=guid("a"), example="may"),
)
PROJECT = Project(
    title="Chips & <more>",
    codes=CODES,
    users=("Ann", "Ben"),
    texts=(
        TextEntry(
            key=guid("s"),
            title="Wire",
            text=TEXT,
            note="A note.",
            facts=(("publisher", "Reuters"), ("published", "2026-01")),
            stretches=(
                Stretch(
                    key=guid("p"),
                    start=2,
                    stop=5,
                    codes=((guid("a"), "Ann"), (guid("b"), "Ben")),
                    memo="Look at this.",
                ),
                Stretch(key=guid("q"), start=6, stop=14),
            ),
        ),
        TextEntry(key=guid("t"), title="Paper", text="Some words.", original=b"%PDF-1.7 fake"),
    ),
)


def written(project: Project = PROJECT) -> bytes:
    return write_project(project, AT, "Ann")


def xml(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return etree.fromstring(packed.read("project.qde"))


def test_what_is_written_fits_the_standard_s_schema(schema: Any) -> None:
    schema.assertValid(xml(written()))
    schema.assertValid(xml(written(Project(title="Empty"))))


def test_a_project_comes_back_as_it_went_out() -> None:
    back = read_project(written(), "x.qdpx")
    assert back.codes == PROJECT.codes
    assert [(t.title, t.text, t.note, t.facts) for t in back.texts] == [
        (t.title, t.text, t.note, t.facts) for t in PROJECT.texts
    ]
    assert back.texts[0].stretches == PROJECT.texts[0].stretches
    assert back.texts[1].original == b"%PDF-1.7 fake"
    assert set(back.users) == {"Ann", "Ben"}
    assert back.lost == ()


def test_another_program_reads_the_same_and_what_it_writes_is_read(tmp_path: Path) -> None:
    from pyrefiqda import RefiProject

    (tmp_path / "x.qdpx").write_bytes(written())
    folder = tmp_path / "unpacked"
    theirs = RefiProject.load(tmp_path / "x.qdpx", str(folder))
    (wire,) = theirs.sources.text_source
    (first, _) = wire.plain_text_selection
    assert (first.start_position, first.end_position) == (2, 5)
    place = RefiProject.resolve_source_path(wire.plain_text_path, folder)
    assert place.read_text(encoding="utf-8") == TEXT
    RefiProject.save(theirs, tmp_path / "y.qdpx", folder)
    back = read_project((tmp_path / "y.qdpx").read_bytes(), "y.qdpx")
    assert back.codes == CODES
    assert back.texts[0].stretches == PROJECT.texts[0].stretches
    assert back.texts[0].text == TEXT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60), st.data())
def test_any_stretch_of_any_text_comes_back(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    stretch = Stretch(key=guid("p"), start=start, stop=stop)
    entry = TextEntry(key=guid("s"), title="T", text=text, stretches=(stretch,))
    (back,) = read_project(written(Project(title="P", texts=(entry,))), "x.qdpx").texts
    assert back.text == text
    assert back.stretches == (stretch,)
