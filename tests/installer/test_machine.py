from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

import machine

if TYPE_CHECKING:
    from pathlib import Path

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks them")


def test_a_library_that_is_not_there_is_found_missing() -> None:
    wanted = {"libnothing-of-the-kind.so.7": "libnothing7", **machine.QT_LIBRARIES}

    missing = machine.missing_libraries(wanted)

    assert missing["libnothing-of-the-kind.so.7"] == "libnothing7"


@linux
def test_the_libraries_that_qt_needs_here_are_there() -> None:
    assert machine.missing_libraries(machine.QT_LIBRARIES) == {}


@linux
@pytest.mark.parametrize(
    ("display", "wayland"), [("", ""), (":98765", "")], ids=["none named", "a stale one"]
)
def test_no_display_is_seen_before_qt_aborts_over_it(
    monkeypatch: pytest.MonkeyPatch, display: str, wayland: str
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)

    assert not machine.has_display()


def test_asking_qt_for_no_screen_counts_as_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert not machine.has_display()


@linux
def test_a_plain_user_gets_one_line_to_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("apt-get", "sudo"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 99\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(machine.Stopped) as stopped:
        machine.install_system_packages(["libgl1", "libegl1", "libgl1"], "Qt needs them.")

    assert "  sudo apt-get install --no-install-recommends libegl1 libgl1\n" in str(stopped.value)


@linux
def test_root_installs_after_fetching_the_lists_of_a_fresh_image(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = f'#!/bin/sh\necho "$1" >> {tmp_path}/calls\ntest "$1" = update && > {tmp_path}/lists\n'
    (tmp_path / "apt-get").write_text(f"{script}test -e {tmp_path}/lists\n", "utf-8")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    machine.install_system_packages(["libgl1"], "Qt needs it.")

    assert (tmp_path / "calls").read_text("utf-8").split() == ["install", "update", "install"]
    assert "Installing libgl1" in capsys.readouterr().out


@linux
def test_other_systems_are_told_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(machine.Stopped, match="package manager"):
        machine.install_system_packages(["libgl1"], "Qt needs libGL.so.1.")
