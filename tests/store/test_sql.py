"""Questions in SQL read, and do nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import SqlRefused
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


def test_a_question_gives_named_columns_and_rows(dossier: Dossier) -> None:
    dossier.decisions.add_all(Decision(title=t, jurisdiction="CHN") for t in ("One", "Two"))
    found = dossier.sql("select jurisdiction, count(*) as n from decision group by 1")
    assert (found.columns, list(found)) == (("jurisdiction", "n"), [("CHN", 2)])
    assert dossier.sql("select title from decision where title = ?", ["Two"])[0] == ("Two",)
    assert dossier.sql("select title from decision where title = :t", {"t": "One"})[0] == ("One",)


def test_the_columns_of_a_table_and_full_text_can_be_asked_for(sample: Dossier) -> None:
    names = {name for (name,) in sample.sql("select name from pragma_table_info('decision')")}
    assert {"id", "title", "jurisdiction"} <= names
    assert len(sample.sql("select rowid from search where search match 'h200'")) > 0


@pytest.mark.parametrize(
    "statement",
    [
        "delete from decision",
        "update decision set title = 'x'",
        "insert into item (id) values ('x')",
        "drop table decision",
        "create temp table t (a)",
        "attach 'other.db' as other",
        "pragma query_only = off",
        "pragma user_version = 9",
        "commit",
        "vacuum into 'copy.db'",
        "select wb_operation()",
        "select load_extension('x')",
        "selec title",
        "select no_such_column from decision",
        "select 1; select 2",
        "select title from decision where title = ?",
    ],
)
def test_what_is_not_reading_is_refused_and_changes_nothing(
    sample: Dossier, statement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before, files = sample.operations(limit=1)[0].seq, set(tmp_path.iterdir())
    with pytest.raises(SqlRefused):
        sample.sql(statement)
    assert sample.operations(limit=1)[0].seq == before
    assert set(tmp_path.iterdir()) == files
    assert sample.check() == []
    sample.decisions.add(Decision(title="The connection writes as before"))


def test_a_question_inside_an_operation_sees_what_it_wrote(dossier: Dossier) -> None:
    with dossier.operation("Add"):
        dossier.decisions.add(Decision(title="One"))
        assert dossier.sql("select title from decision")[0] == ("One",)
        with pytest.raises(SqlRefused):
            dossier.sql("delete from decision")
        dossier.decisions.add(Decision(title="Two"))
    assert len(dossier.decisions) == 2
