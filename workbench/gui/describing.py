"""The form of what stands on the cover: title, marking, for whom, bottom line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.gui.form import Form
from workbench.model.about import About

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.form import Filled


def about_form(context: Context, about: About) -> Form:
    """The form of what a dossier is about, filled with what it says now."""

    def save(dossier: Dossier, filled: Filled) -> About:
        return dossier.describe(replace(dossier.about, **filled.beside(about)))

    return Form(context, About, record=about, save=save, label="Describe the dossier")
