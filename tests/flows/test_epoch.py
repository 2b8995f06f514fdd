"""Epoch AI's estimates of chips by owner and quarter: from its table to a trend with bounds."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.analysis import finding
from workbench.model.when import When, days_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench import Dossier
    from workbench.analysis.trend import Trend

EPOCH = Path(__file__).parents[3] / "shared/data/epoch/nvidia_owners_quarters_by_chip.csv"
LOW, HIGH = "Number of Units (5th percentile)", "Number of Units (95th percentile)"
MEDIAN = "Number of Units"

pytestmark = pytest.mark.skipif(not EPOCH.is_file(), reason="the data set lies beside the project")

Row = dict[str, str]


def rows() -> list[Row]:
    with EPOCH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def iso(row: Row) -> Row:
    """The same with its dates as 2022-01-01 instead of 1/1/2022."""
    made = dict(row)
    for name in ("Start date", "End date"):
        read = datetime.strptime(row[name], "%m/%d/%Y")  # noqa: DTZ007 - a day
        made[name] = read.date().isoformat()
    return made


def written(folder: Path, some: Iterable[Row]) -> Path:
    table = list(some)
    place = folder / "epoch.csv"
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys())
        writer.writeheader()
        writer.writerows(table)
    return place


def trend_of(dossier: Dossier) -> Trend:
    (trend,) = dossier.trends.read()
    return trend


def test_percentiles_become_bounds_and_their_sum_is_called_outer(dossier: Dossier) -> None:
    dossier.allocations.import_table(EPOCH)
    trend = trend_of(dossier)
    table = rows()
    assert len(trend.first) == len(table) == 179
    assert trend.low[-1] == sum(int(row[LOW]) for row in table)
    assert trend.high[-1] == sum(int(row[HIGH]) for row in table)
    medians = sum(int(row[MEDIAN]) for row in table)
    assert trend.low[-1] < medians < trend.high[-1]
    assert trend.outer
    assert "outer" in str(trend.total)
    assert "outer intervals" in finding.trend_label(trend)


def test_a_quarter_raises_the_upper_bound_on_its_first_day_and_the_lower_on_its_last(
    dossier: Dossier,
) -> None:
    dossier.allocations.import_table(EPOCH)
    trend = trend_of(dossier)
    first, last = days_of(When("2022-33"))
    assert first is not None
    assert last is not None
    quarter = [row for row in rows() if row["Start date"] == "1/1/2022"]
    assert not any(trend.at(first - 1).bounds())
    assert not trend.at(first).bounds()[0]
    assert trend.at(first).bounds()[1] == sum(int(row[HIGH]) for row in quarter)
    assert trend.at(last).bounds()[0] == sum(int(row[LOW]) for row in quarter)


@pytest.mark.parametrize("change", [lambda row: row, iso], ids=["american dates", "iso dates"])
def test_rows_in_any_order_and_dates_of_either_form_give_the_same_trend(
    dossier: Dossier, tmp_path: Path, change: Callable[[Row], Row]
) -> None:
    table = [change(row) for row in rows()]
    table.sort(key=lambda row: (row["Notes"], row["Owner"], row["Chip type"], row[MEDIAN]))
    done = dossier.allocations.import_table(written(tmp_path, table))
    assert done.plan.misfits == ()
    trend, sums = trend_of(dossier), Counter[int]()
    for row in map(iso, rows()):
        sums[date.fromisoformat(row["End date"]).toordinal()] += int(row[LOW])
    days = sorted(sums)
    expected = list(accumulate(sums[day] for day in days))
    assert [trend.at(day).bounds()[0] for day in days] == expected


def test_blank_and_incomplete_cells_are_kept_and_never_counted(
    dossier: Dossier, tmp_path: Path
) -> None:
    table = rows()
    for name in (LOW, HIGH, MEDIAN):
        table[0][name] = ""
    table[1]["Incomplete"] = "checked"
    table[2]["Start date"] = table[2]["End date"] = ""
    dossier.allocations.import_table(written(tmp_path, table))
    first, second, third = dossier.allocations.find("order:number")[:3]
    assert not first.quantity
    assert "Incomplete: checked" in second.note
    assert not third.when
    trend = trend_of(dossier)
    assert trend.unstated_count == 1
    assert trend.undated_count == 1
    assert trend.low[-1] == sum(int(row[LOW]) for row in table[1:2] + table[3:])


def test_each_owner_is_bounded_by_the_sums_of_its_percentiles(dossier: Dossier) -> None:
    dossier.allocations.import_table(EPOCH)
    (trend,) = dossier.trends.read(by="recipient")
    for part in trend.parts:
        own = [row for row in rows() if row["Owner"] == part.name]
        if own:
            assert (part.low[-1], part.high[-1]) == (
                sum(int(row[LOW]) for row in own),
                sum(int(row[HIGH]) for row in own),
            )
    assert {part.name for part in trend.parts} >= {"Microsoft", "Meta", "Google"}
