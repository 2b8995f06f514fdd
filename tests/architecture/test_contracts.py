from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"


def test_each_room_imports_only_what_its_contracts_allow(root: Path) -> None:
    done = subprocess.run(  # noqa: S603 - this Python, a fixed script
        [sys.executable, "-c", LINT_IMPORTS, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
