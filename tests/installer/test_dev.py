from __future__ import annotations

import ast
import tomllib
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev
from environment import ROOT
from machine import Stopped

if TYPE_CHECKING:
    from pathlib import Path


def locked(name: str) -> dict[str, str]:
    """Return the packages of a lock and their versions; of a package with several, the first."""
    text = (ROOT / "installer" / "requirements" / f"{name}.txt").read_text("utf-8")
    pins: dict[str, str] = {}
    for line in text.splitlines():
        package, equals, version = line.partition("==")
        if equals and not line.startswith(" "):
            pins.setdefault(package, version.split()[0])
    return pins


def asked_for(group: str) -> list[Requirement]:
    """Return the project's dependencies and those of one group of the tools."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = [line for line in project["dependency-groups"][group] if isinstance(line, str)]
    return [Requirement(line) for line in (*project["project"]["dependencies"], *lines)]


@pytest.mark.parametrize(("lock", "group"), [("run", "build"), ("dev", "dev")])
def test_a_lock_holds_what_the_project_asks_for(lock: str, group: str) -> None:
    pins = locked(lock)

    unmet = [
        str(wanted)
        for wanted in asked_for(group)
        if not wanted.specifier.contains(pins.get(canonicalize_name(wanted.name), "0"))
    ]

    assert not unmet, f"run: python3 installer/dev.py lock ({', '.join(unmet)})"


def test_the_tests_run_with_the_versions_that_the_program_gets() -> None:
    assert locked("run").items() <= locked("dev").items()


@pytest.mark.parametrize("name", ["dev", "environment", "machine"])
def test_the_set_up_can_be_read_by_an_older_python_that_it_must_refuse(name: str) -> None:
    text = (ROOT / "installer" / f"{name}.py").read_text("utf-8")

    ast.parse(text, feature_version=(3, 8))


def test_words_after_test_go_to_pytest() -> None:
    known, rest = dev.parse(["test", "tests/model", "-x"])

    assert known.command == "test"
    assert rest == ["tests/model", "-x"]


def test_an_unknown_word_after_run_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        dev.parse(["run", "--colour"])

    assert "unknown: --colour" in capsys.readouterr().err


def test_a_set_up_that_stops_says_why_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stops(*, headless: bool) -> int:
        raise Stopped(f"Run this line. {headless}")

    monkeypatch.setattr(dev, "run", stops)

    assert dev.main(["run"]) == 1
    assert "Run this line." in capsys.readouterr().err


def test_each_check_is_timed_and_one_failure_fails_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(dev, "set_up", lambda _lock: None)
    monkeypatch.setattr(
        dev,
        "CHECKS",
        (dev.Step("good", ("-c", "")), dev.Step("bad", ("-c", "raise SystemExit(3)"))),
    )
    monkeypatch.setattr(dev, "PYTEST", dev.Step("pytest", ("-c", "")))

    code = dev.test([])

    said = capsys.readouterr().out
    assert code == 1
    assert "ok      good" in said
    assert "FAILED  bad" in said


def test_the_demo_is_written_without_a_display_and_again_over_itself(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert dev.write_demo(tmp_path / "demo") == 0
    assert dev.write_demo(tmp_path / "demo") == 0

    names = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {"sample.dossier", "briefing.xlsx", "trend.png"} == names
    assert str(tmp_path / "demo" / "briefing.xlsx") in capfd.readouterr().out
