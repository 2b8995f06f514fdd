"""The command line does what the window does, with exit codes and JSON for programs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.typed import outcome, rows, run
from workbench import open_dossier
from workbench.__main__ import main
from workbench.cli.main import build
from workbench.cli.nouns import NOUNS


@pytest.mark.parametrize("noun", NOUNS)
def test_each_noun_lists_what_the_dossier_holds(
    noun: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_dossier(file) as dossier:
        held = len(dossier.records(NOUNS[noun]))
    assert len(rows(capsys, noun, "list", "-d", file)) == held


def test_a_query_chooses_what_is_listed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "decisions", "list", "-d", file, "-q", "stance:restrict")
    assert [each["ref"] for each in found] == ["D-0002"]


def test_json_keeps_numbers_exact_and_dates_as_edtf(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (allocation,) = rows(capsys, "allocations", "list", "-d", file)
    assert allocation["quantity"]["low"] == "400000"
    assert allocation["quantity"]["low_open"] is True
    assert allocation["quantity"]["high"] is None
    assert allocation["as_of"] == ""


def test_from_a_file_to_a_decision_with_its_evidence_and_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, article = tmp_path / "new.dossier", tmp_path / "article.txt"
    article.write_text("Beijing approved the sale of more than 400,000 chips.\n\nNobody replied.")
    run(capsys, "dossier", "new", place, "--title", "Chips")
    beijing = ("--title", "Government of the PRC", "--aliases", "Beijing; kind=metonym")
    run(capsys, "parties", "add", "-d", place, *beijing, "--jurisdiction", "CHN")
    assert run(capsys, "sources", "add", article, "-d", place).startswith("S-0001")
    quote = "more than 400,000 chips"
    passage = run(capsys, "passages", "add", "-d", place, "--source", "S-0001", "--quote", quote)
    run(capsys, "decisions", "add", "-d", place, "--title", "Sale approved", "--action", "approve",
        "--authority", "beijing", "--cite", passage.strip())  # fmt: skip
    run(capsys, "allocations", "add", "-d", place, "--title", "Chips", "--decision", "D-0001",
        "--quantity", quote, "--quantity-unit", "chip", "--cite", "C-0001")  # fmt: skip
    assert quote in run(capsys, "decisions", "show", "D-0001", "-d", place)
    (allocation,) = rows(capsys, "allocations", "show", "1", "-d", place)
    assert allocation["quantity"]["sign"] == "> 400,000"
    assert run(capsys, "dossier", "undo", place) == "Took back: Log allocation\n"
    assert rows(capsys, "allocations", "list", "-d", place) == []
    run(capsys, "dossier", "redo", place)
    assert len(rows(capsys, "allocations", "list", "-d", place)) == 1


def test_the_environment_names_the_dossier_for_commands_that_take_nothing_else(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DOSSIER", str(file))
    assert len(rows(capsys, "decisions", "list")) == 3
    assert run(capsys, "dossier", "check") == "No damage found.\n"
    assert run(capsys, "dossier", "undo").startswith("Took back: ")


def test_a_folder_is_read_and_what_fails_is_named(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Words.")
    (folder / "b.txt").write_text("")
    (folder / "c.txt").write_text("More words.")
    code = main(["sources", "add", str(folder), "-d", str(file)])
    printed = capsys.readouterr()
    assert code == 1
    assert len(printed.out.splitlines()) == 2
    assert "b.txt" in printed.err


def test_fields_are_changed_and_records_removed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "decisions", "change", "D-0001", "-d", file, "--announced", "28 January 2026")
    (decision,) = rows(capsys, "decisions", "show", "D-0001", "-d", file)
    assert decision["announced"] == "2026-01-28"
    run(capsys, "questions", "remove", "Q-0001", "-d", file)
    assert len(rows(capsys, "questions", "list", "-d", file)) == 19


def test_a_picture_at_the_size_of_the_screen_without_a_stance(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large, small, drawn = (tmp_path / name for name in ("large.png", "small.png", "drawn.svg"))
    run(capsys, "trends", "plot", "-d", file, "--out", large)
    run(capsys, "trends", "plot", "-d", file, "--out", small, "--scale", "1")
    wide = [int.from_bytes(each.read_bytes()[16:20]) for each in (large, small)]
    assert wide == [2400, 1200]
    run(capsys, "trends", "plot", "-d", file, "--out", drawn, "--hide", "restrict")
    assert "Not shown: Restrict" in drawn.read_text("utf-8")


def test_search_plot_and_briefing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "D-0001" in {each["ref"] for each in rows(capsys, "search", "h200", "-d", file)}
    picture, workbook = tmp_path / "trend.png", tmp_path / "briefing.xlsx"
    run(capsys, "trends", "plot", "-d", file, "--out", picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    run(capsys, "briefings", "write", "-d", file, "--out", workbook)
    assert workbook.read_bytes().startswith(b"PK")
    (written,) = rows(capsys, "briefings", "list", "-d", file)
    assert written["file_name"] == "briefing.xlsx"
    (shown,) = rows(capsys, "briefings", "show", written["ref"], "-d", file)
    assert shown == written
    run(capsys, "briefings", "remove", written["ref"], "-d", file)
    assert rows(capsys, "briefings", "list", "-d", file) == []
    assert workbook.exists()
    (step,) = rows(capsys, "trends", "list", "-d", file)
    assert (step["day"], step["words"]) == (None, "> 400,000")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("decisions", "show", "D-0099"), "D-0099"),
        (("decisions", "list", "-q", "colour:red"), "colour"),
        (("decisions", "add", "--title", "x", "--announced", "2026-02-30"), "2026-02-30"),
        (("decisions", "add", "--title", "x", "--authority", "Nobody"), "Nobody"),
        (("decisions", "add", "--title", " "), "title"),
        (("decisions", "add", "--title", "x", "--parties", "role=licensee"), "party"),
        (("allocations", "add", "--title", "x", "--quantity", "plenty"), "plenty"),
        (("passages", "add", "--source", "S-0001", "--quote", "not there"), "not there"),
        (("parties", "remove", "Reuters"), "use"),
        (("briefings", "write", "--out", "/no/such/folder/x.xlsx"), "folder"),
        (("briefings", "write", "--out", "x.xlsx", "--recipe", "none"), "none"),
        (("trends", "plot", "--out", "x.bmp"), ".png"),
        (("sources", "correct", "S-0001", "not-there.txt"), "not-there.txt"),
        (("sources", "correct", "S-0001", "/bin/sh"), "no UTF-8 text"),
        (("briefings", "keep", "nowhere.toml"), "No such file"),
        (("sources", "write-references", "--out", "/no/such/folder/x.ris"), "not written"),
        (("stance-scales", "add", "--title", "x", "--levels", "value=a; words=b"), "'a' is no"),
        (("decisions", "add", "--title", "x", "--affected", "USA; excluded=ja"), "'ja' is neither"),
        (
            ("decisions", "add", "--title", "x", "--links", "amends; decision=1; decision=2"),
            "'decision' stands twice",
        ),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(
    words: tuple[str, ...], message: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_dossier(file) as dossier:
        before = dossier.operations(limit=1)
    code = main([*words, "-d", str(file)])
    printed = capsys.readouterr()
    assert code == 1
    assert message in printed.err
    assert len(printed.err.splitlines()) == 1
    with open_dossier(file) as dossier:
        assert dossier.operations(limit=1) == before


@pytest.mark.parametrize("place", [".", "/", "a" * 300, "/dev/null"])
def test_what_is_no_file_is_no_dossier(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decisions", "list", "-d", place]) == 1
    assert "There is no dossier at" in capsys.readouterr().err


def test_an_operation_that_never_was_shows_no_past(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--as-of", "2026", "decisions", "list", "-d", str(file)]) == 1
    assert "There is no operation #2026" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("decisions", "list"),
        ("decisions", "add", "--action", "dance"),
        ("exchange", "write", "--out", "a" * 300 + ".qdpx"),
    ],
)
def test_wrong_usage_is_exit_code_two(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(list(words)) == 2
    assert capsys.readouterr().err


def test_a_missing_dossier_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossier", "info", str(tmp_path / "none.dossier")]) == 1
    assert "no dossier" in capsys.readouterr().err


def test_check_and_info_tell_of_a_whole_dossier(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "No damage" in run(capsys, "dossier", "check", file)
    (facts,) = rows(capsys, "dossier", "info", file)
    assert (facts["decisions"], facts["claims"]) == (3, 31)


def test_a_search_index_that_was_damaged_is_found_out_and_made_anew(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as foreign:
        foreign.execute("DELETE FROM search_data WHERE id > 10")
    code, told, _ = outcome(capsys, "dossier", "check", file)
    assert (code, "search index" in told, "workbench dossier reindex" in told) == (1, True, True)
    assert "made anew" in run(capsys, "dossier", "reindex", file)
    assert "No damage" in run(capsys, "dossier", "check", file)


def test_an_old_operation_is_reverted_by_its_number(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = rows(capsys, "dossier", "history", file)
    gaps = next(each for each in history if each["label"] == "List what the article leaves open")
    told = rows(capsys, "dossier", "revert", file, gaps["seq"], "--dry-run")
    assert {each["what"] for each in told} == {"is removed"}
    assert len(told) == len(rows(capsys, "questions", "list", "-d", file)) > 0
    assert gaps["label"] in run(capsys, "dossier", "revert", file, gaps["seq"])
    assert rows(capsys, "questions", "list", "-d", file) == []
    [back] = rows(capsys, "dossier", "revert", file, int(history[0]["seq"]) + 1)
    assert (back["seq"], back["role"]) == (history[0]["seq"] + 1, "revert")


def test_older_history_is_dropped_when_that_is_agreed_to(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = run(capsys, "dossier", "drop-history", file, "#4", "--dry-run")
    assert "3 operations" in shown
    code, _, complaint = outcome(capsys, "dossier", "drop-history", file, "#4")
    assert (code, "--yes" in complaint) == (1, True)
    assert "is kept in" in run(capsys, "dossier", "drop-history", file, "#4", "--yes")
    assert "No damage" in run(capsys, "dossier", "check", file)
    code, _, complaint = outcome(capsys, "dossier", "changes", file, "#1")
    assert (code, "was dropped" in complaint) == (1, True)


def test_every_command_has_help() -> None:
    def commands(app: Any, path: str = "") -> list[tuple[str, str]]:
        own = [(f"{path} {c.name}", c.help or "") for c in app.registered_commands]
        for group in app.registered_groups:
            own += commands(group.typer_instance, f"{path} {group.name or ''}".strip())
        return own

    found = commands(build())
    assert len(found) > 60
    assert [name for name, words in found if not words] == []


def test_a_backup_is_made_listed_and_gone_back_to(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "No backup yet" in run(capsys, "dossier", "backups", file)
    run(capsys, "dossier", "backup", file)
    run(capsys, "questions", "add", "-d", file, "--question", "Gone?")
    (kept,) = rows(capsys, "dossier", "backups", file)
    name = Path(kept["path"]).name

    told = run(capsys, "dossier", "restore", file, name, "--dry-run")
    assert "Add question" in told
    assert "is removed" in told
    assert rows(capsys, "questions", "list", "-d", file, "-q", "Gone")
    run(capsys, "dossier", "restore", file, name)
    assert rows(capsys, "questions", "list", "-d", file, "-q", "Gone") == []


def test_a_dossier_that_cannot_be_opened_is_replaced_by_its_backup(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "dossier", "backup", file)
    (kept,) = rows(capsys, "dossier", "backups", file)
    file.write_bytes(b"broken")

    said = run(capsys, "dossier", "restore", file, Path(kept["path"]).name, "--damaged")

    assert "is now" in said
    assert "No damage found" in run(capsys, "dossier", "check", file)


def test_a_damaged_dossier_is_salvaged_into_a_new_one(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = rows(capsys, "claims", "list", "-d", file)
    data = file.read_bytes()
    file.write_bytes(bytes(4096) + data[4096:])

    (facts,) = rows(capsys, "dossier", "salvage", file, tmp_path / "new.dossier")

    assert facts["saved"]["claim"] == len(held)
    assert facts["lost"] == []
    assert facts["complete"] is True
    assert rows(capsys, "claims", "list", "-d", tmp_path / "new.dossier") == held
    assert "Nothing was lost." in run(capsys, "dossier", "salvage", file, tmp_path / "b.dossier")


def test_every_command_can_look_back_and_none_writes_the_past(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "questions", "add", "-d", file, "--question", "New?")
    (newest,) = rows(capsys, "dossier", "history", file, "-n", "1")
    before = f"#{newest['seq'] - 1}"

    assert rows(capsys, "questions", "list", "-d", file, "-q", "New")
    assert rows(capsys, "--as-of", before, "questions", "list", "-d", file, "-q", "New") == []
    assert main(["--as-of", before, "questions", "add", "-d", str(file), "--question", "?"]) == 1
    assert "Go back to now" in capsys.readouterr().err
    assert main(["--as-of", before, "questions", "list", "-d", str(file)]) == 0
    assert f"As it was after operation {before[1:]}, " in capsys.readouterr().err
    assert main(["--as-of", "soon", "questions", "list", "-d", str(file)]) == 1
    assert "2026-11-20" in capsys.readouterr().err


def test_an_encrypted_dossier_is_used_with_its_passphrase_from_a_file(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, others = tmp_path / "words", tmp_path / "others"
    words.write_text("correct horse battery\n")
    others.write_text("another passphrase\n")
    given = ("--passphrase-file", words)
    held = rows(capsys, "claims", "list", "-d", file)

    said = run(capsys, "dossier", "encrypt", file, "--new-passphrase-file", words)
    assert "Recovery code, shown only now" in said
    assert main(["claims", "list", "-d", str(file)]) == 1
    assert "--passphrase-file" in capsys.readouterr().err
    assert rows(capsys, *given, "claims", "list", "-d", file) == held

    out = tmp_path / "codes.qdc"
    told = outcome(capsys, *given, "exchange", "write", "-d", file, "-o", out)
    assert told[0] == 0, told
    assert "not encrypted, though the dossier is" in told[2]
    run(capsys, *given, "dossier", "backup", file)
    assert [each["encrypted"] for each in rows(capsys, "dossier", "backups", file)] == [True]
    assert main(["dossier", "forget", str(file)]) == 0
    assert "No passphrase of it was kept" in capsys.readouterr().out

    run(capsys, *given, "dossier", "passphrase", file, "--new-passphrase-file", others)
    assert main(["--passphrase-file", str(words), "claims", "list", "-d", str(file)]) == 1
    assert "passphrase is wrong" in capsys.readouterr().err
    run(capsys, "--passphrase-file", others, "dossier", "decrypt", file)
    assert rows(capsys, "claims", "list", "-d", file) == held
