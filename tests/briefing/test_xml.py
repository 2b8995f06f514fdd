"""Parts are read without looking outside of them."""

from __future__ import annotations

import pytest
from lxml import etree

from workbench.briefing.xml import part_of, tree


def test_a_part_comes_back_as_it_was() -> None:
    part = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<a b=\"c\">d</a>"
    assert part_of(tree(part)) == part


def test_nothing_outside_a_part_is_read() -> None:
    part = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    assert not tree(part).text
    with pytest.raises(etree.XMLSyntaxError):
        tree(b"<a>")
