"""What the machine must have before anything is set up: Python, Qt's system libraries, a display.

Standard library only.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
PIP_PACKAGE = "python3-venv"  # brings ensurepip, which brings pip

# What Qt loads from the system, by soname, and the Debian package that holds it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


class Stopped(Exception):
    """Setting up cannot go on; the text says what to do."""


def display_libraries() -> dict[str, str]:
    """Return what a window needs besides the headless libraries: soname to Debian package."""
    if os.environ.get("DISPLAY"):
        return X11_LIBRARIES
    return WAYLAND_LIBRARIES if os.environ.get("WAYLAND_DISPLAY") else {}


def missing_libraries(libraries: dict[str, str]) -> dict[str, str]:
    """Return the libraries of `libraries` that this machine cannot load."""
    missing = {}
    for soname, package in libraries.items():
        try:
            ctypes.CDLL(soname)
        except OSError:
            missing[soname] = package
    return missing


def has_display() -> bool:
    """Tell whether a window can be shown: a display is named, wanted, and answers."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal", "vnc"}:
        return False
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and x_server_answers()


def x_server_answers() -> bool:
    """Tell whether the X server that DISPLAY names is there; a stale DISPLAY would abort Qt."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True  # not known before the library is there
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if display:
        x11.XCloseDisplay(display)
    return bool(display)


def install_system_packages(packages: list[str], why: str) -> None:
    """Install Debian packages when root, else raise `Stopped` with the one line that does it."""
    apt = shutil.which("apt-get")
    names = sorted(set(packages))
    text = " ".join(names)
    if apt is None:
        raise Stopped(
            f"{why}\nInstall what is missing with the system's package manager, then run this "
            f"again. On Debian it would be: {text}"
        )
    if os.geteuid() != 0:
        sudo = "sudo " if shutil.which("sudo") else ""
        line = f"{sudo}apt-get install --no-install-recommends {text}"
        raise Stopped(f"{why}\nRun this line as root, then the command again:\n\n  {line}\n")
    print(f"{why}\nInstalling {text} ...", flush=True)
    install = (apt, "install", "-y", "-qq", "--no-install-recommends", *names)
    # The package lists of a fresh image are empty, those of an old one point to what is gone.
    if quietly(*install) or (quietly(apt, "update", "-qq") and quietly(*install)):
        return
    raise Stopped(
        f"apt-get could not install {text}. Mend what it says above, then run this again."
    )


def quietly(*command: str) -> bool:
    """Run a Debian tool without questions, show only its errors, and tell whether it worked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    done = subprocess.run(command, env=environment, stdin=quiet, stdout=quiet, check=False)
    return done.returncode == 0


def need_system(*, window: bool, pip: bool) -> None:
    """Make sure that Qt finds its system libraries and that packages can be installed.

    Everything that is missing is named at once, so that there is one line to run.

    Args:
        window: whether a real window will be shown, which needs more libraries.
        pip: whether packages will be installed, for which Debian's Python alone has no means.

    Raises:
        Stopped: when something is missing and cannot be installed from here.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries({**QT_LIBRARIES, **(display_libraries() if window else {})})
    packages = list(missing.values())
    reasons = [f"Qt needs system libraries that are missing: {', '.join(missing)}."] * bool(missing)
    if pip and not (importlib.util.find_spec("ensurepip") or importlib.util.find_spec("pip")):
        packages.append(PIP_PACKAGE)
        reasons.append("This Python comes without pip.")
    if not packages:
        return
    install_system_packages(packages, "\n".join(reasons))
    still = missing_libraries(missing)
    if still:
        raise Stopped(f"Still missing after the installation: {', '.join(still)}.")


def check_python() -> None:
    """Go on with a newer Python where this one is too old.

    Raises:
        Stopped: when none is found.
    """
    if sys.version_info >= OLDEST:
        return
    for minor in (13, 12, 11):
        newer = shutil.which(f"python3.{minor}")
        if newer and os.name == "posix":
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - the same script, by the newer Python
    raise Stopped(
        f"Policy Workbench needs Python 3.{OLDEST[1]} or later; this is {sys.version.split()[0]}."
    )
