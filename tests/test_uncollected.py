from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from workbench.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=[gc.enable, gc.disable])
def collecting(request: pytest.FixtureRequest) -> Iterator[bool]:
    request.param()
    yield gc.isenabled()
    gc.enable()


def failing() -> None:
    with uncollected():
        raise ValueError(gc.isenabled())


@pytest.mark.usefixtures("collecting")
def test_garbage_is_looked_for_afterwards_as_before_also_where_the_work_fails() -> None:
    before = gc.isenabled()
    with pytest.raises(ValueError, match="False"):
        failing()

    assert gc.isenabled() is before
