"""The passages of a code as lines of a list; values only, read off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.dossier.agreements import NOT_NAMED
from workbench.dossier.codes import COLOURS
from workbench.dossier.pages import page_words
from workbench.gui.inspector.past import read_past
from workbench.gui.inspector.sheet import Sheet, fact_lines
from workbench.gui.theme import tokens
from workbench.gui.widgets.facts import linked_names
from workbench.gui.widgets.quotes import QuoteLine
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.dossier.agreements import CodeAgreement
    from workbench.dossier.dossier import Dossier
    from workbench.model.code import Code
    from workbench.model.passage import Passage

MOST = 2_000
FACTS = ("definition", "include", "exclude", "example", "parent", "colour", "letter")
COLOUR_NAMES = ("blue", "orange", "green", "pink", "dark blue", "red", "yellow", "violet")
"""The colours of the codebook in words, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A code with those above it, how often it is used, and the passages that carry it.

    `path` is empty when no code is chosen, `codes` the number of codes in the codebook.
    """

    codes: int
    path: str = ""
    about: str = ""
    lines: Sequence[QuoteLine] = ()


def read_coded(dossier: Dossier, key: str) -> Coded:
    """Reads the passages of a code, in the order of sources and texts."""
    count = dossier.codes.count()
    found = dossier.codes.page([key]) if key else []
    if not found:
        return Coded(codes=count)
    code = found[0]
    passages = dossier.codes.carrying(code)
    passages.sort(key=lambda each: (each.source, each.start))
    titles = {
        each.id: each.title
        for each in dossier.sources.page(sorted({each.source for each in passages}))
    }
    listed = passages[:MOST]
    pages = dossier.passages.pages(listed)
    lines = [_line(each, titles, code, page_words(pages.get(each.id, ()))) for each in listed]
    return Coded(
        codes=count, path=dossier.codes.path(code), about=_about(passages, titles), lines=lines
    )


def read_judged(dossier: Dossier, measured: CodeAgreement) -> Sequence[QuoteLine]:
    """The passages behind one row of the agreement, those judged differently first.

    Each says who of those compared gave it which code.
    """
    unlike = measured.unlike[:MOST]
    passages = dossier.passages.page([*unlike, *measured.alike[: MOST - len(unlike)]])
    sources = dossier.sources.page(sorted({each.source for each in passages}))
    titles = {each.id: each.title for each in sources}
    codes = {line.code.id: line.code for line in dossier.codes.tree()}
    coders, differing = measured.agreement.coders, set(unlike)
    return [
        QuoteLine(
            kind="passage",
            key=each.id,
            head=" · ".join(
                part
                for part in (
                    "Judged differently" if each.id in differing else "Judged alike",
                    titles.get(each.source, ""),
                    f"paragraph {each.paragraph}" if each.paragraph else "",
                )
                if part
            ),
            words=f"“{each.quote}”",
            notes=" · ".join(f"{who}: {_given(each, who, codes)}" for who in coders),
            colour=tokens().bad if each.id in differing else "",
        )
        for each in passages
    ]


def _given(passage: Passage, coder: str, codes: Mapping[str, Code]) -> str:
    """Which codes somebody gave a passage."""
    own = [each.code for each in passage.codes if (each.coder or NOT_NAMED) == coder]
    return ", ".join(codes[each].title for each in own if each in codes) or "no code"


def read_sheet(dossier: Dossier, key: str) -> Sheet | None:
    """Reads a code for the inspector; None when it is gone."""
    found = dossier.codes.page([key])
    if not found:
        return None
    code = found[0]
    own = {"colour": _colour_words(code), "letter": f"Shift+{code.letter}" if code.letter else ""}
    return Sheet(
        record=code,
        subline="Retired: it is offered no more" if code.retired else "",
        facts=fact_lines(code, linked_names(dossier, found), FACTS, (), own),
        past=read_past(dossier, code),
    )


def _colour_words(code: Code) -> str:
    names = dict(zip(COLOURS, COLOUR_NAMES, strict=True))
    return names.get(code.colour.casefold(), code.colour).capitalize()


def _about(passages: Sequence[Passage], titles: dict[str, str]) -> str:
    if not passages:
        return ""
    words = f"{many(len(passages), 'passage')} in {many(len(titles), 'source')}"
    return f"{words}; the first {MOST:,} are listed" if len(passages) > MOST else words


def _line(passage: Passage, titles: dict[str, str], code: Code, page: str) -> QuoteLine:
    coders = sorted({each.coder for each in passage.codes if each.code == code.id and each.coder})
    place = f"paragraph {passage.paragraph}" if passage.paragraph else ""
    page = f"page {page}" if page else ""
    head = (titles.get(passage.source, ""), page, place, ", ".join(coders))
    return QuoteLine(
        kind="passage",
        key=passage.id,
        head=" · ".join(each for each in head if each),
        words=f"“{passage.quote}”",
        notes=" ".join(passage.memo.split()),
        colour=code.colour,
    )
