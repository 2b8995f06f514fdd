"""Files made to harm cost themselves only: a clear error or a safe reading, nothing else."""

from __future__ import annotations

import contextlib
import json
import socket
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hostile.corpus import NAMES, corpus, named
from workbench import new_dossier, open_dossier
from workbench.__main__ import main
from workbench.dossier.backups import backup_at
from workbench.dossier.salvage import salvage_dossier
from workbench.errors import NothingToSalvage, QuerySyntaxError, ReadingStopped, WorkbenchError
from workbench.intake.process import reading_process
from workbench.model import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench import Dossier

    Door = Callable[[Dossier, Path, Path], None]

FEW = 20
"""Rows of each table that are brought in: reading is what could harm."""
SMALL = 1_000_000
"""Bytes of the files that are taken for many kinds in turn."""
LONGEST = 120
"""Seconds a file: the reader's own limit is shorter, and a busy machine is slow."""


MOST_MEMORY = 1024**3
"""Bytes that the reading process holds at most, half of what it is cut off at."""


def _refuse(*_values: object, **_named: object) -> None:
    message = "something was looked up or fetched"
    raise AssertionError(message)


def expect_little_memory(name: str) -> None:
    """Looks at the most that the reading process held since the last look, where that is told."""
    status = Path(f"/proc/{reading_process().process_id}/status")
    if not status.exists():
        return  # it was ended at its limit, or this is no Linux
    peak = next(each for each in status.read_text("ascii").splitlines() if "VmHWM" in each)
    held = int(peak.split()[1]) * 1024
    status.with_name("clear_refs").write_text("5")
    assert held <= MOST_MEMORY, f"{name} took {held / 1e6:.0f} MB"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def kept_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    with new_dossier(tmp_path_factory.mktemp("words") / "a.dossier") as made:
        made.sources.add_text("Words that must stay: H200, C++ and a.", title="Kept")
        yield made


def test_the_corpus_is_large(files: dict[str, Path]) -> None:
    assert len(files) >= 150


def test_each_file_costs_itself_only(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, _refuse)
    place = tmp_path / "a.dossier"
    with new_dossier(place) as dossier:
        kept = dossier.sources.add_text("Words that must stay.", title="Kept")
        for name, path in files.items():
            begun = time.monotonic()
            with contextlib.suppress(WorkbenchError):  # any other error fails
                dossier.sources.add_file(path)
            took = time.monotonic() - begun
            assert took < LONGEST, f"{name} took {took:.0f} s"
            expect_little_memory(name)
        assert dossier.sources.get(kept.ref) == kept
        assert dossier.check() == []
    assert {each.name for each in tmp_path.iterdir()} == {place.name}
    assert not list(tmp_path.parent.glob("**/out.txt"))


def test_the_command_line_tells_what_came_of_each_file(
    files: dict[str, Path], tmp_path: Path
) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place) as dossier:
        kept = dossier.sources.add_text("Words that must stay.", title="Kept")
    folder = next(iter(files.values())).parent
    command = [sys.executable, "-m", "workbench", "sources", "add", "-d", str(place), "--json"]
    done = subprocess.run(  # noqa: S603 - this Python, our own command
        [*command, *map(str, named(folder))],
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 1, done.stderr  # since some were refused
    assert "Traceback" not in done.stderr
    report = json.loads(done.stdout)[0]
    assert report["added"] + report["failed"] + report["held"] == len(files)
    assert all(line["words"] for line in report["lines"])
    with open_dossier(place) as dossier:
        assert dossier.sources.get(kept.ref) == kept
        assert len(dossier.sources) == report["added"] + 1
        assert dossier.check() == []
    assert {each.name for each in tmp_path.iterdir()} == {place.name}


@pytest.mark.parametrize("suffix", ["html", "eml", "docx", "odt", "epub", "rtf"])
def test_a_huge_picture_is_passed_over_where_a_document_shows_it(
    files: dict[str, Path], suffix: str
) -> None:
    assert "words" in reading_process().read(files[f"huge-image.{suffix}"]).text
    expect_little_memory(suffix)


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "odt", "ods", "epub"])
def test_a_package_is_read_for_its_words_beside_names_that_would_lead_out_of_it(
    files: dict[str, Path], suffix: str
) -> None:
    for number in range(len(NAMES)):
        read = reading_process().read(files[f"name-{number}.{suffix}"])
        assert "words" in read.text


def test_a_cell_at_the_far_end_of_a_sheet_is_told_as_too_much(files: dict[str, Path]) -> None:
    with pytest.raises(ReadingStopped, match="needed too much memory"):
        reading_process().read(files["last-cell.xlsx"])


def test_a_page_of_each_pdf_is_drawn_or_refused(files: dict[str, Path]) -> None:
    for name, path in files.items():
        if path.suffix == ".pdf":
            with contextlib.suppress(WorkbenchError):
                reading_process().page_image(path.read_bytes(), name, 0, width=600, spans=[])
            expect_little_memory(name)


def test_each_file_that_could_be_a_table_is_read_as_one_or_refused(
    files: dict[str, Path], tmp_path: Path
) -> None:
    with new_dossier(tmp_path / "a.dossier") as dossier:
        for name, path in files.items():
            small = path.stat().st_size < SMALL
            if small and path.suffix in {".csv", ".txt", ".xlsx", ".ods"}:
                with contextlib.suppress(WorkbenchError):
                    table = dossier.table_mappings.read(path)
                    mapping = dossier.table_mappings.propose(table, "decision")
                    few = replace(table, rows=table.rows[:FEW], numbers=table.numbers[:FEW])
                    dossier.table_mappings.carry_out(dossier.table_mappings.plan(few, mapping))
                expect_little_memory(name)
        assert dossier.check() == []


@pytest.mark.parametrize("suffix", [".qdpx", ".qdc", ".jsonld", ".bib", ".json", ".ris"])
def test_each_file_is_refused_or_taken_in_safely_as_one_of_another_program(
    suffix: str, files: dict[str, Path], tmp_path: Path
) -> None:
    with new_dossier(tmp_path / "a.dossier") as dossier:
        take = dossier.sources.add_references if suffix in {".bib", ".json", ".ris"} else None
        for path in files.values():
            if path.stat().st_size < SMALL and not path.name.startswith("name-"):
                copy = tmp_path / f"a{suffix}"
                copy.write_bytes(path.read_bytes())
                with contextlib.suppress(WorkbenchError):
                    (take or dossier.exchange.read)(copy)
        assert dossier.check() == []
    assert {each.name for each in tmp_path.iterdir()} == {"a.dossier", f"a{suffix}"}


def _template(dossier: Dossier, file: Path, _new: Path) -> None:
    dossier.briefings.slots(file)


def _recipe(dossier: Dossier, file: Path, _new: Path) -> None:
    dossier.saved_recipes.save("Kept", dossier.saved_recipes.text_of(str(file)))


def _restore(dossier: Dossier, file: Path, _new: Path) -> None:
    dossier.backups.restore(backup_at(file))


def _salvage(_dossier: Dossier, file: Path, new: Path) -> None:
    salvage_dossier(file, new)


def _check(_dossier: Dossier, file: Path, _new: Path) -> None:
    with open_dossier(file, read_only=True) as opened:
        opened.check()


@pytest.mark.parametrize(
    ("suffix", "door"),
    [
        (".xlsx", _template),
        (".toml", _recipe),
        (".dossier", _restore),
        (".dossier", _salvage),
        (".dossier", _check),
    ],
)
def test_each_file_is_refused_or_taken_in_safely_by_each_other_door(
    suffix: str, door: Door, files: dict[str, Path], tmp_path: Path
) -> None:
    copy, new = tmp_path / f"a{suffix}", tmp_path / "new"
    with new_dossier(tmp_path / "kept.dossier") as dossier:
        kept = dossier.sources.add_text("Words that must stay.", title="Kept")
        for path in files.values():
            if path.stat().st_size < SMALL and not path.name.startswith("name-"):
                copy.write_bytes(path.read_bytes())
                with contextlib.suppress(WorkbenchError):  # any other error fails
                    door(dossier, copy, new)
        assert dossier.sources.get(kept.ref) == kept
        assert dossier.check() == []
    assert {each.name for each in tmp_path.iterdir()} == {"kept.dossier", copy.name}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("decisions import FILE -d DOSSIER", "bomb.xlsx xml-laughs.ods nul.csv virtual.csv"),
        ("exchange read FILE -d DOSSIER", "bomb.zip pickle.txt nested.html"),
        ("sources add-references FILE -d DOSSIER", "control.ris pickle.txt"),
        ("dossier check FILE", "virtual.txt triggers.txt bomb.pdf"),
        ("briefings slots FILE -d DOSSIER", "bomb.xlsx xml-external.xlsx name-0.xlsx"),
    ],
)
def test_each_other_door_of_the_command_line_refuses_it_or_takes_it_in_safely(
    words: str,
    names: str,
    files: dict[str, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place) as dossier:
        kept = dossier.sources.add_text("Words that must stay.", title="Kept")
    for name in names.split():
        put = {"FILE": str(files[name]), "DOSSIER": str(place)}
        code = main([put.get(word, word) for word in words.split()])
        said = capsys.readouterr()
        assert code == 0 or (said.out + said.err).strip(), name
        assert "Traceback" not in said.err
        expect_little_memory(name)
    with open_dossier(place) as dossier:
        assert dossier.sources.get(kept.ref) == kept
        assert dossier.check() == []
    assert {each.name for each in tmp_path.iterdir()} == {"a.dossier"}


@pytest.mark.parametrize("text", ["NEAR(", "{title} : a AND"])
def test_no_search_text_of_the_command_line_is_taken_for_a_command(
    text: str, kept_words: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(kept_words.path)
    assert main(["search", "-d", place, "--", text]) in {0, 1}
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "name",
    ["triggers.txt", "foreign.html", "virtual.txt", "bomb.pdf", "pickle.txt", "links-tar.tar"],
)
def test_none_of_it_opens_as_a_dossier(files: dict[str, Path], name: str) -> None:
    with pytest.raises(WorkbenchError):
        open_dossier(files[name])


@pytest.mark.parametrize("name", ["triggers.txt", "virtual.txt", "virtual.csv", "bomb.pdf"])
def test_salvage_runs_nothing_of_it(files: dict[str, Path], name: str, tmp_path: Path) -> None:
    before = files[name].read_bytes()
    with pytest.raises(NothingToSalvage):
        salvage_dossier(files[name], tmp_path / "new.dossier")
    assert files[name].read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_what_another_program_would_have_run_at_each_write_is_taken_away(tmp_path: Path) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place) as dossier:
        dossier.sources.add_text("Words that must stay.", title="Kept")
    foreign = sqlite3.connect(place)
    foreign.execute("CREATE TRIGGER t AFTER INSERT ON question BEGIN DELETE FROM source; END")
    foreign.commit()
    foreign.close()

    with open_dossier(place) as dossier:
        dossier.questions.add(Question(question="Who?"))
        assert len(dossier.sources) == 1
        assert dossier.check() == []


@pytest.mark.parametrize(
    "text",
    [
        *('"', '""', "'", "*", "^", "(", ")", "()", ":", "+", "-", "{", "}", "\0", "a\0b", "\\"),
        *("NOT", "AND OR NOT", "NEAR(a b, 5)", "NEAR(", "title : a", "{title body} : a", "^a*"),
        *(
            "a + b",
            '"a',
            'a"b',
            "-a",
            "- title : a",
            "a AND",
            "OR b",
            "C++",
            "H200 -Nvidia",
            "col:",
        ),
        *("a" * 100_000, '"' * 10_001, "NEAR(" * 1_000, "\u202e", "\ud800", "%", "_", ";--"),
    ],
)
def test_no_search_text_is_taken_for_a_command(text: str, kept_words: Dossier) -> None:
    for look in (kept_words.search, kept_words.sources.find, kept_words.decisions.count):
        with contextlib.suppress(QuerySyntaxError):  # any other error fails
            look(text)
    assert len(kept_words.sources) == 1
