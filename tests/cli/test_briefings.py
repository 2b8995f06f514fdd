"""Briefings on the command line: every output, the lint, and recipes that travel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "html", "md", "zip"])
def test_the_ending_decides_as_what_it_is_written(file: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"b.{ending}"
    assert main(["briefings", "write", "-d", str(file), "--out", str(out)]) == 0
    assert out.stat().st_size > 1000


def test_a_briefing_of_the_past_is_written_and_not_recorded(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, at = tmp_path / "b.md", ["-d", str(file)]
    assert main(["decisions", "change", "D-0001", *at, "--title", "Retitled"]) == 0
    assert main(["--as-of", "#12", "briefings", "write", *at, "--out", str(out)]) == 0
    assert "Approval of H200 purchases" in out.read_text("utf-8")
    assert "Retitled" not in out.read_text("utf-8")
    capsys.readouterr()
    assert main(["briefings", "list", *at]) == 0
    assert "None was written" in capsys.readouterr().out


def test_another_ending_is_refused(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "b.docx"
    assert main(["briefings", "write", "-d", str(file), "--out", str(out)]) != 0
    assert ".xlsx, .pdf, .html, .md, .zip" in capsys.readouterr().err


def test_a_recipe_is_kept_and_printed(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'title = "Weekly"\n[[sheets]]\nblock = "cover"\n'
    (tmp_path / "weekly.toml").write_text(text, encoding="utf-8")
    at = ["-d", str(file)]
    assert main(["briefings", "keep", str(tmp_path / "weekly.toml"), *at]) == 0
    assert capsys.readouterr().out.strip() == "RC-0001"
    assert main(["briefings", "recipe", "weekly", *at]) == 0
    assert capsys.readouterr().out == text


def test_the_lint_lists_what_a_reader_would_send_back(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["-d", str(file)]
    assert main(["judgements", "add", *at, "--statement", "Others may follow"]) == 0
    capsys.readouterr()
    assert main(["briefings", "lint", *at]) == 0
    assert "says no likelihood" in capsys.readouterr().out


def test_a_briefing_is_a_template_for_the_next(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last, this = tmp_path / "last.xlsx", tmp_path / "this.xlsx"
    write = ["briefings", "write", "-d", str(file), "--out"]
    assert main([*write, str(last)]) == 0
    assert main([*write, str(this), "--template", str(last)]) == 0
    assert this.stat().st_size > 1000
    capsys.readouterr()
    assert main(["briefings", "slots", "-d", str(file), str(last)]) == 0
    assert "Decisions!A5" in capsys.readouterr().out


def test_a_template_is_filled_as_a_workbook_only(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "b.pdf"
    command = ["briefings", "write", "-d", str(file), "--out", str(out)]
    assert main([*command, "--template", "t.xlsx"]) != 0
    assert "filled as an .xlsx file" in capsys.readouterr().err
