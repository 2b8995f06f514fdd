"""The words of a briefing that are ours, in the language of its recipe.

Titles, headings, headers, codes and the sentences of charts; never what a record or a source says,
never a word that a standard fixes (likelihood, TLP, grades). The translations are data:
`resources/briefings/words/<language>.toml` gives each English text its translation, with {} where
something is put in.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from workbench import places
from workbench.briefing.cell import Formula
from workbench.briefing.sheet import Row, quoted
from workbench.briefing.widths import DIGIT, text_width
from workbench.model.when_text import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbench.briefing.cell import Cell
    from workbench.briefing.chart import Chart
    from workbench.briefing.sheet import Column, Sheet

ENGLISH = "en"
HEADINGS = frozenset(
    {
        "title", "lead", "back", "section", "label", "header", "header number", "header middle",
        "kpi label", "caption",
    }
)  # fmt: skip
"""The looks of cells that hold our words."""

TABLES = (
    "headings",
    "sentences",
    "told",
    "codes",
    "jurisdictions",
    "dates",
    "figures",
    "acts",
    "kinds",
)
"""The tables of a file of words."""

_BOLD, _PADDING = 1.1, 3.0
_SENTENCE = re.compile(r"(?<=\.) ")
_DATED = re.compile(
    rf"\b(?:(\d{{1,2}}) )?({'|'.join((*MONTHS, *(each[:3] for each in MONTHS)))}) (\d{{4}})\b"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_COLUMN = re.compile(r"(?<=\[)([^\[\]#]+)(?=\])")
_UNNAMED = frozenset({"workings", "continued"})
"""The sheets that no recipe names."""

_OWN = ("Workings!", "Continued!")
_LITERAL = re.compile('"([^"]*)"')
_READING = re.compile(
    r"no figure|no hard bound \(estimate\)|exactly|above|at least|below|at most|range|analyst"
)
_COMPUTED = frozenset({"cover", "summary", "totals", "sources", "workings"})


def languages() -> tuple[str, ...]:
    """The languages that a briefing can be in: "en", and each that has a file of words."""
    found = places.resource("briefings/words").glob("*.toml")
    return (ENGLISH, *sorted(path.stem for path in found))


@lru_cache(maxsize=8)
def words_in(tag: str) -> Words:
    """The words for a language tag such as "de-AT": those of its language."""
    language = tag.partition("-")[0].lower()
    if language == ENGLISH:
        return ENGLISH_WORDS
    text = places.resource(f"briefings/words/{language}.toml").read_text(encoding="utf-8")
    return Words(tomllib.loads(text))


class Words:
    """The words of one language, English where there are none.

    `tables` are those of its file: "headings" stand alone in a cell, "sentences" are asked for by
    what writes them, "told" are those that come with the data; in all, {} stands for what is put
    in. "codes" are what formulas look for and say, "jurisdictions" their names, "dates" the words
    of dates, "figures" the signs within a number, "acts" the labels of operations, in which {kind}
    stands for one of "kinds".
    """

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        headings, sentences, told, codes, jurisdictions, dates, figures, acts, kinds = (
            tables.get(name, {}) for name in TABLES
        )
        self.headings = {**headings, **codes}
        self._codes = codes
        self._known = {**jurisdictions, **self.headings, **sentences}
        self._patterns = _patterns(headings)
        self._told = told
        self._told_patterns = _patterns(told)
        self._acts = acts
        self._kinds = kinds
        self._act_patterns = _patterns(acts, "|".join(kinds))
        self._dates = dates
        self._of_dates = re.compile(rf"\b({'|'.join(dates)})\b") if dates else None
        self._signs = str.maketrans(
            {",": figures.get("thousands", ","), ".": figures.get("decimal", ".")}
        )

    def __bool__(self) -> bool:
        return bool(self._known)

    def say(self, english: str, *given: object) -> str:
        """A text of ours with what is put in for each {}."""
        said = self._known.get(english, english)
        return said.format(*given) if given else said

    def heading(self, text: str) -> str:
        """A heading as it stands in a cell: known as it is, or with something put in."""
        if not self.headings or text in self.headings:
            return self.headings.get(text, text)
        lead, dot, marking = text.rpartition(" · ")
        if dot and marking.startswith("TLP:"):
            return f"{self.heading(lead)}{dot}{marking}"
        for pattern, said in self._patterns:
            if found := pattern.fullmatch(text):
                return said.format(*map(self._put_in, found.groups()))
        return text

    def told(self, text: str) -> str:
        """Text of the data that is made of our sentences; what is none of them stays as it is."""
        if not self._told:
            return text
        return " ".join(self.dated(self._sentence(each)) for each in _SENTENCE.split(text))

    def act(self, label: str) -> str:
        """The label of an operation; one that an analyst chose for a script stays as it is."""
        if label in self._acts:
            return self._acts[label]
        for pattern, said in self._act_patterns:
            if found := pattern.fullmatch(label):
                named = {kind: self._kinds[word] for kind, word in found.groupdict().items()}
                rest = [each for each in found.groups() if each not in found.groupdict().values()]
                return said.format(*map(self.act, rest), **named)
        return label

    def _sentence(self, text: str) -> str:
        if text in self._told:
            return self._told[text]
        for pattern, said in self._told_patterns:
            if found := pattern.fullmatch(text):
                return said.format(*(self._told.get(e) or self._put_in(e) for e in found.groups()))
        return text

    def _put_in(self, text: str) -> str:
        return self.figure(text) if _GROUPED.fullmatch(text) else text

    def figure(self, written: str) -> str:
        """A number that is written as in English, "2,500.5", as this language writes it."""
        return written.translate(self._signs)

    def dated(self, text: str) -> str:
        """A text with the dates in it as this language writes them: "8. Dez. 2025"."""
        return _DATED.sub(lambda found: self._date(*found.groups()), text) if self else text

    def when(self, text: str) -> str:
        """The words of a date, such as "since about 8 Dec 2025"."""
        plain = self.dated(text)
        found = self._of_dates
        return found.sub(lambda word: self._dates[word[0]], plain) if found else plain

    def _date(self, day: str | None, month: str, year: str) -> str:
        before = self.say("{} {}", day, "") if day else ""
        return f"{before}{self.say(month)} {year}"

    def code(self, text: str) -> str:
        """A code, or what a formula says, in this language."""
        return self._codes.get(text, text)

    def place(self, reference: str) -> str:
        """A reference to a sheet that no recipe names, by its tab in this language."""
        tab, mark, cells = reference.rpartition("!")
        return f"{quoted(self.heading(tab))}{mark}{cells}" if f"{tab}{mark}" in _OWN else reference

    def reading(self, text: str) -> str:
        """How a source bounds a quantity, such as "range (above), analyst"."""
        return _READING.sub(lambda found: self.say(found[0]), text) if self else text

    def formula(self, text: str) -> str:
        """A formula that names the headers of this language, and looks for its codes."""
        text = _LITERAL.sub(lambda found: f'"{self.code(found[1])}"', text)
        return _COLUMN.sub(lambda found: self.headings.get(found[1], found[1]), text)

    def column(self, column: Column) -> Column:
        """A column under its header in this language, wide enough for its longest word."""
        header = self.heading(column.header)
        longest = max(map(text_width, header.split()), default=0)
        return replace(
            column, header=header, width=max(column.width, longest / DIGIT * _BOLD + _PADDING)
        )


def _patterns(texts: Mapping[str, str], kinds: str = "") -> list[tuple[re.Pattern[str], str]]:
    """What finds each text in which something is put in: anything for {}, a kind for {kind}."""
    return [
        (
            re.compile(
                re.escape(english)
                .replace(r"\{\}", "(.+)")
                .replace(r"\{kind\}", f"(?P<kind>{kinds})"),
                re.DOTALL,
            ),
            said,
        )
        for english, said in texts.items()
        if "{" in english
    ]


ENGLISH_WORDS = Words({})


def translate(sheet: Sheet, words: Words) -> None:
    """Puts a planned sheet into a language: its title, headers, headings, formulas and charts."""
    if not words:
        return
    made, table = sheet.rows, sheet.table
    first = table.header_row if table and sheet.block not in _COMPUTED else None
    ours = HEADINGS - {"title", "lead"} if sheet.block == "cover" else HEADINGS
    sheet.rows = lambda: _rows(made(), words, first, ours)
    sheet.title = words.heading(sheet.title)
    sheet.tab = words.heading(sheet.tab) if sheet.block in _UNNAMED else sheet.tab
    sheet.names = {name: words.place(where) for name, where in sheet.names.items()}
    sheet.columns = tuple(map(words.column, sheet.columns))
    if table:
        sheet.table = replace(table, columns=tuple(map(words.column, table.columns)))
    sheet.charts = [_chart(chart, words) for chart in sheet.charts]


def _rows(
    rows: Iterable[Row], words: Words, first: int | None, ours: frozenset[str]
) -> Iterator[Row]:
    """`rows`, of which only the `first` ones can hold our words where it says so."""
    each = iter(rows)
    told = (
        Row([cell and _cell(cell, words, ours) for cell in row.cells], row.height)
        for row in (each if first is None else islice(each, first))
    )
    return chain(told, each)


def _cell(cell: Cell, words: Words, ours: frozenset[str]) -> Cell:
    value = cell.value
    if cell.link.startswith(_OWN):
        tab = value if isinstance(value, str) else ""
        return cell._replace(value=words.heading(tab), link=words.place(cell.link))
    if isinstance(value, Formula):
        result = words.code(value.result) if isinstance(value.result, str) else value.result
        return cell._replace(value=Formula(words.formula(value.text), result))
    if isinstance(value, str) and cell.look in ours:
        return cell._replace(value=words.heading(value))
    return cell


def _chart(chart: Chart, words: Words) -> Chart:
    series = tuple(
        replace(
            one,
            name=words.heading(one.name),
            name_cell=words.place(one.name_cell),
            cells=words.place(one.cells),
        )
        for one in chart.series
    )
    return replace(chart, series=series, category_cells=words.place(chart.category_cells))
