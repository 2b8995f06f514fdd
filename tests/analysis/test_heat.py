from __future__ import annotations

from workbench.analysis.heat import heat
from workbench.analysis.timeline import timeline
from workbench.model.decision import Decision
from workbench.model.when import When


def decided(when: str, code: str = "USA") -> Decision:
    return Decision(title=f"D {when}", jurisdiction=code, announced=When(when))


def test_decisions_are_counted_by_jurisdiction_and_quarter_without_gaps() -> None:
    made = heat(timeline([decided("2025-01-05"), decided("2025-03"), decided("2025-11-01", "CHN")]))
    assert made.quarters == ((2025, 1), (2025, 2), (2025, 3), (2025, 4))
    counts = {row.name: [len(cell) for cell in row.cells] for row in made.rows}
    assert counts == {"United States": [2, 0, 0, 0], "China": [0, 0, 0, 1]}
    assert (made.most, made.placed) == (2, 3)


def test_a_date_that_spans_quarters_or_is_missing_stands_apart() -> None:
    made = heat(timeline([decided("2025"), decided(""), decided("2025-01-05")]))
    assert [len(row.apart) for row in made.rows] == [2]
    assert made.placed == 1


def test_no_decisions_make_no_rows() -> None:
    assert heat(timeline([])).rows == ()
