"""What stands on the command line becomes fields; what cannot is refused by its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import open_dossier
from workbench.__main__ import main
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    import pytest

    from workbench import Dossier


def test_the_message_names_the_field_that_was_given(
    sample: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(sample.path)
    wrong = ("decisions", "add", "-d", place, "--title", "x", "--effective", "2026-02-30")
    assert main(list(wrong)) == 1
    assert capsys.readouterr().err.startswith("effective: ")


def test_changing_nothing_is_wrong_usage(
    sample: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["decisions", "change", "D-0001", "-d", str(sample.path)]) == 2
    assert "what to change" in capsys.readouterr().err


def test_an_empty_part_takes_all_parts_away(sample: Dossier) -> None:
    assert main(["decisions", "change", "D-0001", "-d", str(sample.path), "--parties", ""]) == 0
    assert sample.decisions.get("D-0001").parties == ()


def test_a_support_is_added_for_a_record_by_its_name(sample: Dossier) -> None:
    file = str(sample.path)
    words = ("--record", "D-0002", "--claim", "C-0002", "--field", "title")
    assert main(["supports", "add", *words, "-d", file]) == 0
    assert [each.fields for each in sample.evidence("D-0002", "title")] == [("title",)]


def test_what_is_true_is_shown_by_its_label_and_what_is_not_stays_out(
    sample: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(sample.path)
    reached = ("--affected", "ALL", "--affected", "CAN; excluded=yes", "--never-in-force")
    assert main(["decisions", "change", "D-0002", *reached, "-d", file]) == 0
    assert main(["decisions", "show", "D-0002", "-d", file]) == 0
    lines = [" ".join(each.split()) for each in capsys.readouterr().out.splitlines()]
    assert {"Jurisdictions affected ALL", "CAN · left out", "Never came into force yes"} <= {*lines}
    assert main(["decisions", "show", "D-0001", "-d", file]) == 0
    assert "False" not in capsys.readouterr().out


def test_steps_of_an_attribution_count_themselves(sample: Dossier) -> None:
    steps = ("--attribution", "source=S-0002", "--attribution", "source=Reuters; verb=citing")
    assert main(["claims", "add", "-d", str(sample.path), "--statement", "x", *steps]) == 0
    told = sample.claims.get("C-0032").attribution
    assert [(each.step, each.verb) for each in told] == [(1, ""), (2, "citing")]


def test_text_cannot_steer_the_terminal(
    sample: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    sample.decisions.log(title="\x1b[31mred\x07")
    place = str(sample.path)
    for words in (["list"], ["show", "D-0004"]):
        assert main(["decisions", *words, "-d", place]) == 0
        assert "\x1b" not in capsys.readouterr().out


def test_an_operation_number_beyond_all_is_wrong_usage(sample: Dossier) -> None:
    assert main(["dossier", "revert", str(sample.path), "9" * 25]) == 2


def test_a_number_written_by_a_command_is_seen_by_an_open_window(sample: Dossier) -> None:
    sample.poll()
    words = ("allocations", "add", "-d", str(sample.path), "--title", "x", "--quantity", "5")
    assert main(list(words)) == 0
    heard = sample.poll()
    assert heard is not None
    assert heard.kinds() == {"allocation"}
    with open_dossier(sample.path, read_only=True) as other:
        assert other.allocations.get("A-0002").quantity == Quantity.parse("5")
