from __future__ import annotations

import io
import json
import time

import pytest

from workbench.errors import Cancelled, PatternSyntaxError, PatternTooSlow
from workbench.intake.pattern import compiled, main, matching


def nothing() -> None:
    """Wait without a word."""


def test_places_are_found_in_code_points_one_text_after_another() -> None:
    with matching(r"\d[\d,]*") as find:
        assert find("😀 more than 400,000 in 2026", nothing) == [(12, 19), (23, 27)]
        assert find("none", nothing) == []


def test_a_pattern_that_never_ends_is_ended() -> None:
    begin = time.monotonic()
    with matching(r"(a+)+$", seconds=0.3) as find:
        find("b", nothing)  # the process is up now
        with pytest.raises(PatternTooSlow, match="one repetition"):
            find("a" * 60 + "b", nothing)
    assert time.monotonic() - begin < 30


def test_it_stops_when_the_analyst_wants_it_to() -> None:
    def stop() -> None:
        raise Cancelled

    with matching(r"(a+)+$") as find, pytest.raises(Cancelled):
        find("a" * 60 + "b", stop)


def test_what_is_wrong_with_a_pattern_is_said() -> None:
    with pytest.raises(PatternSyntaxError, match="at character 8"):
        compiled("(open) (closed")  # the second one


def test_lines_and_case() -> None:
    assert compiled("^chips$").findall("CHIPS\nchips") == ["CHIPS", "chips"]
    assert compiled("^chips$", case=True).findall("CHIPS\nchips") == ["chips"]


def test_the_process_answers_each_line_with_one() -> None:
    asked = json.dumps({"pattern": "a*", "case": False, "text": "baab"})
    answers = io.StringIO()
    assert main(io.StringIO(f"{asked}\n{asked}\n"), answers) == 0
    assert answers.getvalue() == "[[1, 3]]\n[[1, 3]]\n"
