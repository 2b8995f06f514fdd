"""A parser that hangs, breaks or eats memory costs its file; the next one is read as ever."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from workbench.errors import BinarySource, Cancelled, EmptySource, ReadingStopped
from workbench.intake.process import ReadingProcess
from workbench.intake.read import read_bytes
from workbench.model.progress import Silent
from workbench.places import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOSTILE = """
import sys, time
from workbench.intake import read, worker

def hostile(data, name, **options):
    if name == "hang": time.sleep(60)
    if name == "die": sys.exit(3)
    if name == "break": raise KeyError("a bug of the reader")
    if name == "eat": raise MemoryError
    if name == "deep": hostile(data, name)
    if name == "print": print("a library prints")
    return read.read_bytes(data, "a.txt", **options)

worker.read_bytes = hostile
sys.exit(worker.main())
"""


@pytest.fixture
def hostile() -> Iterator[ReadingProcess]:
    made = ReadingProcess(command=[sys.executable, "-c", HOSTILE])
    yield made
    made.close()


def test_a_file_is_read_as_it_would_be_here(
    process: ReadingProcess, printed: Callable[..., bytes]
) -> None:
    path = resource("sample/article.txt")
    assert process.read(path).text == path.read_text("utf-8")
    data = printed([[(72.0, 700.0, 11.0, "A page of words.")]])
    there, here = process.read_bytes(data, "a.pdf"), read_bytes(data, "a.pdf")
    assert (there.text, there.runs, there.reader) == (here.text, here.runs, here.reader)
    assert there.original == data


def test_attachments_come_with_their_bytes(process: ReadingProcess) -> None:
    part = b"--b\r\nContent-Disposition: attachment; filename=%s.txt\r\n\r\nwords of %s\r\n"
    data = b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"".join(
        part % (name, name) for name in (b"one", b"two")
    )
    found = process.read_bytes(data + b"--b--\r\n", "a.eml").attachments
    assert [each.text for each in found] == ["words of one", "words of two"]
    assert [each.original for each in found] == [b"words of one", b"words of two"]


def test_what_cannot_be_read_is_refused_in_the_same_words(process: ReadingProcess) -> None:
    with pytest.raises(EmptySource, match=r"There are no words in 'a\.txt'"):
        process.read_bytes(b" ", "a.txt")
    with pytest.raises(BinarySource, match="a picture"):
        process.read_bytes(b"\x89PNG", "a.txt")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("die", r"broke down \(code 3\)"),
        ("break", "broke down .*a bug of the reader"),
        ("eat", "needed too much memory"),
        ("deep", "nested too deep"),
    ],
)
def test_a_reader_that_breaks_costs_one_file(
    hostile: ReadingProcess, name: str, words: str
) -> None:
    with pytest.raises(ReadingStopped, match=words):
        hostile.read_bytes(b"words", name)
    assert hostile.read_bytes(b"words", "good").text == "words"


def test_a_reader_that_hangs_costs_one_file(
    hostile: ReadingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as short:
        short.setattr(hostile, "_seconds", 0.3)
        with pytest.raises(ReadingStopped, match=r"took more than 0\.3 seconds"):
            hostile.read_bytes(b"words", "hang")
    assert hostile.read_bytes(b"words", "good").text == "words"


def test_what_a_library_prints_disturbs_nothing(hostile: ReadingProcess) -> None:
    assert hostile.read_bytes(b"words", "print").text == "words"


def test_a_large_file_for_a_process_that_hangs_does_not_hang_the_window(
    hostile: ReadingProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hostile, "_seconds", 0.3)
    with pytest.raises(ReadingStopped):
        hostile.read_bytes(b"words " * 1_000_000, "hang")


def test_stopping_ends_a_reader_that_hangs(hostile: ReadingProcess) -> None:
    class Stopping(Silent):
        begun = time.monotonic()

        @override
        def step(self, done: int, total: int, what: str = "") -> None:
            if time.monotonic() > self.begun + 0.2:
                raise Cancelled

    with pytest.raises(Cancelled):
        hostile.read_bytes(b"words", "hang", progress=Stopping())
    assert hostile.read_bytes(b"words", "good").text == "words"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_memory_is_bounded_by_the_system() -> None:
    eating = HOSTILE.replace("raise MemoryError", "bytearray(3 * 1024**3)")
    made = ReadingProcess(seconds=20.0, command=[sys.executable, "-c", eating])
    with pytest.raises(ReadingStopped, match="needed too much memory"):
        made.read_bytes(b"words", "eat")
    made.close()


def test_threads_wait_for_one_another(process: ReadingProcess) -> None:
    found: list[str] = []
    threads = [
        threading.Thread(
            target=lambda n=n: found.append(process.read_bytes(f"words {n}".encode(), "a.txt").text)
        )
        for n in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(found) == [f"words {n}" for n in range(8)]


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="Linux only")  # noqa: PTH110 - Path would be imported for this alone
def test_nothing_is_left_open_when_it_ends(tmp_path: Path) -> None:
    before = len(list(os.scandir("/proc/self/fd")))
    made = ReadingProcess()
    path = tmp_path / "a.txt"
    path.write_text("words", "utf-8")
    assert made.read(path).text == "words"
    made.close()
    assert len(list(os.scandir("/proc/self/fd"))) == before
