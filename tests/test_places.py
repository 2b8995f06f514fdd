from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import places

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_resources_lie_beside_the_package_in_a_checkout() -> None:
    assert places.resources().name == "resources"
    assert (places.resources().parent / "workbench" / "places.py").is_file()


def test_resources_lie_inside_the_package_of_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "workbench" / "resources").mkdir(parents=True)
    monkeypatch.setattr(places, "__file__", str(tmp_path / "workbench" / "places.py"))

    places.resources.cache_clear()
    inside = places.resource("help/changes.md")
    places.resources.cache_clear()

    assert inside == tmp_path.resolve() / "workbench/resources/help/changes.md"


def test_the_user_folders_follow_the_environment_and_are_not_created(home: Path) -> None:
    folders = [
        places.settings_file().parent,
        places.data_folder(),
        places.state_folder(),
        places.log_folder(),
    ]

    assert all(folder.is_relative_to(home) for folder in folders)
    assert not any(folder.exists() for folder in folders)


def test_a_socket_in_the_runtime_folder_has_a_path_that_is_short_enough() -> None:
    longest_path_of_a_socket = 107

    assert len(str(places.runtime_folder() / "kernel-1234567-ipc-5")) < longest_path_of_a_socket
