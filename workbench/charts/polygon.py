"""Many points as one polygon: filled by numpy, where a point made in Python costs a microsecond."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QPolygonF
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from numpy.typing import NDArray


def polygon(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPolygonF:
    """The points at `x` and `y`, in pixels, in their order."""
    made = QPolygonF()
    made.resize(len(x))
    if len(x):
        place = Shiboken.getCppPointer(made.data())[0]  # two doubles a point, as Qt keeps them
        points = np.ctypeslib.as_array((ctypes.c_double * (2 * len(x))).from_address(place))
        points[::2], points[1::2] = x, y
    return made
