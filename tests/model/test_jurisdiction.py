"""Codes of jurisdictions have the short names that reports use."""

from __future__ import annotations

import re

import pytest

from workbench.model.jurisdiction import JURISDICTIONS, code_of, name_of


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("CHN", "China"),
        ("USA", "United States"),
        ("TWN", "Taiwan"),
        ("KOR", "South Korea"),
        ("RUS", "Russia"),
        ("VNM", "Vietnam"),
        ("TUR", "Türkiye"),
        ("EUE", "European Union"),
        ("XXX", "XXX"),
        ("", "Jurisdiction not stated"),
    ],
)
def test_a_code_has_a_short_name(code: str, name: str) -> None:
    assert name_of(code) == name


def test_every_code_of_iso_3166_and_the_union_is_there_once() -> None:
    assert len(JURISDICTIONS) == 250
    assert len(set(JURISDICTIONS.values())) == 250
    assert list(JURISDICTIONS) == sorted(JURISDICTIONS)
    assert all(re.fullmatch("[A-Z]{3}", code) for code in JURISDICTIONS)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("China", "CHN"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("South Korea", "KOR"),
        ("the Netherlands", "NLD"),
        ("Korea, Republic of", "KOR"),
        ("Russian Federation", "RUS"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Turkiye", "TUR"),
        ("Korea (the Republic of)", "KOR"),
        ("Korea (Democratic People's Republic of)", "PRK"),
        ("United States of America (the)", "USA"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Congo (the Democratic Republic of the)", "COD"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("Tanzania, the United Republic of", "TZA"),
        ("Korea", ""),
        ("ByteDance", ""),
        ("", ""),
        ("CHN", ""),
    ],
)
def test_a_jurisdiction_is_known_by_the_names_that_reports_use(name: str, code: str) -> None:
    assert code_of(name) == code
