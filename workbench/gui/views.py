"""The tasks of the rail: where the code of each view lies, and which kinds are at home there.

A view's module is imported when the view is shown for the first time, so that the first window is
painted without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from workbench.gui.context import Context
    from workbench.gui.panel import View


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the rail; `made_by` is where its view class lies, as "module:class".

    The page of the user guide about it has its name.
    """

    name: str
    title: str
    icon: str
    shortcut: str
    made_by: str
    kinds: tuple[str, ...] = ()

    def view(self, context: Context) -> View:
        """A new view of the dossier."""
        module, _, name = self.made_by.partition(":")
        make = getattr(import_module(module), name)
        return cast("View", make(context))


TASKS = (
    Task(
        "decisions",
        "Decisions",
        "decision",
        "Ctrl+1",
        "workbench.gui.decisions.view:DecisionsView",
        ("decision", "saved_query"),
    ),
    Task(
        "allocations",
        "Allocations",
        "allocation",
        "Ctrl+2",
        "workbench.gui.allocations.view:AllocationsView",
        ("allocation",),
    ),
    Task(
        "sources",
        "Sources",
        "source",
        "Ctrl+3",
        "workbench.gui.sources.view:SourcesView",
        ("source", "passage", "claim", "support"),
    ),
    Task(
        "timeline",
        "Timeline",
        "timeline",
        "Ctrl+4",
        "workbench.gui.trends.view:TimelineView",
    ),
    Task(
        "judgements",
        "Judgements",
        "judgement",
        "Ctrl+5",
        "workbench.gui.judgements.view:JudgementsView",
        (
            "forecast",
            "hypothesis_set",
            "hypothesis",
            "ach_rating",
            "assumption",
            "acknowledgement",
            "expectation",
            "question",
            "judgement",
        ),
    ),
    Task(
        "records",
        "Parties and items",
        "party",
        "Ctrl+6",
        "workbench.gui.records.view:RecordsView",
        (
            "party",
            "item",
            "policy_line",
            "stance_scale",
            "activity",
            "comment_request",
        ),
    ),
    Task(
        "briefings",
        "Briefings",
        "briefing",
        "Ctrl+7",
        "workbench.gui.briefings.view:BriefingsView",
        ("briefing", "saved_recipe"),
    ),
    Task(
        "console",
        "Console",
        "console",
        "Ctrl+8",
        "workbench.gui.console.view:ConsoleView",
    ),
    Task(
        "codebook",
        "Codebook",
        "code",
        "Ctrl+9",
        "workbench.gui.codebook.view:CodebookView",
        ("code", "memo"),
    ),
    Task(
        "search",
        "Search",
        "find",
        "Ctrl+Shift+K",
        "workbench.gui.search.view:SearchView",
        ("repeat",),
    ),
)


def task_called(name: str) -> Task:
    """The task called `name`; the first one when there is none."""
    return next((each for each in TASKS if each.name == name), TASKS[0])


def home_of(kind: str) -> Task:
    """The task in which records of a kind are at home."""
    return next((each for each in TASKS if kind in each.kinds), task_called("records"))
