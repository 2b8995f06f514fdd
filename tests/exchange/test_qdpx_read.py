from __future__ import annotations

import io
import zipfile

import pytest

from workbench.errors import ExchangeUnreadable
from workbench.exchange.qdpx_read import read_project


def packed(sources: str, files: dict[str, bytes] | None = None, more: str = "") -> bytes:
    """A project file as some program may write it."""
    book = '<CodeBook><Codes><Code guid="c1" name="Approval" isCodable="true"/></Codes></CodeBook>'
    users = '<Users><User guid="u1" name="Ann"/></Users>'
    inside = f"{users}{book}<Sources>{sources}</Sources>{more}"
    root = f'<Project name="P" origin="Other">{inside}</Project>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("project.qde", root)
        for name, data in (files or {}).items():
            file.writestr(name, data)
    return held.getvalue()


def coded(start: int, stop: int) -> str:
    return (
        f'<PlainTextSelection guid="note_1" startPosition="{start}" endPosition="{stop}">'
        '<Coding guid="x" creatingUser="u1"><CodeRef targetGUID="c1"/></Coding>'
        "</PlainTextSelection>"
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("internal://a.txt", "sources/a.txt"),
        ("internal://a.txt", "Sources/A.txt"),
        ("relative:///sources/a.txt", "sources/a.txt"),
        ("absolute://C:\\data\\a.txt", "sources/a.txt"),
        ("a.txt", "sources/a.txt"),
    ],
)
def test_a_text_is_found_however_its_path_is_written(path: str, name: str) -> None:
    source = f'<TextSource guid="s" name="A" plainTextPath="{path}">{coded(0, 7)}</TextSource>'
    (text,) = read_project(packed(source, {name: b"Beijing approved."}), "x").texts
    assert text.text == "Beijing approved."
    assert text.stretches[0].codes == (("c1", "Ann"),)


def test_a_byte_order_mark_is_no_character() -> None:
    source = (
        f'<TextSource guid="s" name="A" plainTextPath="internal://a.txt">{coded(0, 7)}</TextSource>'
    )
    data = packed(source, {"sources/a.txt": "\ufeffBeijing".encode()})
    assert read_project(data, "x").texts[0].text == "Beijing"


def test_text_in_the_project_itself_absent_dates_and_notes_are_read() -> None:
    notes = '<Notes><Note guid="n1"><PlainTextContent>A memo.</PlainTextContent></Note></Notes>'
    source = (
        '<TextSource guid="s" name="A"><PlainTextContent>Beijing</PlainTextContent>'
        '<PlainTextSelection guid="p" startPosition="0" endPosition="3"><NoteRef targetGUID="n1"/>'
        "</PlainTextSelection></TextSource>"
    )
    (text,) = read_project(packed(source, more=notes), "x").texts
    assert text.stretches[0].memo == "A memo."


def test_a_selection_directly_under_a_pdf_is_read() -> None:
    source = (
        '<PDFSource guid="s" name="A" path="internal://a.pdf">'
        f'{coded(0, 7)}<Representation guid="r" name="A"><PlainTextContent>Beijing approved.'
        "</PlainTextContent></Representation></PDFSource>"
    )
    (text,) = read_project(packed(source, {"sources/a.pdf": b"%PDF"}), "x").texts
    assert text.original == b"%PDF"
    assert [(each.start, each.stop) for each in text.stretches] == [(0, 7)]


def test_two_sources_of_one_name_are_two() -> None:
    one = '<TextSource guid="{}" name="A"><PlainTextContent>{}</PlainTextContent></TextSource>'
    data = packed(one.format("s", "First") + one.format("t", "Second"))
    assert [each.text for each in read_project(data, "x").texts] == ["First", "Second"]


def test_what_is_not_taken_is_said() -> None:
    source = (
        '<TextSource guid="s" name="Gone" plainTextPath="internal://a.txt">'
        f"{coded(0, 7)}</TextSource>"
        '<TextSource guid="t" name="Blank"><PlainTextContent> </PlainTextContent></TextSource>'
        f'<TextSource guid="u" name="Short"><PlainTextContent>ab</PlainTextContent>{coded(1, 9)}'
        '</TextSource><AudioSource guid="v" name="Talk"/>'
    )
    cases = '<Cases><Case guid="k"/><Case guid="l"/></Cases>'
    lost = " ".join(read_project(packed(source, more=cases), "x").lost)
    assert "“Gone” has no text in the file, so 1 coded stretch went with it." in lost
    assert "“Blank” has no words." in lost
    assert "“Short”: 1 coded stretch lies outside the text." in lost
    assert "Not taken: 1 audio source." in lost
    assert "Not taken: 2 cases." in lost


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no zip", "no zip file"),
        (packed("").replace(b"project.qde", b"another.xml"), "no project.qde"),
    ],
)
def test_what_is_no_project_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(ExchangeUnreadable, match=why):
        read_project(data, "x.qdpx")


def test_a_project_of_another_program_is_read(demo: bytes) -> None:
    project = read_project(demo, "qc_demo.qdpx")
    assert project.origin.startswith("qc")
    assert len(project.codes) > 30
    assert len(project.texts) == 2
    assert sum(len(text.stretches) for text in project.texts) > 0
    known = {code.key for code in project.codes}
    assert all(code in known for t in project.texts for s in t.stretches for code, _ in s.codes)
