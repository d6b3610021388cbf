"""减负: what another service knew, by the service that asked, by town, and one by one."""

from dataclasses import replace

from shared.workbench.figures.known_elsewhere import Retyped, chosen, tables

ONE = Retyped("credit", "taoluo", "2026-03-01", "a", "/a", "projects", "b", "/b", True)
OTHER = replace(ONE, same=False)
FAR = replace(ONE, town="jufeng", same=False)
LAND = replace(ONE, service="land")


def test_a_number_leads_to_as_many_as_it_says():
    every = [ONE, OTHER, FAR, LAND]
    of_land, of_credit = tables(
        every, {"land": "用地", "credit": "融资", "talent": "人才"}, "as_of=2026"
    )
    assert (of_land.title, of_credit.title[:2]) == ("用地：他业务已知仍要填报的项目", "融资")
    assert [s.title for s in of_credit.sides] == ["涛雒镇", "巨峰镇"]
    assert [[c.said for c in s.cells] for s in of_credit.sides] == [["2", "1"], ["1", "0"]]
    path = "/burden?typed_in=credit&typed_by=taoluo&same=1&as_of=2026#elsewhere"
    assert of_credit.sides[0].cells[1].path == path
    assert chosen(every, "credit", "taoluo", True) == [ONE]
    assert chosen(every, "credit", "", False) == [ONE, OTHER, FAR]
    assert chosen(every, "", "", False) == every
