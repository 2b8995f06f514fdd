from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from workbench import open_dossier
from workbench.dossier.moments import moment_of
from workbench.errors import DossierReadOnly, InvalidField
from workbench.model import Question

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
        with pytest.raises(DossierReadOnly):
            past.undo()
    with open_dossier(dossier.path, as_of=datetime.now(UTC) - timedelta(days=1)) as before:
        assert before.moment is None
        assert len(before.questions) == 0
