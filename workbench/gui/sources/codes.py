"""Codes as the reader needs them: the latest used first; marking with them; free of Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.dossier.reading import first_said, trimmed

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.sources.page import Page
    from workbench.model.code import Code
    from workbench.model.passage import Passage

LOOKED_AT = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a passage is to be marked with: the ids of codes, names of new ones, a memo."""

    codes: Sequence[str] = ()
    new: Sequence[str] = ()
    memo: str = ""


def by_latest(dossier: Dossier) -> list[Code]:
    """Every code that is not retired, the latest used first, then the rest by name."""
    codes = {each.id: each for each in dossier.codes.find() if not each.retired}
    latest: dict[str, None] = {}
    for passage in reversed(dossier.passages.page(sorted(dossier.passages.ids())[-LOOKED_AT:])):
        latest.update(dict.fromkeys(each.code for each in passage.codes))
    used = [codes[key] for key in latest if key in codes]
    rest = [each for each in codes.values() if each.id not in latest]
    return [*used, *sorted(rest, key=lambda each: each.title.casefold())]


def mark(dossier: Dossier, page: Page, span: tuple[int, int], wanted: Wanted) -> Passage:
    """Marks a stretch where it was said first; codes and memo replace those it had."""
    start, stop = trimmed(page.text, *span)
    start, stop, _ = first_said(page.text, page.paragraphs, start, stop)
    with dossier.operation("Mark passage"):
        made = [dossier.codes.create(name) for name in wanted.new]
        passage = dossier.passages.mark(page.source, start, stop)
        codes = [*dossier.codes.page(list(wanted.codes)), *made]
        return dossier.passages.code(passage, codes, memo=wanted.memo)


def mark_more(dossier: Dossier, page: Page, span: tuple[int, int], code: Code) -> Passage:
    """Marks a stretch where it was said first with one more code."""
    start, stop = trimmed(page.text, *span)
    start, stop, _ = first_said(page.text, page.paragraphs, start, stop)
    return dossier.passages.mark(page.source, start, stop, codes=[code])


def mark_new(dossier: Dossier, page: Page, span: tuple[int, int], title: str) -> Passage:
    """Marks a stretch with the code of this name, which is made where there is none."""
    held = (each for each in dossier.codes.find() if each.title.casefold() == title.casefold())
    with dossier.operation("Mark passage"):
        return mark_more(dossier, page, span, next(held, None) or dossier.codes.create(title))
