"""What scripts and notebooks may rely on: the names, and that no window comes with them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import workbench
from workbench.console.names import names

if TYPE_CHECKING:
    from workbench import Dossier

PACKAGE = ["Dossier", "Quantity", "Query", "Release", "When", "new_dossier", "open_dossier"]
CONSOLE = {"dossier", "frame", "plot", "records", "query", "selection", "show", "table", "track"}
NOUNS = {
    "activities", "allocations", "briefings", "claims", "codes", "comment_requests", "decisions",
    "expectations", "items", "parties", "passages", "policy_lines", "questions", "saved_queries",
    "sources", "supports", "timeline", "trends",
}  # fmt: skip
VERBS = {
    "about", "as_of", "check", "close", "describe", "evidence", "get", "history", "operation",
    "operations", "redo", "revert", "search", "sql", "undo",
}  # fmt: skip
NOUN_VERBS = {"add", "add_all", "change", "count", "facets", "find", "get", "ids", "page", "remove"}
NOTEBOOK = """
import sys
import workbench
with workbench.open_dossier(sys.argv[1]) as dossier:
    assert dossier.decisions.find("h200")
    assert dossier.sql("select 1")
heavy = ("PySide6", "pyqtgraph", "qtpy", "qtconsole", "ipykernel", "IPython", "typer", "openpyxl")
print([name for name in heavy if name in sys.modules])
"""


def test_no_name_that_a_script_may_use_goes_away(sample: Dossier) -> None:
    assert sorted(workbench.__all__) == PACKAGE
    assert names(sample).keys() >= CONSOLE
    assert set(dir(sample)) >= NOUNS
    assert set(dir(sample)) >= VERBS
    assert set(dir(sample.decisions)) >= NOUN_VERBS | {"log", "log_stretch"}


def test_a_notebook_opens_a_dossier_without_a_window(sample: Dossier) -> None:
    sample.close()
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", NOTEBOOK, str(sample.path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stdout.strip() == "[]"
