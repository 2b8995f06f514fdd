"""What every test may ask for, and what holds for each: no screen, no user settings, no warning."""

from __future__ import annotations

import logging
import lzma
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from typing_extensions import override

from workbench import logs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from workbench import Dossier

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # read when the application is made

# No example fails for being slow on a busy machine; CI judges everybody by the same examples.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def private_folders(home: Path) -> dict[str, str]:
    """Return the environment that makes `home` the user's home folder on each platform."""
    return {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "APPDATA": str(home / "AppData/Roaming"),
        "LOCALAPPDATA": str(home / "AppData/Local"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_STATE_HOME": str(home / ".local/state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
    }


@pytest.fixture(scope="session", autouse=True)
def session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give what lives longer than a test, such as a console's kernel, a home of its own too."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in private_folders(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, value)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give each test an empty home folder, so that no user's setting leaks in or out."""
    folder = tmp_path_factory.mktemp("home")
    runtime = tempfile.mkdtemp(prefix="wb-")  # short: the path of a socket has at most 107 bytes
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**private_folders(folder), "XDG_RUNTIME_DIR": runtime}.items():
            patch.setenv(name, value)
        yield folder
    shutil.rmtree(runtime, ignore_errors=True)


class Unexpected(logging.Handler):
    """Collects what was logged as a warning or worse although the test did not expect it.

    A test expects it by `with caplog.at_level(logging.WARNING):` with the level of the message.
    """

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        super().__init__(logging.WARNING)
        self.caplog = caplog
        self.messages: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno != self.caplog.handler.level:
            self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def unexpected_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[Unexpected]:
    """Fail a test that logged a warning or worse, unless it is marked `logs_warnings`."""
    handler = Unexpected(caplog)
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    if handler.messages and not request.node.get_closest_marker("logs_warnings"):
        pytest.fail("Logged unexpectedly:\n" + "\n".join(handler.messages), pytrace=False)


@pytest.fixture(autouse=True)
def closed_log() -> Iterator[None]:
    """Close the log file that a command or the window has opened."""
    yield
    logs.stop()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Return the one application, with cursors that do not blink into screenshots and timers."""
    qapp.setCursorFlashTime(0)
    return qapp


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty dossier once, since making its tables takes longest; copy it."""
    from workbench import new_dossier

    path = tmp_path_factory.mktemp("empty") / "empty.dossier"
    new_dossier(path, title="Test dossier").close()
    return path


@pytest.fixture
def dossier(empty_file: Path, tmp_path: Path) -> Iterator[Dossier]:
    """Open a new, empty dossier."""
    from workbench import open_dossier

    opened = open_dossier(shutil.copy(empty_file, tmp_path / "test.dossier"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the article sample once; never open this file, copy it."""
    from workbench.dossier.sample import build

    path = tmp_path_factory.mktemp("sample") / "sample.dossier"
    build(path)
    return path


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Dossier]:
    """Open a copy of the article sample."""
    from workbench import open_dossier

    opened = open_dossier(shutil.copy(sample_file, tmp_path / "sample.dossier"))
    yield opened
    opened.close()


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """The sample of the article as the first version of the program wrote it."""
    path = tmp_path / "first version.dossier"
    kept = Path(__file__).parent / "data" / "version_1.dossier.xz"
    path.write_bytes(lzma.decompress(kept.read_bytes()))
    return path
