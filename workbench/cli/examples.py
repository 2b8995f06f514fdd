"""An example at the foot of each command's help, made from what the command takes.

An example names every parameter that must be given, with a value that could be typed: the
command itself can read it, and a new parameter without a value here fails a test.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from workbench.cli.nouns import NOUNS
from workbench.model import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer

DOSSIER = "chips.dossier"
VALUES = {
    "at": "120",
    "backup": "20261125T163012Z 11 day.dossier",
    "before": "2026-01-01",
    "claim": "C-0001",
    "claims": "C-0001",
    "contradiction": "claims:01m8b871gr2wy719d8dgxv4m2g+01m8b92k2nj674c7z665ss3y08",
    "criteria": "an official notice names a number",
    "file": DOSSIER,
    "folder": "articles/",
    "grade": "2",
    "hypothesis": "HY-0001",
    "hypothesis_set": "HS-0001",
    "into": "sales",
    "item": "H200",
    "key": "D-0001",
    "line": "L-0001",
    "name": "tidy",
    "new": "saved.dossier",
    "number": "3",
    "on": "2026-01-28",
    "operation": "12",
    "original": "notice.pdf",
    "other": "TV-0002",
    "outcome": "yes",
    "path": DOSSIER,
    "party": "Nvidia",
    "picture": "page.png",
    "probability": "70",
    "question": "Will a licence be granted by June?",
    "quote": "more than 400,000",
    "reason": "two reports of one event",
    "record": "D-0001",
    "ref": "D-0001",
    "script": "tidy.py",
    "source": "S-0001",
    "statement": "Beijing approved the sale of H200 chips",
    "template": "ministry.xlsx",
    "text": "corrected.txt",
    "title": "H200 for three buyers",
    "words": "ask the embassy",
}
"""A value for a parameter of this name, unless `OWN` has another."""
OWN = {
    "dossier.since": "#12",
    "activities.title": "Visit to Beijing",
    "briefings.file": "weekly.toml",
    "briefings.key": "B-0001",
    "briefings.name": "minister",
    "briefings.out": "briefing.xlsx",
    "ach-ratings.grade": "inconsistent",
    "actions.keys": "D-0001",
    "actions.name": "script.tidy",
    "analyses.name": "stance",
    "codes.name": "interviews",
    "codes.title": "licence",
    "comment-requests.outcome": "declined",
    "contradictions.key": "C-0002, C-0003",
    "assumptions.statement": "Licences stay case by case this year",
    "decisions.title": "Purchase approved",
    "expectations.statement": "More approvals in the coming weeks",
    "exchange.file": "project.qdpx",
    "exchange.out": "project.qdpx",
    "hypothesis-sets.claim": "C-0017",
    "hypothesis-sets.grade": "inconsistent",
    "hypothesis-sets.question": "What does the approval amount to?",
    "hypotheses.statement": "The licence is a bargaining chip",
    "items.name": "H200",
    "items.title": "H200",
    "parties.grade": "B",
    "parties.title": "ByteDance",
    "passages.memo": "who counted them?",
    "judgements.statement": "Beijing will approve more purchases",
    "questions.question": "How are the chips split?",
    "policy-lines.title": "Licence review of H200 exports",
    "saved-queries.title": "Denials since October",
    "saved-recipes.title": "Weekly for the unit",
    "search.line": "near:chips,licence",
    "sql.statement": "select jurisdiction, count(*) from decision group by 1",
    "sources.file": "references.ris",
    "sources.files": "articles/",
    "sources.out": "references.ris",
    "stance-scales.title": "Licence review",
    "table-mappings.shown": "decision",
    "table-mappings.title": "Table of the ministry",
    "suggestions.at": "96",
    "supports.role": "contradicts",
    "stance-scales.level": "No licence required",
    "stance-scales.name": "export-licence-review",
    "trends.out": "trend.svg",
}
"""The same for one group of commands, as "group.parameter"."""
ALSO = {
    "passages change": "memo",
    "supports add": "claim",
    "supports change": "role",
    "table-mappings add": "shown",
}
"""An option in the example of a command besides those that must be given."""
TABLES = {"import": "table.xlsx", "mapping": "table.xlsx"}


def with_examples(app: typer.Typer) -> Any:
    """The commands of `app`, each with an example in its help."""
    root = get_command(app)
    for path, command in commands(root):
        command.epilog = f"Example: {example(path, command)}"
    return root


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that lead to it."""
    for name, each in getattr(group, "commands", {}).items():
        if hasattr(each, "commands"):
            yield from commands(each, (*path, name))
        else:
            yield (*path, name), each


def example(path: tuple[str, ...], command: Any) -> str:
    """A line that could be typed for a command: what must be given, and what it is for."""
    words: list[str] = []
    also = _also(path)
    for each in command.params:
        if not each.required and each.name != also:
            continue
        if each.name == "dossier":
            words += ["-d", DOSSIER]
        elif each.param_type_name == "argument":
            words.append(value(path, each.name))
        else:
            words += [max(each.opts, key=len), value(path, each.name)]
    return shlex.join(["workbench", *path, *words])


def _also(path: tuple[str, ...]) -> str:
    """The option that a command may do without, but not whoever uses it; empty where there is none.

    What is changed is by default the field that a record is called by.
    """
    own = ALSO.get(" ".join(path), "")
    changes = path[0] in NOUNS and path[-1] == "change"
    return own or (RECORDS[NOUNS[path[0]]].TITLE if changes else "")


def value(path: tuple[str, ...], name: str) -> str:
    """What could be typed for a parameter of a command; "…" where nothing is known."""
    own = f"{path[0]}.{name}"
    if own in OWN:
        return OWN[own]
    if name == "file" and path[-1] in TABLES:
        return TABLES[path[-1]]
    if path[0] in NOUNS and name == "key":
        return f"{RECORDS[NOUNS[path[0]]].PREFIX}-0001"
    return VALUES.get(name, "…")
