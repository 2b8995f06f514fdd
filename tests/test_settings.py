from __future__ import annotations

import os
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from workbench.settings import RECENT_LIMIT, Settings, load, save

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    loaded = load(tmp_path / "none.toml")
    assert loaded.settings == Settings()
    assert not loaded.trouble


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.toml"
    wanted = Settings(
        theme="dark",
        text_size=15,
        compact_rows=True,
        recent=("/a.dossier",),
        shortcuts={"dossier.new": "Ctrl+Alt+N"},
        regions=(1, 2, 3),
    )
    save(path, wanted)
    assert load(path).settings == wanted


def test_only_what_differs_from_the_defaults_is_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save(path, Settings(theme="dark"))
    assert path.read_text("utf-8").strip() == 'theme = "dark"'


def test_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "light"\nflight_mode = 3\n\n[wings]\nspan = 4\n', "utf-8")
    loaded = load(path)
    assert not loaded.trouble
    save(path, loaded.settings)
    assert "flight_mode = 3" in path.read_text("utf-8")
    assert "[wings]" in path.read_text("utf-8")


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00", b"= 3"])
def test_a_file_that_cannot_be_read_gives_defaults_and_is_kept_aside(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    loaded = load(path)
    assert loaded.settings == Settings()
    assert "defaults" in loaded.trouble
    assert (tmp_path / "settings.unreadable").read_bytes() == content


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('theme = "pink"', "theme"),
        ("text_size = 900", "text_size"),
        ('text_size = "big"', "text_size"),
        ("text_size = true", "text_size"),
        ("recent = [1, 2]", "recent"),
        ("shortcuts = {a = 1}", "shortcuts"),
        ("regions = [1000000000000]", "regions"),
    ],
)
def test_a_value_that_makes_no_sense_keeps_its_default_and_is_named(
    tmp_path: Path, line: str, name: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"{line}\nanalyst = 'Lin'\n", "utf-8")
    loaded = load(path)
    assert getattr(loaded.settings, name) == getattr(Settings(), name)
    assert loaded.settings.analyst == "Lin"
    assert name in loaded.trouble


def test_settings_that_were_damaged_anywhere_are_read_or_set_aside_never_in_the_way(
    tmp_path: Path,
) -> None:
    path = tmp_path / "settings.toml"
    save(path, Settings(theme="dark", regions=(1, 2, 3), shortcuts={"a": "Ctrl+A"}, recent=("/a",)))
    whole = path.read_bytes()
    for place in range(len(whole)):
        for damaged in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
            path.write_bytes(damaged)
            assert isinstance(load(path).settings, Settings)


def test_settings_that_cannot_be_written_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    save(path, Settings(theme="dark"))

    def full(_self: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        save(path, Settings(theme="light"))
    assert load(path).settings.theme == "dark"
    assert os.listdir(tmp_path) == ["settings.toml"]  # noqa: PTH208 - names only


def test_the_dossier_opened_last_comes_first_and_once() -> None:
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings = settings.with_recent(f"/{number}.dossier")
    settings = settings.with_recent("/5.dossier")
    assert settings.recent[0] == "/5.dossier"
    assert len(settings.recent) == RECENT_LIMIT == len(set(settings.recent))
    assert "/5.dossier" not in settings.without_recent("/5.dossier").recent


def test_every_setting_that_is_shown_has_a_title_and_says_what_it_does() -> None:
    for each in fields(Settings):
        if each.metadata.get("section"):
            assert each.metadata["title"]
            assert each.metadata["about"].endswith(".")
