from __future__ import annotations

from workbench.errors import ExchangeUnreadable, PatternSyntaxError, PatternTooSlow


def test_each_says_what_is_wrong_and_what_to_do() -> None:
    fault = PatternSyntaxError("(chips", "missing ), unterminated subpattern", 0)
    assert "at character 1, near “(chips”" in str(fault)
    assert "one repetition" in str(PatternTooSlow("(a+)+"))
    assert "Export it again" in str(ExchangeUnreadable("study.qdpx", "it is no zip file"))
