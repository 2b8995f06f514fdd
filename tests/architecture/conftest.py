"""What the tests of the project's own shape look at: its folder and its files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def committed(root: Path) -> list[Path]:
    """Return every file that is, or would be, committed, relative to the project."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        pytest.skip("not a git checkout")
    trusting = [git, "-c", f"safe.directory={root}", "-C", str(root)]
    listing = subprocess.run(  # noqa: S603 - git itself, found on the path
        [*trusting, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    files = [Path(name) for name in listing.split("\0") if name]
    return [path for path in files if (root / path).is_file()]


@pytest.fixture(scope="session")
def modules(root: Path) -> list[Path]:
    """Return every Python file of the program, relative to the project."""
    return sorted(path.relative_to(root) for path in (root / "workbench").rglob("*.py"))
