"""Names are found by the initials of their readings."""

import pytest

from shared.workbench.words.initials import found_by


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("海产品交易中心", "hcpjy"),
        ("演示-海产品交易中心", "cpjy"),
        ("重点项目", "zd"),
        ("重庆路改造", "cq"),
        ("涛雒镇2026年道路", "tlz2026n"),
        ("A3号地块", "a3h"),
    ],
)
def test_initials_that_follow_each_other_find_a_name(text: str, typed: str):
    assert found_by(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [("海产品交易中心", "hpj"), ("海产品", "hcpj"), ("海产品", ""), ("海产品", "产品"), ("", "h")],
)
def test_other_letters_do_not(text: str, typed: str):
    assert not found_by(text, typed)
