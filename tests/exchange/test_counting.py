from __future__ import annotations

from workbench.exchange.counting import positions

RAW = "One\r\nTwo 😀 three\r\nfour"


def test_the_standard_s_way_is_taken_where_nothing_speaks_against_it() -> None:
    text, places, doubt = positions("One\nTwo", [(4, 7, "")])
    assert (text, places, doubt) == ("One\nTwo", [(4, 7)], "")


def test_the_words_of_a_selection_tell_how_it_was_counted() -> None:
    text = RAW.replace("\r\n", "\n")
    want = (text.index("three"), text.index("three") + 5)
    units = len(text[: want[0]].encode("utf-16-le")) // 2
    for start in (want[0], units, RAW.index("three"), RAW.index("three") + 1):
        found, places, doubt = positions(RAW, [(start, start + 5, "three")])
        assert (found, places, doubt) == (text, [want], ""), start


def test_bounds_tell_as_well() -> None:
    _, places, _ = positions("a\r\nb\r\ncd", [(6, 8, "")])
    assert places == [(4, 6)]


def test_what_cannot_be_told_is_said() -> None:
    _, places, doubt = positions("one\r\ntwo three four", [(5, 8, "")])
    assert places == [(5, 8)]
    assert "does not say how" in doubt


def test_selections_outside_the_text_have_no_place() -> None:
    assert positions("abc", [(-1, -1, ""), (2, 9, ""), (1, 1, "")])[1] == [None] * 3
