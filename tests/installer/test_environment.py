from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a project whose environment stands, with a lock that asks for nothing."""
    locks = tmp_path / "installer" / "requirements"
    locks.mkdir(parents=True)
    for name in ("run", "dev"):
        (locks / f"{name}.txt").write_text(f"# {name}\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text("# none\n", "utf-8")
    venv = tmp_path / ".venv"
    for name, value in {
        "ROOT": tmp_path,
        "LOCKS": locks,
        "VENV": venv,
        "STAMP": venv / "set-up.json",
    }.items():
        monkeypatch.setattr(environment, name, value)
    return tmp_path


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what would be installed, instead of asking a package index for it."""
    noted: list[str] = []
    monkeypatch.setattr(environment, "install", noted.append)
    return noted


def test_a_second_start_has_nothing_to_do(project: Path, installs: list[str]) -> None:
    environment.set_up("run")
    environment.set_up("run")

    assert (project / ".venv" / "pyvenv.cfg").is_file()
    assert installs == ["run"]


def test_the_tools_of_the_tests_include_what_the_program_needs(
    project: Path, installs: list[str]
) -> None:
    environment.set_up("dev")
    environment.set_up("run")

    assert project.is_dir()
    assert installs == ["dev"]


def test_a_changed_lock_is_installed_into_the_same_environment(
    project: Path, installs: list[str]
) -> None:
    environment.set_up("run")
    (project / ".venv" / "kept").touch()
    (project / "installer" / "requirements" / "run.txt").write_text("# newer\n", "utf-8")

    environment.set_up("run")

    assert installs == ["run", "run"]
    assert (project / ".venv" / "kept").exists()


def test_an_environment_that_was_moved_is_made_anew(project: Path, installs: list[str]) -> None:
    environment.set_up("run")
    (project / ".venv" / "stale").touch()
    stamp = environment.STAMP.read_text("utf-8")
    environment.STAMP.write_text(stamp.replace(str(project), "/elsewhere"), "utf-8")

    environment.set_up("run")

    assert installs == ["run", "run"]
    assert not (project / ".venv" / "stale").exists()


def test_a_broken_environment_is_made_anew(project: Path, installs: list[str]) -> None:
    (project / ".venv" / "bin").mkdir(parents=True)

    environment.set_up("run")

    assert installs == ["run"]
    assert environment.environment_python().exists()


def test_an_interrupted_set_up_is_taken_up_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks_off(_lock: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "install", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        environment.set_up("run")

    assert project.is_dir()
    assert not environment.STAMP.exists()


def test_a_damaged_stamp_is_no_stamp(project: Path, installs: list[str]) -> None:
    environment.set_up("run")
    environment.STAMP.write_text("{", "utf-8")

    environment.set_up("run")

    assert project.is_dir()
    assert installs == ["run", "run"]


def test_children_start_fast_whatever_this_machine_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    assert "PYTHONDONTWRITEBYTECODE" not in environment.child_environment()
    assert environment.child_environment(offscreen=True)["QT_QPA_PLATFORM"] == "offscreen"


def test_children_get_no_standard_input() -> None:
    assert (
        environment.call(sys.executable, "-c", "import sys; sys.exit(len(sys.stdin.read()))") == 0
    )
