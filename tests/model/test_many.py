from __future__ import annotations

from workbench.model.many import many


def test_one_is_told_apart_from_none_and_from_several() -> None:
    assert [many(n, "row") for n in (0, 1, 1200)] == ["0 rows", "1 row", "1,200 rows"]
    assert many(2, "record was", "records were") == "2 records were"
