"""A briefing speaks its recipe's language where the words are ours, and nowhere else."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from html import unescape
from typing import TYPE_CHECKING

import pytest

from workbench import places
from workbench.briefing.book import Book
from workbench.briefing.cell import Formula
from workbench.briefing.comparison import FIELDS
from workbench.briefing.data import ChangeRow
from workbench.briefing.html import for_paper, html
from workbench.briefing.language import HEADINGS, TABLES, languages, words_in
from workbench.briefing.markdown import markdown
from workbench.briefing.pack import parts
from workbench.briefing.page import paper
from workbench.briefing.plan import plan
from workbench.briefing.recipe import CHARTS, DIMENSIONS, TITLES, Recipe
from workbench.briefing.shown import words
from workbench.briefing.templates.fill import fill
from workbench.briefing.widths import DIGIT, text_width
from workbench.briefing.write import write
from workbench.model import RECORDS
from workbench.model.jurisdiction import JURISDICTIONS
from workbench.model.kinds import Credibility, Reliability, Stage, Stance, Voice
from workbench.model.likelihood import Scale
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.briefing.data import BriefingData


openpyxl = pytest.importorskip("openpyxl")
OTHERS = [each for each in languages() if each != "en"]
RECIPES = [(recipe, by) for recipe in ("minister", "publication") for by in DIMENSIONS]


def in_language(name: str, language: str, by: str = "item") -> Recipe:
    recipe = Recipe.shipped(name)
    sheets = tuple(dataclasses.replace(each, by=by, charts=CHARTS) for each in recipe.sheets)
    return dataclasses.replace(recipe, sheets=sheets, language=language)


def headings(data: BriefingData, recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Each text of ours with the block that it stands in."""
    for block, sheet in plan(Book(data, recipe), with_rest=True):
        yield from ((block, column.header) for column in sheet.columns if column.header)
        yield block, sheet.title
        for row in sheet.rows():
            for cell in filter(None, row.cells):
                if cell.look in HEADINGS and isinstance(cell.value, str):
                    yield block, cell.value


def theirs(data: BriefingData) -> set[str]:
    """What is not ours to translate: titles of the preparer, and the words of standards."""
    fixed = {f"{each.glyph} {each.word}" for each in Stance}
    fixed |= {str(each) for each in (*Reliability, *Credibility)}
    fixed |= {" / ".join(each.words).capitalize() for scale in Scale for each in scale.terms}
    shown = {row.stance for row in data.decisions}
    key = "  ".join(f"{each.glyph} {each.word.lower()}" for each in Stance if each in shown)
    return fixed | {data.title, data.subtitle, key}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("name", "by"), RECIPES)
@pytest.mark.parametrize("fixture", ["undated", "dated"])
def test_no_heading_is_missing(
    language: str, name: str, by: str, fixture: str, request: pytest.FixtureRequest
) -> None:
    data: BriefingData = request.getfixturevalue(fixture)
    words = words_in(language)
    quarters = {f"{year} Q{n}" for n in range(1, 5) for year in range(2020, 2030)}
    missing = {
        text
        for _, text in headings(data, in_language(name, "en", by))
        if words.heading(text) == text and text not in words.headings
    }
    assert missing <= theirs(data) | quarters


@pytest.mark.parametrize("language", OTHERS)
def test_every_title_and_tab_has_its_words(language: str) -> None:
    known = words_in(language).headings
    assert not {word for pair in TITLES.values() for word in pair if word} - set(known)


def test_a_recipe_without_tabs_gets_those_of_its_language(
    dated: BriefingData, tmp_path: Path
) -> None:
    text = 'language = "de-AT"\n[[sheets]]\nblock = "decisions"\n[[sheets]]\nblock = "evidence"\n'
    path = write(dated, Recipe.parse(text), tmp_path / "b.xlsx").path
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Entscheidungen", "Belege"]
    assert book["Entscheidungen"]["A1"].value == "Entscheidungen im Einzelnen"
    assert book["Entscheidungen"]["F5"].value == "Haltung"
    assert book["Entscheidungen"]["F6"].value == "◐ Mit Auflagen"


@pytest.mark.parametrize("language", OTHERS)
def test_formulas_read_the_headers_that_are_there(language: str, dated: BriefingData) -> None:
    sheets = [
        sheet for _, sheet in plan(Book(dated, in_language("minister", language)), with_rest=False)
    ]
    headers = {column.header for sheet in sheets if sheet.table for column in sheet.columns}
    formulas = [
        cell.value.text
        for sheet in sheets
        for row in sheet.rows()
        for cell in row.cells
        if cell and isinstance(cell.value, Formula)
    ]
    assert any("Allocations[Untergrenze]" in each for each in formulas)
    assert not any('"yes"' in each for each in formulas)  # the table says "ja"
    for each in formulas:
        for part in each.split("[")[1:]:
            column = part.split("]")[0]
            assert column in headers | {"", "#This Row"}, each


def test_the_words_of_likelihood_stay_those_of_the_standard(
    dated: BriefingData, tmp_path: Path
) -> None:
    path = write(dated, in_language("minister", "de"), tmp_path / "b.xlsx").path
    values = {c.value for row in openpyxl.load_workbook(path)["Method"].iter_rows() for c in row}
    assert "Likely / probable / probably" in values
    assert "Wörter der Wahrscheinlichkeit (ICD 203)" in values


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["minister", "publication"])
def test_the_sheet_method_speaks_the_language(
    language: str, name: str, dated: BriefingData
) -> None:
    found = ("J-0001: the judgement rests on no claim; cite one, or say in its basis why not.",)
    data = dataclasses.replace(dated, findings=found)
    said = {
        each: {
            cell.value
            for row in dict(plan(Book(data, in_language(name, each)), with_rest=False))[
                "method"
            ].rows()
            for cell in row.cells
            if cell and isinstance(cell.value, str)
        }
        for each in ("en", language)
    }
    left = {text for text in said["en"] & said[language] if len(text.split()) > 5}
    assert left <= theirs(data)


def test_titles_of_charts_are_sentences_of_the_language(dated: BriefingData) -> None:
    sheets = dict(plan(Book(dated, in_language("minister", "de")), with_rest=False))
    titles = [chart.title for chart in sheets["summary"].charts]
    assert "512.000 chip bisher genehmigt" in titles[0]
    assert not [title for title in titles if " of " in title or " the " in title]


@pytest.mark.parametrize("name", ["minister", "publication"])
def test_figures_are_written_as_the_language_does_and_those_of_sources_as_they_are(
    name: str, dated: BriefingData
) -> None:
    quote = "as reported: 1,234.5 chips under 3A090.c, 91 FR 1,234"
    rows = tuple(
        dataclasses.replace(
            row, quantity=dataclasses.replace(row.quantity, verbatim=f"stated {row.quantity}")
        )
        for row in dated.allocations
    )
    evidence = (dataclasses.replace(dated.evidence[0], quote=quote),)
    data = dataclasses.replace(dated, allocations=rows, evidence=evidence)
    pages = paper(data, in_language(name, "de"))
    printed, drawn, _ = for_paper(pages)
    for told in (markdown(pages).replace("\\", ""), html(pages), "".join((printed, *drawn))):
        text = re.sub(r' points="[^"]*"', "", unescape(told))
        for each in (quote, *(str(row.quantity) for row in rows)):
            assert each in text
            text = text.replace(each, "")
        assert not re.findall(r"\d,\d{3}\b|\d\.\d\b(?=</td>| \|)", text)
        assert "> 512.000" in text
        assert "2.500,5" in text
    assert "28. Jan. 2026" in html(pages)
    assert b"512.000" not in b"".join(parts(pages).values())


def test_figures_that_come_with_a_sentence_are_written_as_the_language_does() -> None:
    known = words_in("de")
    assert known.told("1,204 days old at the time of the information.").startswith("1.204 ")
    assert known.heading("and 1,204 rows more, to be found in the tables").startswith("und 1.204")
    assert known.told("It quotes 1,204 chips, Reuters.").endswith(" 1,204 chips, Reuters.")
    assert words_in("en").figure("2,500.5") == "2,500.5"


def test_what_the_preparer_wrote_is_not_translated(dated: BriefingData) -> None:
    data = dataclasses.replace(dated, title="Sources", subtitle="Changes")
    sheets = dict(plan(Book(data, in_language("minister", "de")), with_rest=False))
    first, second = list(sheets["cover"].rows())[:2]
    assert [row.cells[0] and row.cells[0].value for row in (first, second)] == [
        "Sources",
        "Changes",
    ]


def test_a_briefing_in_german_is_a_template_in_german(
    undated: BriefingData, dated: BriefingData, tmp_path: Path
) -> None:
    german = in_language("minister", "de", "recipients")
    write(undated, german, tmp_path / "last.xlsx")
    fill(dated, Recipe.shipped("minister"), tmp_path / "last.xlsx", tmp_path / "filled.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx", data_only=True)["Totals"]
    assert f"Stand {dated.moment:%Y-%m-%d %H:%M} UTC" in str(sheet.oddFooter.left.text)
    assert [cell.value for cell in sheet[9]][:2] == ["Empfänger", "Einheit"]
    assert sheet["I10"].value == 512_000


@pytest.mark.parametrize("language", OTHERS)
def test_no_header_is_broken_within_a_word(language: str, dated: BriefingData) -> None:
    sheets = plan(Book(dated, in_language("minister", language)), with_rest=False)
    for _, sheet in sheets:
        for column in sheet.table.columns if sheet.table else ():
            longest = max(map(text_width, column.header.split()), default=0)
            assert longest / DIGIT + 2 < column.width, (sheet.tab, column.header)


def shown(data: BriefingData, language: str, name: str) -> dict[str, str]:
    """Each text by its sheet and cell, with those of charts and choices."""
    text = places.resource(f"briefings/{name}.toml").read_text(encoding="utf-8")
    book = Book(data, Recipe.parse(f'language = "{language}"\n{text}'))
    told: dict[str, str] = {}
    for block, sheet in plan(book, with_rest=True):
        told |= {f"{block} tab": sheet.tab, f"{block} title": sheet.title}
        for n, row in enumerate(sheet.rows()):
            cells = enumerate(row.cells)
            told |= {f"{block} {n} {at}": words(cell, book.words) for at, cell in cells}
        for chart in sheet.charts:
            told |= {f"{chart.name} title": chart.title, f"{chart.name} alt": chart.alt}
            told |= {f"{chart.name} {n}": each.name for n, each in enumerate(chart.series)}
        told |= {f"{each.cell} choice": each.prompt for each in sheet.choices}
    return told


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", ["minister", "publication"])
@pytest.mark.parametrize("fixture", ["undated", "dated"])
def test_what_is_alike_in_both_languages_is_not_ours(
    language: str, name: str, fixture: str, request: pytest.FixtureRequest
) -> None:
    data: BriefingData = request.getfixturevalue(fixture)
    told = "Its text is held in the dossier. Its publisher is judged Usually reliable (B)."
    data = dataclasses.replace(
        data,
        previous="B-0001, 13 December 2025",
        findings=("D-0001: contradicts itself: Linked as contradicting (C-0001, C-0002)",),
        sources=tuple(
            dataclasses.replace(each, citation="Reuters. 8 Dec 2025. TLP:CLEAR.", descriptor=told)
            for each in data.sources
        ),
    )
    english, other = shown(data, "en", name), shown(data, language, name)
    alike = {text for where, text in english.items() if other.get(where) == text}
    records = "\n".join(texts_of(data))
    codes = {" + ".join(row.recipients) for row in data.allocations}
    same = {text for text, said in words_in(language).headings.items() if text == said}
    recipe = Recipe.shipped(name)
    given = {f"{recipe.name}: {recipe.title}"}
    left = {re.sub("(?<=. )[0-9]+ ", "", each) for each in alike if re.search("[a-z]{3}", each)}
    assert {each for each in left if each not in records} <= theirs(data) | codes | same | given
    assert any("B-0001, 13. Dezember 2025" in text for text in other.values())


def texts_of(part: object) -> Iterator[str]:
    """All that the records say: every text in `part`, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts_of(each)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from texts_of(getattr(part, field.name))


@pytest.mark.parametrize("language", languages())
def test_no_word_of_ours_is_broken_or_cut_off_in_its_column(
    language: str, dated: BriefingData
) -> None:
    voices = tuple(
        dataclasses.replace(dated.evidence[0], ref=f"C-{n:04d}", voice=voice)
        for n, voice in enumerate(Voice)
    )
    vague = (Quantity.parse("about 45,000", "chip"), Quantity.vague("hundreds", "chip"))
    rows = tuple(dataclasses.replace(dated.allocations[0], quantity=each) for each in vague)
    data = dataclasses.replace(dated, evidence=voices, allocations=rows)
    for block, sheet in plan(Book(data, in_language("minister", language)), with_rest=False):
        for row in list(sheet.rows())[5:] if block in {"evidence", "allocations"} else ():
            for column, cell in zip(sheet.columns, row.cells, strict=True):
                text = words(cell)
                parts = text.split() if column.wrap else [text]
                longest = max(map(text_width, parts), default=0) * 10.5 / 11
                assert longest / DIGIT + 1.5 < column.width, (block, column.header, text)


@pytest.mark.parametrize("language", OTHERS)
def test_codes_and_jurisdictions_that_have_a_word_are_those_there_are(language: str) -> None:
    path = places.resource(f"briefings/words/{language}.toml")
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(held) == set(TABLES)
    assert held["jurisdictions"].keys() <= set(JURISDICTIONS.values())
    assert held["codes"].keys() >= {*Stage, *(each.word for each in Stance)}


@pytest.mark.parametrize("language", OTHERS)
def test_what_can_change_has_a_word_in_each_language(language: str) -> None:
    assert words_in(language).headings.keys() >= FIELDS


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Log decision", "Entscheidung erfasst"),
        ("Change allocation A-0003", "Zuteilung A-0003 geändert"),
        ("Undo: Change decision D-0001", "Rückgängig: Entscheidung D-0001 geändert"),
        ("Import tracker 2026.xlsx", "Eingelesen: tracker 2026.xlsx"),
        ("Revert: Undo: Rate evidence", "Zurückgenommen: Rückgängig: Beleg beurteilt"),
        ("Add Epoch figures", "Add Epoch figures"),
    ],
)
def test_the_label_of_an_operation_is_told_and_what_a_script_calls_its_own_stays(
    label: str, said: str
) -> None:
    assert words_in("de").act(label) == said
    assert words_in("en").act(label) == label


@pytest.mark.parametrize("language", OTHERS)
def test_every_kind_that_a_briefing_shows_has_a_word_for_what_was_done_to_it(
    language: str,
) -> None:
    never = {"about", "saved_query", "saved_recipe", "table_mapping", "intake_report", "verdict"}
    never |= {"ach_rating", "acknowledgement"}
    for kind in (each.replace("_", " ") for each in RECORDS.keys() - never):
        for label in (f"Add {kind}", f"Change {kind} X-0001", f"Remove {kind} X-0001"):
            assert words_in(language).act(label) != label


def test_why_something_changed_is_told_in_german_unless_an_analyst_said_so(
    undated: BriefingData, tmp_path: Path
) -> None:
    moved = ChangeRow(ref="A-0001", name="H200", what="Quantity", act="Change allocation A-0001")
    said = dataclasses.replace(moved, why="Change of plan")
    data = dataclasses.replace(undated, changes=(moved, said), previous="B-0001")
    path = write(data, in_language("minister", "de"), tmp_path / "b.xlsx").path
    sheet = openpyxl.load_workbook(path)["Changes"]
    assert [sheet.cell(row, 6).value for row in (5, 6, 7)] == [
        "Warum",
        "Zuteilung A-0001 geändert",
        "Change of plan",
    ]
