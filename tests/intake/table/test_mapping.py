from __future__ import annotations

import pytest

from workbench.errors import MappingError
from workbench.intake.table.dates import DateFormat
from workbench.intake.table.mapping import ColumnMapping, Mapping

MAPPING = Mapping(
    kind="decision",
    columns={
        'Odd "name"': ColumnMapping(field="title"),
        "When": ColumnMapping(field="announced", dates=DateFormat.US),
        "Colour": ColumnMapping(field="direction", values={"Red": "restrictive", "?": ""}),
    },
    constants={"jurisdiction": "USA"},
    title="Tracker",
    sheet="2026",
    heading=3,
    strict=True,
    add_names=False,
)


def test_a_mapping_is_the_same_after_it_was_kept_as_toml() -> None:
    assert Mapping.from_toml(MAPPING.to_toml()) == MAPPING
    assert Mapping.from_toml(Mapping(kind="item").to_toml()) == Mapping(kind="item")


def test_a_column_may_be_written_short() -> None:
    short = Mapping.from_toml('[columns]\nTitle = "title"\n')
    assert short.columns == {"Title": ColumnMapping(field="title")}
    assert short.kind == "decision"


def test_a_column_goes_elsewhere_or_to_the_note() -> None:
    moved = MAPPING.with_column("When", ColumnMapping(field="effective"))
    assert moved.columns["When"].field == "effective"
    assert "When" not in moved.with_column("When", None).columns


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kind = ", "no TOML"),
        ('kind = "claim"', "cannot become"),
        ('[columns]\nA = "colour"', "no field 'colour'"),
        ("[columns.A]\ndates = 'us'", "needs its field"),
        ("[columns.A]\nfield = 'announced'\ndates = 'mdy'", "dates is one of"),
        ("[columns.A]\nfield = 'title'\nvalues = 3", "are a table"),
        ("rows = 3", "no 'rows'"),
        ("columns = 3", "table of its own"),
        ('heading = "3"', "takes int"),
    ],
)
def test_what_is_no_mapping_is_refused_with_what_would_be(text: str, words: str) -> None:
    with pytest.raises(MappingError, match=words):
        Mapping.from_toml(text)
