"""The flow from supplier over item to recipient: ribbons as thick as their lower bound.

A ribbon to several recipients together is hatched, and leads to one box for all of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from workbench.analysis.flow import Ribbon
from workbench.charts import texts
from workbench.charts.hatch import SPACING
from workbench.charts.palette import PALETTES
from workbench.charts.patch import Patch
from workbench.charts.texts import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.analysis.flow import Flow
    from workbench.charts.palette import ChartPalette
    from workbench.charts.picture import Picture

_NODE = 14.0
_GAP = 14.0
_GAPS = 0.4
"""The most that the gaps between the boxes of a column take of its height."""
_LABELS = 190.0
_LEFT = 150.0
_HEAD = 24.0
_LEAST = 2.0
_HEADS = ("Supplier", "Item", "Recipient")
_PIECES = 40
_MANY = 120
"""More pieces than this are drawn once for a window, and not with each selection."""
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_LINE = 16.0
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Node:
    """One box: its column, name, place, and whether several stand in it together."""

    column: int
    name: str
    rect: QRectF
    joint: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """One ribbon between two columns, from `left` to `right`, each as x, top and bottom."""

    of: Ribbon
    left: tuple[float, float, float]
    right: tuple[float, float, float]


def lay_out(flow: Flow, room: QRectF) -> tuple[list[Node], list[Piece]]:
    """The boxes and ribbons of a flow, all within `room`."""
    ends = [_ends(flow, column) for column in range(len(_HEADS))]
    gaps = max(len(set(column)) for column in ends) - 1
    inner = room.adjusted(_LEFT, _HEAD, -_LABELS, 0)
    gap = min(_GAP, inner.height() * _GAPS / max(1, gaps))
    thick = thickness([each.low for each in flow.ribbons], inner.height() - gap * gaps)
    xs = (inner.left(), inner.center().x() - _NODE / 2, inner.right() - _NODE)
    nodes = [
        _column(n, x, list(zip(names, flow.ribbons, thick, strict=True)), (inner, gap))
        for n, (x, names) in enumerate(zip(xs, ends, strict=True))
    ]
    pieces: list[Piece] = []
    for n in (0, 1):
        pieces += _between(flow.ribbons, (ends[n], ends[n + 1]), (nodes[n], nodes[n + 1]), thick)
    return [each for column in nodes for each in column.values()], pieces


def thickness(lows: Sequence[float], room: float) -> list[float]:
    """How thick ribbons of these lower bounds are, in pixels, that take `room` together.

    None is so thin that it cannot be seen; the others share what is left by their lower bounds.
    """
    least = min(_LEAST, room / 2 / max(1, len(lows)))
    weight = sum(lows)
    for low in sorted(lows):
        if low * room >= least * weight:
            break
        room, weight = room - least, weight - low
    return [max(least, low * room / weight) if weight else least for low in lows]


def _ends(flow: Flow, column: int) -> list[str]:
    """For each ribbon the name of its box in a column."""
    return [(each.supplier, each.item, _to(each))[column] for each in flow.ribbons]


def _to(each: Ribbon) -> str:
    return f"{each.recipient}, jointly" if each.joint else each.recipient


def _column(
    n: int,
    x: float,
    parts: Sequence[tuple[str, Ribbon, float]],
    where: tuple[QRectF, float],
) -> dict[str, Node]:
    """The boxes of one column, from the name, the ribbon and the thickness of each part."""
    inner, gap = where
    weight: dict[str, float] = {}
    joint: dict[str, bool] = {}
    for name, each, thick in parts:
        weight[name] = weight.get(name, 0.0) + thick
        joint[name] = joint.get(name, True) and each.joint and n == len(_HEADS) - 1
    used = sum(weight.values()) + gap * (len(weight) - 1)
    y = inner.top() + max(0.0, (inner.height() - used) / 2)
    made = {}
    for name, thick in weight.items():
        made[name] = Node(n, name, QRectF(x, y, _NODE, thick), joint[name])
        y += thick + gap
    return made


def _between(
    ribbons: Sequence[Ribbon],
    names: tuple[Sequence[str], Sequence[str]],
    nodes: tuple[dict[str, Node], dict[str, Node]],
    thick: Sequence[float],
) -> list[Piece]:
    used: list[dict[str, float]] = [{}, {}]
    made = []
    places = [list(side) for side in nodes]
    order = sorted(
        range(len(ribbons)),
        key=lambda at: (places[0].index(names[0][at]), places[1].index(names[1][at])),
    )
    for at in order:
        ends = []
        for side in (0, 1):
            node = nodes[side][names[side][at]]
            top = node.rect.top() + used[side].get(node.name, 0.0)
            used[side][node.name] = used[side].get(node.name, 0.0) + thick[at]
            ends.append((node.rect.left() if side else node.rect.right(), top, top + thick[at]))
        made.append(Piece(ribbons[at], ends[0], ends[1]))
    return made


def _path(piece: Piece) -> QPainterPath:
    (x0, t0, b0), (x1, t1, b1) = piece.left, piece.right
    middle = (x0 + x1) / 2
    path = QPainterPath(QPointF(x0, t0))
    path.cubicTo(QPointF(middle, t0), QPointF(middle, t1), QPointF(x1, t1))
    path.lineTo(QPointF(x1, b1))
    path.cubicTo(QPointF(middle, b1), QPointF(middle, b0), QPointF(x0, b0))
    path.closeSubpath()
    return path


def patches(flow: Flow, room: QRectF) -> list[Patch]:
    """One patch a ribbon."""
    return [
        Patch(
            _path(piece),
            (
                f"{piece.of.supplier}: {piece.of.item} to {_to(piece.of)}",
                flow.sum_of([piece.of]).sign_text(),
                "no upper bound stated" if math.isinf(piece.of.high) else "",
            ),
            piece.of.ids,
        )
        for piece in lay_out(flow, room)[1]
    ]


def draw(painter: QPainter, picture: Picture, room: QRectF, flow: Flow) -> None:
    """Draws ribbons, boxes and names."""
    nodes, pieces = lay_out(flow, room)
    palette = picture.palette
    colours = recipient_colours(palette, flow)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    if picture.controls and len(pieces) > _MANY:
        ratio = painter.device().devicePixelRatio()
        whole = room.toAlignedRect()
        painter.drawImage(whole.topLeft(), _woven(flow, room.getRect(), ratio, palette.name))
    else:
        _weave(painter, pieces, palette, colours)
    for node in nodes:
        own = colours.get(node.name, palette.ink) if node.column == len(_HEADS) - 1 else palette.ink
        painter.fillRect(node.rect, QColor(palette.muted if node.joint else own))
    for column in range(len(_HEADS)):
        _names(painter, picture, nodes, column, (flow, room))
    small = Style(11, palette.muted)
    inner = room.adjusted(_LEFT, 0, -_LABELS, 0)
    for words, x in zip(_HEADS, (inner.left(), inner.center().x(), inner.right()), strict=True):
        texts.write(painter, QRectF(x - 60, room.top(), 120, 16), words, small, texts.CENTRE)


@lru_cache(maxsize=2)
def _woven(
    flow: Flow, room: tuple[float, float, float, float], ratio: float, palette_name: str
) -> QImage:
    """The ribbons of a flow in a part of a window of some device pixel ratio.

    Kept, as a selection changes none; and drawn larger and made smaller, as smooth edges of
    hundreds of thin ribbons take Qt three times as long.
    """
    whole, finer = QRectF(*room).toAlignedRect(), ratio + 1
    made = QImage((QSizeF(whole.size()) * finer).toSize(), _FORMAT)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.scale(finer, finer)
    painter.translate(-whole.topLeft())
    palette = PALETTES[palette_name]
    _weave(painter, lay_out(flow, QRectF(*room))[1], palette, recipient_colours(palette, flow))
    painter.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    size = (QSizeF(whole.size()) * ratio).toSize()
    made = made.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    made.setDevicePixelRatio(ratio)
    return made


def _weave(
    painter: QPainter, pieces: Sequence[Piece], palette: ChartPalette, colours: dict[str, str]
) -> None:
    for piece in _joined(pieces):
        painter.setPen(Qt.PenStyle.NoPen)
        if piece.of.joint:
            painter.setBrush(QColor(palette.joint_ground))
            painter.drawPath(_path(piece))
            _hatched(painter, piece, palette.faint)
        else:
            colour = QColor(colours[piece.of.recipient])
            colour.setAlpha(110)
            painter.setBrush(colour)
            painter.drawPath(_path(piece))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces that lie beside one another and look alike, drawn as one in half the time."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        if last is not None and _alike(last, piece) and _touch(last, piece):
            left, right = (*last.left[:2], piece.left[2]), (*last.right[:2], piece.right[2])
            made[-1] = Piece(last.of, left, right)
        else:
            made.append(piece)
    return made


def _alike(one: Piece, other: Piece) -> bool:
    joint = one.of.joint, other.of.joint
    return all(joint) or (not any(joint) and one.of.recipient == other.of.recipient)


def _touch(upper: Piece, lower: Piece) -> bool:
    ends = ((upper.left, lower.left), (upper.right, lower.right))
    return all(one[0] == other[0] and abs(one[2] - other[1]) < _CLOSE for one, other in ends)


def recipient_colours(palette: ChartPalette, flow: Flow) -> dict[str, str]:
    """A colour for each recipient, the largest first; the last one for all others."""
    own = palette.parts
    weight: dict[str, float] = {}
    for each in flow.ribbons:
        if not each.joint and each.recipient not in flow.others:
            weight[each.recipient] = weight.get(each.recipient, 0.0) + each.low
    order = sorted(weight, key=lambda name: -weight[name])
    named = {name: own[min(at, len(own) - 1)] for at, name in enumerate(order)}
    return dict.fromkeys(flow.others, own[-1]) | named


def _names(
    painter: QPainter,
    picture: Picture,
    nodes: Sequence[Node],
    column: int,
    what: tuple[Flow, QRectF],
) -> None:
    """The names of one column, with their amounts, moved apart where boxes are thin."""
    flow, room = what
    nodes = [node for node in nodes if node.column == column]
    bold, small = Style(13, picture.palette.ink, bold=True), Style(11, picture.palette.muted)
    own: dict[str, list[Ribbon]] = {}
    for end, each in zip(_ends(flow, column), flow.ribbons, strict=True):
        own.setdefault(end, []).append(each)
    told: list[list[tuple[str, Style]]] = []
    for node in nodes:
        name = texts.wrapped(node.name, bold, _beside(node, 0.0).width(), lines=2)
        amount = flow.sum_of(own[node.name]).sign_text()
        told.append([*((each, bold) for each in name), (amount, small)])
    top, bottom = room.top() + _HEAD - _LINE, room.bottom() + _LINE / 2
    if sum(map(len, told)) * _LINE > bottom - top:
        told = [lines[:1] for lines in told]
    heights = [_LINE * len(lines) for lines in told]
    middles = [node.rect.center().y() for node in nodes]
    tops = [y - high / 2 for y, high in zip(middles, heights, strict=True)]
    for node, lines, y in zip(nodes, told, texts.apart(tops, heights, (top, bottom)), strict=True):
        box = _beside(node, y)
        if column == 1:
            _ground(painter, picture, box, lines)
        for words, style in lines:
            texts.write(painter, box, words, style, texts.LEFT if column else texts.RIGHT)
            box.translate(0, _LINE)


def _beside(node: Node, y: float) -> QRectF:
    """The line of words beside a box that begins at y."""
    if node.column == 0:
        return QRectF(node.rect.left() - _LEFT + 4, y, _LEFT - 14, _LINE + 1)
    return QRectF(node.rect.right() + 10, y, _LABELS - 14, _LINE + 1)


def _ground(
    painter: QPainter, picture: Picture, box: QRectF, lines: Sequence[tuple[str, Style]]
) -> None:
    """Keeps words apart from the ribbons that they stand on."""
    wide = min(box.width(), max(texts.width(*line) for line in lines))
    veil = QColor(picture.palette.ground)
    veil.setAlpha(215)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    painter.drawRoundedRect(
        QRectF(box.left() - 5, box.top() - 1, wide + 10, 16.0 * len(lines) + 3), 4, 4
    )


def _hatched(painter: QPainter, piece: Piece, colour: str) -> None:
    """Falling lines over a ribbon, cut by arithmetic: clip paths get lost in SVG."""
    (x0, t0, b0), (x1, t1, b1) = piece.left, piece.right
    share = np.linspace(0.0, 1.0, _PIECES * 4)
    xs = x0 + (x1 - x0) * share
    eased = _eased(share)
    top, bottom = t0 + (t1 - t0) * eased, b0 + (b1 - b0) * eased
    painter.setPen(QPen(QColor(colour), 1.0))
    low, high = float((top - xs).min()), float((bottom - xs).max())
    y = xs + np.arange(np.ceil(low / SPACING) * SPACING, high, SPACING)[:, np.newaxis]
    inside = (y >= top) & (y <= bottom)
    inside[inside.sum(axis=1) < 2] = False  # noqa: PLR2004 - one point makes no line
    turns = np.diff(inside.astype(np.int8), axis=1, prepend=0, append=0)
    (row, first), last = np.nonzero(turns > 0), np.nonzero(turns < 0)[1] - 1
    ends = np.stack([xs[first], y[row, first], xs[last], y[row, last]], axis=1)
    painter.drawLines([QLineF(*each) for each in ends.tolist()])


def _eased(
    share: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How far a cubic with level ends has come at each share of the way: solved for x, then y.

    With both control points at half the way: x(t) = 1.5 t (1 - t) + t^3, y(t) = 3 t^2 - 2 t^3.
    """
    t = np.linspace(0.0, 1.0, 400)
    x = 1.5 * t * (1 - t) + t**3
    return np.interp(share, x, 3 * t**2 - 2 * t**3)
