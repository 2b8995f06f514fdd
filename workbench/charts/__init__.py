"""Pictures of trends and timelines, the same in the window, the console and in files.

Everything is drawn by plain functions on a painter in pixels (`drawing`), so that a file equals the
screen; pyqtgraph carries them in the window (`linked`). Knows values of `model` and `analysis`, no
verbs.
"""

from __future__ import annotations
