"""Regular expressions over a selection of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import PatternTooSlow
from workbench.intake.pattern import matching
from workbench.model.progress import Progress
from workbench.store.search import Hit, around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Look:
    """How to look: whether case counts, and how many places are wanted."""

    progress: Progress
    case: bool = False
    limit: int = 1_000


def match(dossier: Dossier, pattern: str, sources: Sequence[str], look: Look) -> list[Hit]:
    """The places of a pattern in some sources, given by id, in their order; see `Sources.match`."""
    found: list[Hit] = []
    with matching(pattern, case=look.case) as find:
        for done, key in enumerate(sources):
            (source,) = dossier.sources.page([key]) or (None,)
            if source is None or not source.held:
                continue
            what = f"Looking in {source.title}"

            def tell(done: int = done, what: str = what) -> None:
                look.progress.step(done, len(sources), what)

            tell()
            text = dossier.sources.text(source)
            try:
                spans = find(text, tell)
            except PatternTooSlow:
                raise PatternTooSlow(pattern, f"“{source.title}”") from None
            for start, stop in spans:
                shown, mark = around(text, start, stop)
                found.append(
                    Hit(
                        "source",
                        source.id,
                        source.ref,
                        source.title,
                        shown,
                        (mark,),
                        start,
                        stop,
                        len(spans),
                    )
                )
                if len(found) >= look.limit:
                    return found
    return found
