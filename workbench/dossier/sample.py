"""The sample dossiers, built by the same verbs that an analyst uses.

The scripts in `resources/sample` read like examples: each has a function `build(dossier, folder)`.
"""

from __future__ import annotations

from contextlib import ExitStack
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING

from workbench import places
from workbench.dossier.open import SUFFIX, discard, new_dossier
from workbench.errors import NoSuchSample
from workbench.unfinished import draft_for

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier

_SCRIPTS = {"article": ("article", "article_judgements"), "chronology": ("chronology",)}
_COPIES = {"article": "sample", "chronology": "chronology"}
SAMPLES = tuple(_SCRIPTS)


def build(path: Path | str, which: str = "article") -> None:
    """Makes the sample dossier `which` at `path`.

    Raises:
        NoSuchSample: there is no sample of that name.
        DossierExists: something is there already.
    """
    if which not in SAMPLES:
        raise NoSuchSample(which, SAMPLES)
    with ExitStack() as failing, new_dossier(path) as dossier:
        failing.callback(discard, dossier.path)
        fill(dossier, which)
        failing.pop_all()


def own_copy(which: str = "article") -> Path:
    """The path of the analyst's own copy of a sample, which is built on first use."""
    path = places.data_folder() / f"{_COPIES[which]}{SUFFIX}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft_for(path) as draft:
            build(draft, which)
            draft.replace(path)
    return path


def fill(dossier: Dossier, which: str) -> None:
    """Records the sample `which` in an empty dossier."""
    for script in _SCRIPTS[which]:
        _run(script, dossier)


def _run(name: str, dossier: Dossier) -> None:
    folder = places.resource("sample")
    spec = spec_from_file_location(f"sample_{name}", folder / f"{name}.py")
    if spec is None or spec.loader is None:  # pragma: no cover - the file ships with the program
        raise NoSuchSample(name, SAMPLES)
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    script.build(dossier, folder)
