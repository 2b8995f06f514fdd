from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import pypdfium2
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from workbench.analysis.timeline import Timeline
from workbench.charts import export
from workbench.charts.palette import DARK, LIGHT
from workbench.charts.picture import picture
from workbench.errors import ChartNotWritten

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from PySide6.QtWidgets import QApplication

    from tests.charts.conftest import Shown
    from workbench.charts.palette import ChartPalette
    from workbench.charts.picture import Picture

pytestmark = pytest.mark.usefixtures("qapp")
SVG = "{http://www.w3.org/2000/svg}"


def made(shown: Shown, *, width: float = 900, height: float = 600) -> Picture:
    return picture(*shown).on(width=width, height=height)


def svg_words(shown: Picture) -> list[str]:
    root = ET.fromstring(export.to_svg(shown))  # noqa: S314 - our own file
    return ["".join(each.itertext()).strip() for each in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_picture_is_written_in_each_format(dated: Shown, tmp_path: Path, ending: str) -> None:
    timeline, trends, caption = dated
    path = export.save(timeline, trends, tmp_path / f"trend.{ending}", caption=caption)
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert path.read_bytes().startswith(starts[ending])
    assert [each.name for each in tmp_path.iterdir()] == [f"trend.{ending}"]


def test_a_png_is_twice_as_fine_as_the_screen_and_describes_itself(
    undated: Shown, tmp_path: Path
) -> None:
    timeline, trends, caption = undated
    path = export.save(timeline, trends, tmp_path / "a.png", size=(640, 420), caption=caption)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1280, 840)
    assert "more than 400,000 Nvidia H200" in image.text("Description")


def test_the_undated_case_says_bound_and_lack_of_a_date(undated: Shown) -> None:
    told = svg_words(made(undated, width=1200))
    assert "> 400,000" in told
    assert "lower bound" in told
    assert "no upper bound stated" in told
    assert "No date stated" in told
    assert any("jointly to ByteDance, Alibaba and Tencent; split not stated" in w for w in told)
    assert any(words.startswith("D-0003 · partly reverses D-0002") for words in told)
    assert not any(words in {"Jan", "2026"} for words in told)


def test_the_dated_case_says_the_sum_what_is_not_added_and_the_marking(dated: Shown) -> None:
    told = svg_words(made(dated, width=1200, height=720))
    assert "> 460,000" in told
    assert "30,000" in told
    assert "Not added, no bounds stated: hundreds of thousands (A-0003)" in told
    assert "TLP:AMBER" in told
    assert any("as of 13 Feb 2026" in words for words in told)


def test_what_one_plot_alone_counts_is_said_once(dated: Shown) -> None:
    _, (trend,), caption = dated
    shown = picture(Timeline(), [replace(trend, unstated=())], caption)
    assert svg_words(shown.on(width=900, height=600)).count(shown.subtitle) == 1


def test_a_drawing_has_real_text_and_no_pixels(dated: Shown) -> None:
    drawn = export.to_svg(made(dated)).decode()
    assert "<text" in drawn
    assert "<image" not in drawn


def dots(image: QImage) -> NDArray[np.int64]:
    """The colours of an image, row by row."""
    plain = image.convertToFormat(QImage.Format.Format_RGBX8888)
    return np.array(plain.constBits()).reshape(plain.height(), -1, 4)[..., :3].astype(np.int64)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_drawing_and_page_look_like_the_screen(dated: Shown, palette: ChartPalette) -> None:
    shown = replace(made(dated), palette=palette)
    screen = dots(export.image(shown, sharp=1.0))
    drawing = QImage(900, 600, QImage.Format.Format_RGB32)
    painter = QPainter(drawing)
    QSvgRenderer(export.to_svg(shown)).render(painter)
    painter.end()
    page = pypdfium2.PdfDocument(export.to_pdf(shown))[0].render(scale=96 / 72, rev_byteorder=True)
    for other in (dots(drawing), page.to_numpy()[:600, :900, :3].astype(np.int64)):
        assert (np.abs(screen - other).max(axis=2) > 60).mean() < 0.01


def test_the_same_picture_gives_the_same_bytes(dated: Shown) -> None:
    shown = made(dated)
    assert export.to_svg(shown) == export.to_svg(shown)
    assert export.to_png(shown) == export.to_png(shown)


def test_an_empty_picture_says_what_to_do() -> None:
    told = svg_words(picture(Timeline(), ()))
    assert told == [
        "Nothing to plot yet",
        "Log a decision or an allocation: it appears here, with or without a date.",
    ]


@pytest.mark.parametrize(("width", "height"), [(320, 180), (900, 600), (2400, 300), (400, 1600)])
@pytest.mark.parametrize("case", ["dated", "undated"])
def test_any_size_and_both_themes_can_be_drawn(
    request: pytest.FixtureRequest, case: str, width: int, height: int
) -> None:
    shown = made(request.getfixturevalue(case), width=width, height=height)
    for palette in (shown.palette, DARK):
        image = export.image(replace(shown, palette=palette), sharp=1)
        assert (image.width(), image.height()) == (width, height)
        assert image.pixelColor(0, 0).name() == palette.ground


def test_another_ending_is_refused_with_the_ones_that_work(dated: Shown, tmp_path: Path) -> None:
    with pytest.raises(ChartNotWritten, match=r"\.png, \.svg or \.pdf"):
        export.save_picture(made(dated), tmp_path / "trend.bmp")


def test_a_folder_that_is_not_there_is_named(dated: Shown, tmp_path: Path) -> None:
    with pytest.raises(ChartNotWritten, match="Choose a folder"):
        export.save_picture(made(dated), tmp_path / "none" / "trend.png")


def test_a_target_that_cannot_be_replaced_keeps_what_it_holds(dated: Shown, tmp_path: Path) -> None:
    (tmp_path / "trend.png").mkdir()
    with pytest.raises(ChartNotWritten):
        export.save_picture(made(dated), tmp_path / "trend.png")
    assert [each.name for each in tmp_path.iterdir()] == ["trend.png"]


def test_a_picture_needs_no_screen_and_no_application(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    script = (
        "import sys, os\n"
        "for name in ('QT_QPA_PLATFORM', 'DISPLAY', 'WAYLAND_DISPLAY'):\n"
        "    os.environ.pop(name, None)\n"
        "from workbench.analysis.timeline import Timeline\n"
        "from workbench.charts import export\n"
        "export.save(Timeline(), (), sys.argv[1])\n"
        "assert 'pyqtgraph' not in sys.modules\n"
    )
    done = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", script, str(tmp_path / "a.png")], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "a.png").is_file()
