from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from workbench.errors import Cancelled, InvalidField
from workbench.gui.jobs import Jobs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.model.progress import Progress


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    assert qtbot is not None
    return Jobs()


def test_work_runs_on_another_thread_and_its_result_comes_back_to_this_one(
    jobs: Jobs, qtbot: QtBot
) -> None:
    seen: list[object] = []
    with qtbot.waitSignal(jobs.ended):
        jobs.run(
            "Adding",
            lambda _: threading.current_thread(),
            lambda there: seen.extend((there, threading.current_thread())),
        )
    assert seen[0] is not threading.main_thread()
    assert seen[1] is threading.main_thread()


def test_writes_run_one_after_the_other_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        jobs.write("Writing", partial(_note, done, number))
    qtbot.waitUntil(lambda: not jobs.running)
    assert done == list(range(20))


def _note(done: list[int], number: int, _progress: Progress) -> None:
    done.append(number)


def test_work_that_is_stopped_ends_at_its_next_step(jobs: Jobs, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()
    refused: list[object] = []

    def work(progress: Progress) -> None:
        begun.set()
        assert go_on.wait(10)
        progress.step(1, 2, "the second half")

    job = jobs.run("Long work", work, refused=refused.append)
    assert begun.wait(10)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert isinstance(refused[0], Cancelled)


def test_progress_can_be_watched(jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[tuple[int, int, str]] = []
    with qtbot.waitSignal(jobs.ended):
        job = jobs.run("Reading", lambda progress: progress.step(3, 7, "a.txt"))
        job.moved.connect(lambda: steps.append((job.done, job.total, job.what)))
    assert (job.done, job.total, job.what) == (3, 7, "a.txt")


def test_a_refusal_is_told_and_nothing_else_happens(jobs: Jobs, qtbot: QtBot) -> None:
    def refuse(_progress: Progress) -> None:
        raise InvalidField("title", "Give a title.")

    with qtbot.waitSignal(jobs.refused) as told:
        jobs.run("Writing", refuse)
    assert isinstance(told.args[0], InvalidField)


@pytest.mark.logs_warnings
def test_a_bug_is_told_apart_from_a_refusal(jobs: Jobs, qtbot: QtBot) -> None:
    def fail(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(jobs.broken) as told:
        jobs.run("Dividing", fail)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_finish_waits_for_what_runs(jobs: Jobs) -> None:
    done = threading.Event()
    jobs.run("Last words", lambda _: done.set())
    assert jobs.finish()
    assert not jobs.writing
