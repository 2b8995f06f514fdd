"""Suggestions on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.typed import rows, run
from workbench import new_dossier
from workbench.model import Party

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_suggestions_are_listed_accepted_and_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a.dossier"
    with new_dossier(place, title="A") as dossier:
        dossier.sources.add_text("Beijing approved 400 chips. This may backfire.", title="Report")
    found = {
        each["kind"]: each for each in rows(capsys, "suggestions", "list", "S-0001", "-d", place)
    }
    assert set(found) == {"action", "quantity", "hedge"}
    made = run(capsys, "suggestions", "accept", "S-0001", found["quantity"]["at"], "-d", place)
    assert made.strip() == "A-0001"
    run(capsys, "suggestions", "reject", "S-0001", found["hedge"]["at"], "-d", place)
    left = rows(capsys, "suggestions", "list", "Report", "-d", place)
    assert [each["kind"] for each in left] == ["action"]
    every = rows(capsys, "suggestions", "list", "Report", "--all", "-d", place)
    assert {each["state"] for each in every} == {"pending", "accepted", "rejected"}


def test_expectations_and_comment_requests_are_accepted_and_logged_from_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a.dossier"
    asked = "Tencent declined to comment."
    with new_dossier(place, title="A") as dossier:
        for name in ("Tencent", "Alibaba"):
            dossier.parties.add(Party(title=name))
        text = f"The chips are expected to ship in the first quarter. {asked}"
        dossier.sources.add_text(text, title="Report")
    listed = rows(capsys, "suggestions", "list", "Report", "-d", place)
    found = {each["kind"]: each for each in listed}
    kinds = ("expectation", "comment")
    assert [found[each]["suits"] for each in kinds] == ["expectation", "comment_request"]
    for kind, ref in zip(kinds, ("E-0001", "R-0001"), strict=True):
        made = run(capsys, "suggestions", "accept", "Report", found[kind]["at"], "-d", place)
        assert made.strip() == ref
    words = ("--source", "Report", "--quote", asked, "--party", "Alibaba")
    assert run(capsys, "comment-requests", "log", *words, "-d", place).strip() == "R-0002"
    requests = rows(capsys, "comment-requests", "list", "-d", place)
    assert [each["outcome"] for each in requests] == ["declined", "declined"]
    assert requests[0]["claim"] == requests[1]["claim"]
