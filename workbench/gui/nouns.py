"""The nouns as the window names them: from the kind of a record to its verbs and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.model.many import many

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

_PLURALS = {
    "party": "parties",
    "saved_query": "saved_queries",
    "activity": "activities",
    "hypothesis": "hypotheses",
}


def plural(kind: str) -> str:
    """The name of the dossier's noun for a kind: "decision" gives "decisions"."""
    return _PLURALS.get(kind, f"{kind}s")


def noun_of(dossier: Dossier, kind: str) -> Any:  # the verbs differ from noun to noun
    """The verbs of a kind: `noun_of(dossier, "party")` is `dossier.parties`."""
    return dossier.records(kind)


def remove(context: Context, record: Record) -> None:
    """Removes a record and says so; Undo brings it back."""
    words = title_of(record.KIND)
    context.write(
        f"Remove {words.lower()} {record.ref}",
        lambda dossier: noun_of(dossier, record.KIND).remove(record),
        say=f"{words} {record.ref} removed",
    )


def title_of(kind: str) -> str:
    """A kind as people read it: "policy_line" gives "Policy line"."""
    return kind.replace("_", " ").capitalize()


def heading_of(kind: str) -> str:
    """Several of a kind, as a heading: "policy_line" gives "Policy lines"."""
    return plural(kind).replace("_", " ").capitalize()


def counted(count: int, kind: str) -> str:
    """So many of a kind: "1 decision", "3 policy lines"."""
    return many(count, kind.replace("_", " "), plural(kind).replace("_", " "))


def a_word(kind: str) -> str:
    """A kind with its article: "item" gives "an item"."""
    article = "an" if kind[0] in "aeiou" else "a"
    return f"{article} {kind.replace('_', ' ')}"
