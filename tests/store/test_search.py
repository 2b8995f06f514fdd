from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies

from workbench.errors import QuerySyntaxError
from workbench.model import RECORDS, Decision, Passage, Source
from workbench.model.query import Query
from workbench.store import chosen, find
from workbench.store.everywhere import search
from workbench.store.search import EXCERPT, excerpt
from workbench.store.words import sought

if TYPE_CHECKING:
    from workbench.model import Allocation, Party
    from workbench.store.store import Store

    Records = tuple[Party, Party, Decision, Allocation]


def refs(store: Store, words: str, kinds: tuple[str, ...] = ()) -> list[str]:
    with store.reading() as connection:
        return [hit.ref for hit in search(connection, Query.parse(words), kinds=kinds)]


@pytest.mark.usefixtures("records")
def test_all_words_must_be_there_and_may_be_unfinished(store: Store) -> None:
    assert refs(store, "approval h200") == ["D-0001"]
    assert refs(store, "H200 appr") == ["D-0001"]
    assert refs(store, "appr H200") == ["D-0001"]
    assert refs(store, "appr H100") == []
    assert sorted(refs(store, "h200")) == ["A-0001", "D-0001"]


@pytest.mark.usefixtures("records")
def test_kinds_can_be_chosen(store: Store) -> None:
    assert refs(store, "h200", ("allocation", "party")) == ["A-0001"]
    assert refs(store, "h200", ("nonsense",)) == []


@pytest.mark.usefixtures("records")
def test_a_party_is_found_by_each_of_its_names(store: Store) -> None:
    assert refs(store, "beijing") == refs(store, "北京") == refs(store, "京") == ["P-0001"]


def test_an_accent_makes_no_difference(store: Store) -> None:
    with store.operation("Add") as op:
        op.put(Decision(title="Décision de Zürich"))

    assert refs(store, "decision zurich") == refs(store, "DÉCISION zürich") == ["D-0001"]


def test_words_inside_a_chinese_sentence_are_found(store: Store) -> None:
    with store.operation("Add") as op:
        text = op.keep("中国有条件批准英伟达H200芯片进口,字节跳动获准购买。".encode())
        op.put(Source(title="路透社", text=text))
        op.put(Decision(title="H200 approved", note="no such characters"))

    for words in ("批准", "英伟达", "H200芯片", "h200", "字节跳动 批准", "H200 批准", "路透"):
        assert "S-0001" in refs(store, words), words
    for words in ("准批", "芯片 outlawed", "H100芯片"):
        assert refs(store, words) == [], words


def test_korean_and_japanese_are_found_too(store: Store) -> None:
    with store.operation("Add") as op:
        op.put(Decision(title="엔비디아 수출 승인"))
        op.put(Decision(title="エヌビディアの輸出許可"))

    assert refs(store, "수출") == ["D-0001"]
    assert refs(store, "輸出") == ["D-0002"]


@pytest.mark.parametrize(("line", "shown"), [("any:批准,ban", 2), ("any:批准", 1), ("-ban", 1)])
def test_one_of_several_words_may_be_chinese(store: Store, line: str, shown: int) -> None:
    with store.operation("Add") as op:
        op.add_all(Decision(title=title) for title in ("批准", "A ban"))

    with store.reading() as connection:
        assert len(find.ids(connection, "decision", Query.parse(line))) == shown
    if line.startswith("any"):
        assert len(refs(store, line)) == shown


def test_what_was_changed_is_found_as_it_is_now(store: Store) -> None:
    with store.operation("Add") as op:
        decision = op.put(Decision(title="Approval"))
    with store.operation("Rename") as op:
        op.put(Decision(id=decision.id, title="禁止"))

    assert (refs(store, "approval"), refs(store, "禁止")) == ([], ["D-0001"])
    store.undo()
    assert (refs(store, "approval"), refs(store, "禁止")) == (["D-0001"], [])
    store.undo()
    assert refs(store, "approval") == []


def test_a_hit_shows_the_words_around_the_first_found(store: Store) -> None:
    with store.operation("Add") as op:
        text = op.keep(b"Begin. " * 100 + b"ByteDance may buy chips. " + b"End. " * 100)
        source = op.put(Source(title="Article", text=text, note="my note"))

    with store.reading() as connection:
        [hit] = search(connection, Query.parse("bytedance"))
    assert (hit.kind, hit.record, hit.ref, hit.title) == ("source", source.id, "S-0001", "Article")
    assert "ByteDance may buy chips." in hit.excerpt
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("…")


def test_a_text_that_is_no_utf_8_does_not_stop_the_search(store: Store) -> None:
    with store.operation("Add") as op:
        op.put(Source(title="Broken", text=op.keep(b"\xff\xfe chips \xe4")))

    assert refs(store, "chips") == ["S-0001"]


def test_a_passage_is_found_by_its_memo_and_titled_by_its_quote(store: Store) -> None:
    with store.operation("Add") as op:
        source = op.put(Source(title="Article"))
        op.put(Passage(source=source.id, start=0, stop=5, quote="chips", memo="check this"))

    with store.reading() as connection:
        [hit] = search(connection, Query.parse("check"))
    assert (hit.title, hit.excerpt) == ("chips", "check this")


def test_an_excerpt_is_short_and_cut_at_spaces() -> None:
    body = "word " * 100

    assert len(excerpt(body, sought(["word"]))[0]) <= EXCERPT + 2
    assert excerpt("short", sought(["absent"])) == ("short", ())
    shown, marks = excerpt("İstanbul " * 50 + "chips", sought(["chips"]))
    assert [shown[start:stop] for start, stop in marks] == ["chips"]


WORDS = strategies.lists(
    strategies.one_of(
        strategies.text(max_size=8),
        strategies.sampled_from(
            ['"', "*", "(", ")", "AND", "OR", "NOT", "NEAR(", "-", "^", ":", "title:", "{", "+"]
        ),
        strategies.sampled_from(["北京", "h200", "approval", "é", "\0", "\ud800", "_", "²"]),
    ),
    max_size=5,
)


@pytest.mark.usefixtures("records")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=WORDS, kind=strategies.sampled_from(sorted(RECORDS)))
@example(words=["\0"], kind="source")
@example(words=["\ud800"], kind="claim")
@example(words=["_"], kind="party")
@example(words=["²", "_", "h200"], kind="decision")
def test_whatever_is_typed_a_search_never_fails(store: Store, words: list[str], kind: str) -> None:
    line = " ".join(words)
    typed = Query(words=tuple(word for word in words if word.strip()))

    with store.reading() as connection:
        with contextlib.suppress(QuerySyntaxError):
            search(connection, Query.parse(line))
        search(connection, typed)
        find.ids(connection, kind, typed)


TEXTS = (
    "Beijing approved the sale of chips. An export licence was granted on Friday.",
    "An export licence for wafers; of chips nothing is said in this long notice from the ministry.",
    "A ban on chips was lifted. The denial stands.",
)


@pytest.fixture
def texts(store: Store) -> None:
    with store.operation("Add") as op:
        for number, text in enumerate(TEXTS):
            op.put(Source(title=f"Text {number}", text=op.keep(text.encode())))


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('"export licence"', {"S-0001", "S-0002"}),
        ('"licence export"', set()),
        ("near:chips,licence", {"S-0001", "S-0002"}),
        ("near/2:chips,licence", {"S-0001"}),
        ('near/2:"export lic,chips"', {"S-0001"}),
        ("any:ban,wafers", {"S-0002", "S-0003"}),
        ("chips -wafers", {"S-0001", "S-0003"}),
        ("chips -any:ban,wafers", {"S-0001"}),
        ("licen", {"S-0001", "S-0002"}),
        ('chips kind:source title:"text 2"', {"S-0003"}),
        ("chips kind:decision", set()),
        ("chips -kind:source", set()),
        ("kind:source is:held", {"S-0001", "S-0002", "S-0003"}),
    ],
)
def test_phrase_near_any_prefix_and_fields_are_asked(
    store: Store, line: str, found: set[str]
) -> None:
    assert set(refs(store, line)) == found
    if "kind:" not in line:  # lists take the same language
        with store.reading() as connection:
            assert len(find.ids(connection, "source", Query.parse(line))) == len(found)


@pytest.mark.usefixtures("texts")
def test_a_hit_in_a_source_says_where_it_stands(store: Store) -> None:
    with store.reading() as connection:
        [hit] = search(connection, Query.parse('"a ban" chips'))
    assert TEXTS[2][hit.start : hit.stop] == "A ban"
    assert hit.places == 2
    assert [hit.excerpt[start:stop] for start, stop in hit.marks] == ["A ban", "chips"]


def test_a_chinese_word_is_placed_inside_its_sentence(store: Store) -> None:
    text = "据路透社报道," + "很长的句子" * 60 + "商务部批准英伟达H200芯片进口。"
    with store.operation("Add") as op:
        op.put(Source(title="路透社", text=op.keep(text.encode())))
    with store.reading() as connection:
        [hit] = search(connection, Query.parse("批准"))
    assert text[hit.start : hit.stop] == "批准"
    assert [hit.excerpt[start:stop] for start, stop in hit.marks] == ["批准"]


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("chips titles:notice", "Did you mean 'title'"),
        ("is:hold", "Did you mean 'held'"),
        ("chips kind:sauce", "No kind 'sauce'"),
    ],
)
def test_a_field_that_nobody_has_is_explained(store: Store, line: str, advice: str) -> None:
    with pytest.raises(QuerySyntaxError, match=advice):
        refs(store, line)


@pytest.mark.parametrize("often", [1, chosen.OFTEN])
@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("chip", [0, 1, 2, 3]),
        ("chip sale", [0, 2]),
        ("chip -sale", [1, 3]),
        ("-sale", [1, 3, 4]),
        ("出口", [2, 3]),
        ("chip 出口 sale", [2]),
        ("chip -出口", [0, 1]),
        ("nothing", []),
    ],
)
def test_records_with_all_words_are_listed_and_counted_however_many_there_are(
    store: Store, monkeypatch: pytest.MonkeyPatch, often: int, words: str, shown: list[int]
) -> None:
    monkeypatch.setattr(chosen, "OFTEN", often)
    titles = ("Chip sale", "Chips", "出口chip许可 sale", "chip 出口", "Else")
    with store.operation("Add") as op:
        op.add_all(Source(title=title) for title in titles)
        op.add_all(Decision(title=title, note="sale of chips") for title in titles)
    query = Query.parse(f"{words} order:number")
    with store.reading() as connection:
        every = find.ids(connection, "source", query)
        assert [each.number - 1 for each in find.page(connection, Source, every)] == shown
        assert find.count(connection, "source", query) == len(shown)
        for limit in range(1, len(shown) + 2):
            assert find.ids(connection, "source", query, limit) == every[:limit]
