from __future__ import annotations

from workbench.model.rows import Rows


def test_rows_are_printed_as_a_table_that_says_how_many_there_are() -> None:
    rows = Rows(("name", "n"), (("China", 2), (None, 1)))
    assert repr(rows).splitlines() == ["name   n", "China  2", "       1", "2 rows"]
    assert rows.dicts() == [{"name": "China", "n": 2}, {"name": None, "n": 1}]
    assert repr(Rows(("a",), ())).endswith("0 rows")
    assert Rows(("a",), tuple((n,) for n in range(60))).rest == "… and 10 more."
