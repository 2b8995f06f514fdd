"""The project's virtual environment: made, filled from the hashed locks, and stamped.

The stamp says what the environment holds, so that a second start has nothing to do. Standard
library only.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Literal

from machine import OLDEST, PIP_PACKAGE, Stopped, install_system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
LOCKS = ROOT / "installer" / "requirements"

Show = Literal["all", "errors", "nothing"]


def environment_python() -> Path:
    """Return the Python of the project's environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def child_environment(*, offscreen: bool = False) -> dict[str, str]:
    """Return the environment for everything started from here.

    Args:
        offscreen: draw into memory, whatever display there is.
    """
    environment = dict(os.environ)
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PIP_USER", "PIP_TARGET"):
        environment.pop(
            name, None
        )  # the first makes every start twice as slow, the others lead astray
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return environment


def call(*command: str | Path, offscreen: bool = False, show: Show = "all") -> int:
    """Run a command in the current folder without standard input and return its exit code.

    Args:
        command: the program and its arguments.
        offscreen: whether Qt draws into memory, whatever display there is.
        show: what the terminal shows of its output.
    """
    return subprocess.run(
        [str(part) for part in command],
        env=child_environment(offscreen=offscreen),
        stdin=subprocess.DEVNULL,
        stdout=None if show == "all" else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if show == "nothing" else None,
        check=False,
    ).returncode


def home() -> str:
    """Return what the environment is bound to: this folder and one interpreter."""
    settings = VENV / "pyvenv.cfg"
    text = settings.read_text("utf-8") if settings.is_file() else "none"
    return f"{ROOT} {os.path.realpath(environment_python())} {text}"


def fingerprint(lock: str) -> str:
    """Return the hash of what decides the content of the environment."""
    parts = [(LOCKS / f"{lock}.txt").read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def read_stamp() -> dict[str, str]:
    """Return what the last set-up wrote down; empty where there was none or it is damaged."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def environment_works() -> bool:
    """Tell whether the environment can be kept: it starts, is new enough, and nothing moved."""
    python = environment_python()
    if not python.exists() or read_stamp().get("home", home()) != home():
        return False
    return (
        call(python, "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})", show="nothing")
        == 0
    )


def create_environment() -> None:
    """Make `.venv` with nothing in it; needs no ensurepip."""
    print(f"Setting up {VENV} with Python {sys.version.split()[0]} ...", flush=True)
    command = (sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    if call(*command) == 0:
        return
    install_system_packages([PIP_PACKAGE], "This Python cannot make a virtual environment.")
    if call(*command) != 0:
        raise Stopped(f"{sys.executable} cannot make a virtual environment; see above.")


def find_pip() -> list[str | Path] | None:
    """Return the command of a pip that installs into the environment; None where there is none."""
    python = environment_python()
    own: list[str | Path] = [python, "-m", "pip"]
    if call(*own, "--version", show="nothing") == 0:
        return own
    outer: list[str | Path] = [sys.executable, "-m", "pip", "--python", python]
    if call(*outer, "--version", show="nothing") == 0:  # pip 22.3 and later
        return outer
    if call(python, "-m", "ensurepip", show="nothing") == 0:
        return own
    return None


def install(lock: str) -> None:
    """Install the locked packages and the project itself, editable, into the environment.

    Args:
        lock: "run", or "dev", which holds "run" and the tools of the tests.
    """
    pip = find_pip()
    if pip is None:
        install_system_packages([PIP_PACKAGE], "This Python comes without pip.")
        pip = find_pip()
    if pip is None:
        raise Stopped(
            "No pip could be found or made. Install pip for this Python, then run this again."
        )
    print("Installing the locked packages (once; about 500 MB on disk) ...", flush=True)
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-warn-script-location")
    steps = (
        ("--only-binary", ":all:", "--require-hashes", "-r", LOCKS / f"{lock}.txt"),
        ("--no-build-isolation", "--no-deps", "--no-index", "--editable", ROOT),
    )
    for arguments in steps:
        if call(*pip, "install", *quiet, *arguments) != 0:
            raise Stopped(
                "pip could not install the packages; see above. Nothing is lost: run this again."
            )


def set_up(lock: str) -> None:
    """Make sure that the environment holds the lock; immediate when the stamp says that it does."""
    stamp, wanted = read_stamp(), fingerprint(lock)
    if environment_python().exists() and stamp.get("home") == home() and stamp.get(lock) == wanted:
        return
    begun = time.monotonic()
    if not environment_works():
        create_environment()
        stamp = {}
    STAMP.unlink(missing_ok=True)
    install(lock)
    kept = {
        name: value
        for name, value in stamp.items()
        if name == "dev" and value == fingerprint("dev")
    }
    held = {"run": fingerprint("run"), "dev": wanted} if lock == "dev" else {**kept, "run": wanted}
    STAMP.write_text(json.dumps({"home": home(), **held}, indent=1), "utf-8")
    print(f"Set up in {time.monotonic() - begun:.0f} s.", flush=True)
