"""The explanations that the article offers, as hypotheses. Rating them is the analyst's work.

Run after `article.py`, whose claims are numbered as in `article_claims.csv`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import HypothesisSet

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier

SETS = (
    (
        "What does the approval amount to?",
        "The article puts four readings side by side; it does not say that only one can be true.",
        (
            ("It keeps the market from Chinese chipmakers", 10),
            ("It backfires by emboldening China's chip industry", 18),
            ("It does damage through ambiguity and little visibility", 25),
            ("It is a win for Nvidia", 28),
        ),
        (17, 21, 22, 24, 26, 29, 30),
    ),
    (
        "What does Beijing want from the sale?",
        "Two goals that the article names together; both may hold.",
        (
            ("Access to powerful AI compute", 14),
            ("Domestic companies stay dependent on US technology", 15),
        ),
        (12, 18, 21, 30),
    ),
)
"""Question, note, hypotheses with the claim that puts each forward, and claims to weigh them by."""


def build(dossier: Dossier, _folder: Path) -> None:
    """Lists the hypotheses of the article, unrated."""
    sets = dossier.hypothesis_sets
    with dossier.operation("List the hypotheses that the article offers"):
        for question, note, hypotheses, evidence in SETS:
            made = sets.add(HypothesisSet(question=question, exclusive=False, note=note))
            for statement, number in hypotheses:
                sets.propose(made, statement, claim=dossier.claims.get(f"C-{number:04d}"))
            sets.weigh(made, *(f"C-{number:04d}" for number in evidence))
