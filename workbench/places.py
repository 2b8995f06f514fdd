"""Where things lie: the user's folders, and the resources that ship with the program.

Nothing here is created; whoever writes a file makes its folder.
"""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path

import platformdirs

APP = "policy-workbench"


@cache
def resources() -> Path:
    """Return the folder of shipped resources: beside the package in a checkout, else inside it."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def resource(name: str) -> Path:
    """Return the path of a shipped resource, such as "themes/window.qss"."""
    return resources() / name


def settings_file() -> Path:
    """Return the file of the analyst's preferences."""
    return platformdirs.user_config_path(APP, appauthor=False) / "settings.toml"


def data_folder() -> Path:
    """Return the folder of the program's own data: console history, sample dossiers."""
    return platformdirs.user_data_path(APP, appauthor=False)


def state_folder() -> Path:
    """Return the folder of what a restart should find again but nobody would miss."""
    return platformdirs.user_state_path(APP, appauthor=False)


def runtime_folder() -> Path:
    """Return the folder of sockets and connection files; its path is short, as sockets need it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # no login session: a temporary one
        return platformdirs.user_runtime_path(APP, appauthor=False)


def log_folder() -> Path:
    """Return the folder of the logs."""
    return platformdirs.user_log_path(APP, appauthor=False)
