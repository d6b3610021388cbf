"""Names are found by how they are read, whole or by its initials."""

import pytest

from shared.workbench.words.pinyin import LONGEST, found_by


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
    [
        ("莒县", "juxian"),
        ("莒县财政局", "ju xian"),
        ("莒县财政局", "caizheng"),
        ("莒县", "jux"),
        ("演示-海产品交易中心", "chanpin"),
        ("重庆路改造", "chongqinglu"),
        ("重点项目", "zhongdian"),
        ("绿化工程", "lvhua"),
        ("涛雒镇2026年道路", "zhen2026nian"),
        ("西安路", "xian"),
    ],
)
def test_readings_that_follow_each_other_find_a_name(text: str, typed: str):
    assert found_by(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("海产品交易中心", "hpj"),
        ("海产品", "hcpj"),
        ("海产品", ""),
        ("海产品", " "),
        ("海产品", "产品"),
        ("", "h"),
        ("莒县", "juxianq"),
        ("莒县", "uxian"),
        ("莒南县", "juxian"),
        ("县" * (LONGEST + 1), "x" * (LONGEST + 1)),
    ],
)
def test_other_letters_do_not(text: str, typed: str):
    assert not found_by(text, typed)
