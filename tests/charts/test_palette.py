"""The colours hold their contrast (WCAG 2.2) and stay apart for colour-blind eyes.

Colour blindness is simulated by Machado, Oliveira and Fernandes 2009 (severity 1); distances are
CIE76.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from workbench.charts.palette import DARK, LIGHT
from workbench.model.kinds import Stance

if TYPE_CHECKING:
    from workbench.charts.palette import ChartPalette

Vector = NDArray[np.float64]
BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda each: each.name)
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868],
         [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968],
         [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779],
         [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip
LEAST_PARTS = 12.0  # each is labelled beside its layer, too
LEAST = 16.0  # relax beside pending; the others keep 20 and more, and each has a shape of its own


def linear(colour: str) -> Vector:
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted(float(weights @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Vector) -> Vector:
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ np.clip(colour, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@BOTH
def test_words_are_readable_on_every_ground(palette: ChartPalette) -> None:
    grounds = [palette.ground, palette.panel, palette.card]
    for ink in (palette.ink, palette.muted, palette.faint, palette.series):
        for ground in grounds:
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for stance, paint in palette.stances.items():
        assert contrast(palette.ink, paint.bar) >= 4.5, stance


@BOTH
def test_rims_set_glyphs_off_from_the_ground_and_from_their_bars(palette: ChartPalette) -> None:
    for stance, paint in palette.stances.items():
        assert contrast(paint.rim, palette.ground) >= 3, stance
        assert contrast(paint.rim, paint.bar) >= 3, stance


@BOTH
@pytest.mark.parametrize("eyes", EYES)
def test_stances_stay_apart_for_every_kind_of_eye(palette: ChartPalette, eyes: str) -> None:
    signs = {s: p.sign for s, p in palette.stances.items() if s is not Stance.UNCLEAR}
    for (one, a), (other, b) in combinations(signs.items(), 2):
        apart = float(np.linalg.norm(lab(EYES[eyes] @ linear(a)) - lab(EYES[eyes] @ linear(b))))
        assert apart >= LEAST, (one, other, round(apart, 1))


@BOTH
@pytest.mark.parametrize("eyes", EYES)
def test_parts_stay_apart_for_every_kind_of_eye(palette: ChartPalette, eyes: str) -> None:
    for one, other in combinations(palette.parts, 2):
        a, b = (lab(EYES[eyes] @ linear(colour)) for colour in (one, other))
        assert float(np.linalg.norm(a - b)) >= LEAST_PARTS, (one, other)


@BOTH
def test_parts_stand_out_from_the_ground(palette: ChartPalette) -> None:
    assert all(contrast(colour, palette.ground) >= 3 for colour in palette.parts)


@BOTH
def test_every_stance_has_its_colours(palette: ChartPalette) -> None:
    assert set(palette.stances) == set(Stance)
