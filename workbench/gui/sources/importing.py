"""Bringing files in as a job with progress, and telling what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.bringing_in import suffixes
from workbench.gui.sources.report import ReportForm, sum_words
from workbench.model.intake_report import IntakeOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workbench.dossier.bringing_in import BroughtIn
    from workbench.gui.context import Context
    from workbench.model.intake_report import IntakeReport


def start_bringing_in(
    context: Context, paths: Sequence[Path], then: Callable[[BroughtIn], None]
) -> None:
    """Reads files as a job that can be stopped; tells in the end, then gives what came of it."""
    label = f"Reading {paths[0].name}" if len(paths) == 1 else f"Reading {len(paths)} files"
    dossier = context.dossier

    def told(result: BroughtIn) -> None:
        tell(context, result)
        then(result)
        compare_new_texts(context)

    context.jobs.run(
        label,
        lambda progress: dossier.sources.bring_in(paths, progress=progress),
        told,
        loses=True,
    )


def compare_new_texts(context: Context) -> None:
    """Looks for repeated passages in texts that were not compared yet: an upgrade, a stop, a merge.

    Nothing is shown where there is none.
    """
    dossier = context.dossier
    if dossier.read_only:
        return

    def compare(missing: int) -> None:
        if missing:
            context.jobs.run("Looking for repeated passages", dossier.repeats.refresh)

    context.jobs.run(
        "Looking for new texts", lambda _: dossier.repeats.missing(), compare, quiet=True
    )


def tell(context: Context, result: BroughtIn) -> None:
    """Says what was added, and what was not; of several files the report tells why."""
    report = result.report
    several = report.number > 0
    if not (report.added or report.lines or report.left):
        context.notices.say("There is no file in that folder that can be read.", tone="warning")
        return
    if report.added or several:
        alone = report.added == 1 and not (report.failed or report.held or report.left)
        words = f"Added {result.added[0].title}." if alone else f"{sum_words(report)}."
        context.notices.say(words, act=_act(context, result), tone=_tone(report))
    for line in () if several else report.lines:
        bad = line.outcome is IntakeOutcome.FAILED
        words = line.words if bad else f"{line.name}: {line.words}"
        context.notices.say(words, tone="bad" if bad else "warning")


def readable() -> str:
    """The kinds of files that can be read, as a file dialog takes them."""
    ends = " ".join(f"*{each}" for each in sorted(suffixes()))
    return f"Documents ({ends});;All files (*)"


def show_report(context: Context, report: IntakeReport) -> None:
    """Shows a report beside the view."""
    _open(context, [report])


def _open(context: Context, reports: list[IntakeReport]) -> None:
    form = ReportForm(context, reports)
    form.retried.connect(lambda result: _told_again(context, form, result))
    context.show_form(form, "What came of the files")


def _told_again(context: Context, form: ReportForm, result: BroughtIn) -> None:
    """What came of files that were tried again: the notice leads to their own report."""
    form.closed.emit()
    tell(context, result)
    compare_new_texts(context)


def show_reports(context: Context) -> None:
    """Shows the newest report beside the view; older ones can be chosen there."""
    dossier = context.dossier

    def show(reports: list[IntakeReport]) -> None:
        if reports:
            _open(context, reports)
        else:
            context.notices.say("No files were brought in together yet, so there is no report.")

    context.jobs.run("Reading reports", lambda _: dossier.intake_reports.latest(), show, quiet=True)


def _act(context: Context, result: BroughtIn) -> tuple[str, Callable[[], None]]:
    report = result.report
    if report.lines and report.number:
        return "Show report", lambda: show_report(context, report)
    return "Undo", lambda: context.undo_several(result.operations)


def _tone(report: IntakeReport) -> str:
    if report.failed:
        return "bad"
    return "warning" if report.lines or report.left else "good"
