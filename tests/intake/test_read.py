"""Files and pasted text become drafts, or a message that says what to do."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from typing_extensions import override

from workbench.errors import (
    BinarySource,
    Cancelled,
    DamagedSource,
    EmptyFile,
    EmptySource,
    FileNotReadable,
    SourceTooLarge,
    UnknownEncoding,
)
from workbench.intake.canonical import LONGEST_LINE, canonical
from workbench.intake.read import LARGEST, read, read_text
from workbench.model.progress import Silent
from workbench.places import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEVER = re.compile("[\r\0\ufeff\v\f\x85\u2028\u2029\ud800-\udfff]")


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def test_the_article_is_read_as_it_is() -> None:
    path = resource("sample/article.txt")
    draft = read(path)
    assert draft.text == path.read_text(encoding="utf-8")
    assert draft.original == path.read_bytes()
    assert (draft.title, draft.reader, draft.media_type) == ("article", "text/1", "text/plain")
    assert draft.warnings == ()


@given(st.text(max_size=300) | st.text(alphabet="a.\r\n \u2028\ufeff\0中。", max_size=300))
def test_canonical_text_holds_nothing_that_a_widget_would_change(text: str) -> None:
    made, _ = canonical(text)
    assert not NEVER.search(made)
    assert canonical(made) == (made, ())


@given(st.text(alphabet="a b.。\n", min_size=1, max_size=60), st.integers(1, 600))
def test_no_line_stays_too_long_and_no_word_is_lost(piece: str, times: int) -> None:
    made, _ = canonical(piece * times)
    assert max(map(len, made.split("\n"))) <= LONGEST_LINE
    assert re.sub(r"\s", "", made) == re.sub(r"\s", "", piece * times)


def test_a_long_line_is_broken_where_a_sentence_ends() -> None:
    sentence = "China approved the sale of many chips. "
    made, warnings = canonical(sentence * 400)
    assert all(line.endswith(("chips.", "chips. ")) for line in made.split("\n"))
    assert warnings == ("Broken at sentence ends, being over 5,000 characters: 1 line.",)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", "Beijing approved 400,000 chips – “in total” 😀"),
        ("utf-8-sig", "With a mark"),
        ("utf-16", "Beijing approved 400,000 chips"),
        ("utf-16-le", "Beijing approved 400,000 chips"),
        ("utf-16-be", "Beijing approved 400,000 chips"),
        ("utf-32", "Beijing approved 400,000 chips"),
        ("cp1252", "The “chip” café – naïve €5 million façade"),
        ("latin-1", "El señor dijo que el año próximo habrá más"),
        ("cp1250", "Žluťoučký kůň příšerně úpěl ďábelské ódy o čipech"),
        ("cp1251", "Правительство одобрило продажу чипов Китаю"),
        ("gb18030", "中国政府已批准销售数十万颗英伟达芯片"),
        ("big5", "中國政府已批准銷售數十萬顆晶片"),
        ("cp932", "中国政府は半導体の販売を承認した。"),
    ],
)
def test_the_encoding_is_found_out(
    written: Callable[[str, bytes], Path], encoding: str, words: str
) -> None:
    assert read(written("a.txt", (words + "\n").encode(encoding) * 20)).text == (words + "\n") * 20


def test_a_guessed_encoding_is_shown_and_may_be_chosen_again(
    written: Callable[[str, bytes], Path],
) -> None:
    path = written("a.txt", "Žluťoučký kůň".encode("cp1250"))
    assert any("another encoding" in each for each in read(path).warnings)
    assert read(path, encoding="cp1250").text == "Žluťoučký kůň"


@pytest.mark.parametrize("encoding", ["no-such", "ascii", "hex", "idna", "\0"])
def test_an_encoding_that_does_not_fit_is_refused(
    written: Callable[[str, bytes], Path], encoding: str
) -> None:
    with pytest.raises(UnknownEncoding, match="Choose another encoding"):
        read(written("a.txt", "Žluťoučký kůň ".encode()), encoding=encoding)


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a"])
def test_a_file_of_0_bytes_is_to_be_fetched_again(
    written: Callable[[str, bytes], Path], name: str
) -> None:
    with pytest.raises(EmptyFile, match=r"0 bytes.*get it again"):
        read(written(name, b""))


@pytest.mark.parametrize("data", [b" \r\n\t", b"\xef\xbb\xbf", b"***\n---", b"<html></html>"])
def test_a_file_without_words_is_refused(
    written: Callable[[str, bytes], Path], data: bytes
) -> None:
    with pytest.raises(EmptySource, match="no words"):
        read(written("a.txt", data))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", "an archive.*Unpack it"),
        (b"\xd0\xcf\x11\xe0", "an old or protected Office document.*Save it as .docx"),
        (b"SQLite format 3\0", "a database or dossier"),
        (b"\x89PNG\r\n\x1a\n", "a picture.*type its text"),
        (bytes(range(256)) * 40, "no text"),
        (b"\x7fELF\x02\x01", "a program"),
    ],
)
def test_a_binary_file_is_refused_by_what_it_is(
    written: Callable[[str, bytes], Path], data: bytes, what: str
) -> None:
    with pytest.raises(BinarySource, match=what):
        read(written("a.txt", data))


def test_a_document_whose_archive_is_broken_is_told_as_damaged(
    written: Callable[[str, bytes], Path],
) -> None:
    with pytest.raises(DamagedSource, match="damaged or cut short"):
        read(written("a.docx", b"PK\x03\x04rest"))


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable, match="No such file"):
        read(tmp_path / "gone.txt")
    with pytest.raises(FileNotReadable, match="it is a folder"):
        read(tmp_path)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(SourceTooLarge, match="at most 64 MB"):
        read(path)
    with pytest.raises(SourceTooLarge):
        read_text("x" * (LARGEST + 1))


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such file here")  # noqa: PTH110 - Path would be imported for this alone
def test_a_file_without_an_end_is_refused() -> None:
    with pytest.raises(SourceTooLarge):
        read("/dev/zero")


def test_a_text_of_50_mb_is_read(written: Callable[[str, bytes], Path]) -> None:
    line = b"China approved the sale of many chips to three firms in total.\n"
    draft = read(written("big.txt", line * 800_000))
    assert len(draft.text) == len(line) * 800_000


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_clearly(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    try:
        draft = read(path)
    except (EmptyFile, EmptySource, BinarySource, DamagedSource):
        return
    assert draft.original == data
    assert not NEVER.search(draft.text)


def test_pasted_text_is_named_by_its_first_line() -> None:
    draft = read_text("\n  Beijing approves chips  \nMore follows.\n")
    assert draft.title == "Beijing approves chips"
    assert read_text("words " * 100).title.endswith("…")
    assert read_text("words", "My notes").title == "My notes"
    with pytest.raises(EmptySource):
        read_text(" \n ")


def test_half_a_character_in_a_paste_is_shown_as_broken() -> None:
    draft = read_text("Beijing \ud83d approved")
    assert draft.text == "Beijing \ufffd approved"
    assert draft.warnings == ("1 broken character is shown as \ufffd.",)
    draft.text.encode()


def test_markdown_stays_as_it_is_written_and_is_named_by_its_heading(
    written: Callable[[str, bytes], Path],
) -> None:
    text = "---\nx: y\n---\n# Chip rules #\n\n*Text* with [a link](https://example.org).\n"
    draft = read(written("some_notes.md", text.encode()))
    assert (draft.title, draft.text, draft.reader) == ("Chip rules", text, "markdown/1")
    assert read(written("some_notes.md", b"no heading")).title == "some notes"


def test_reading_can_be_stopped(written: Callable[[str, bytes], Path]) -> None:
    class Stopping(Silent):
        @override
        def step(self, done: int, total: int, what: str = "") -> None:
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        read(written("a.txt", b"words"), progress=Stopping())
