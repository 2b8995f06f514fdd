from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.intake.table.scope import jurisdiction_of, read_scope


def spelled(words: str) -> list[str]:
    """The jurisdictions of a scope string, those left out with a minus."""
    return [("-" if each.excluded else "") + each.jurisdiction for each in read_scope(words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CHN:HKG", ["CHN", "HKG"]),
        ("chn; Hong Kong", ["CHN", "HKG"]),
        ("ALL_EXCEPT:CAN:MEX", ["ALL", "-CAN", "-MEX"]),
        ("All except: can", ["ALL", "-CAN"]),
        ("ALL", ["ALL"]),
        ("CHN:CHN", ["CHN"]),
        ("China, Macao", ["CHN", "MAC"]),
        ("All countries except the United Kingdom; Japan", ["ALL", "-GBR", "-JPN"]),
        ("all but USA", ["ALL", "-USA"]),
        ("Iran, Islamic Republic of, Korea, Democratic People's Republic of", ["IRN", "PRK"]),
        ("Tanzania, the United Republic of; Taiwan, Province of China", ["TZA", "TWN"]),
        ("China, Republic of Korea, United Kingdom", ["CHN", "KOR", "GBR"]),
        ("", []),
    ],
)
def test_scope_strings_name_who_is_reached_and_who_is_left_out(
    words: str, found: list[str]
) -> None:
    assert spelled(words) == found


def test_a_piece_that_is_no_jurisdiction_is_named() -> None:
    with pytest.raises(InvalidField, match="Atlantis"):
        read_scope("CHN:Atlantis")
    assert jurisdiction_of(" united  states ") == "USA"
