from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from workbench import open_dossier
from workbench.dossier.moments import day_of, moment_of
from workbench.errors import InvalidField, PastReadOnly
from workbench.model import Assumption, Question
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier


@pytest.mark.parametrize(("named", "meant"), [(12, 12), ("12", 12), (" #12 ", 12)])
def test_a_number_is_an_operation(named: int | str, meant: int) -> None:
    assert moment_of(named) == meant


def test_a_day_stands_for_its_end_where_the_analyst_is() -> None:
    moment = moment_of("2026-11-20")

    assert isinstance(moment, datetime)
    assert moment.astimezone().strftime("%Y-%m-%d %H:%M:%S") == "2026-11-20 23:59:59"


def test_a_time_keeps_its_zone_and_is_local_without_one() -> None:
    assert moment_of("2026-11-20T14:30+08:00") == datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
    local = moment_of("2026-11-20 14:30")
    assert isinstance(local, datetime)
    assert local.astimezone().strftime("%H:%M") == "14:30"


@pytest.mark.parametrize("named", ["", "yesterday", "2026-13-01", "#x", "12.5"])
def test_what_names_no_moment_is_refused_with_examples(named: str) -> None:
    with pytest.raises(InvalidField, match="2026-11-20"):
        moment_of(named)


def test_a_dossier_is_opened_as_it_was_and_cannot_be_written(dossier: Dossier) -> None:
    dossier.questions.add(Question(question="First?"))
    dossier.questions.add(Question(question="Second?"))
    dossier.close()

    with open_dossier(dossier.path, as_of="#2") as past:
        assert [each.question for each in past.questions] == ["First?"]
        assert past.moment is not None
        assert past.moment.seq == 2
        with pytest.raises(PastReadOnly, match="Go back to now"):
            past.undo()


def test_before_a_dossier_was_made_there_is_nothing_to_show(dossier: Dossier) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    for moment in (yesterday, "#0"):
        with pytest.raises(InvalidField, match="not there yet: it was made on"):
            open_dossier(dossier.path, as_of=moment)
    assert dossier.changes(yesterday)  # all that was written since


def test_the_past_has_its_own_today(dossier: Dossier) -> None:
    now = datetime.now(UTC)
    dossier.assumptions.add(Assumption(statement="Holds", review=When.of(dossier.today)))

    assert dossier.as_of(now + timedelta(days=9)).today == dossier.today == now.astimezone().date()
    past = dossier.as_of("#2")
    assert past.today == dossier.today  # the day on which it was written
    assert len(past.assumptions.due()) == 1
    assert day_of("2026-01-19", past.moment) == date(2026, 1, 19)
