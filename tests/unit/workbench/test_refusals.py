"""Refusals call the things that a rule names by their names."""

from collections.abc import Iterable
from typing import Any, cast

from shared.workbench.catalogue import Declared
from shared.workbench.visit import Visit
from shared.workbench.words.refusals import all_in_names, in_names

PROJECT = {"x-reference": "project"}
EVENTS = {"E": {"properties": {"project": PROJECT, "within": PROJECT, "reason": {}}}}
FINANCE = Declared("finance", {}, {}, EVENTS, {})


class Reader:
    """Somebody who sees one project, or those named, and counts how often names are asked for."""

    def __init__(self, **projects: str) -> None:
        self.projects = projects or {"pier": "演示-渔港码头"}
        self.asked = 0

    def kind_of(self, thing: str) -> str:
        return {"project": "项目", "fund": "资金"}.get(thing, "")

    def names_beside(self, told: Iterable[tuple[Any, set[tuple[str, str]]]]) -> list[Any]:
        self.asked += 1
        known = self.projects
        return [{one: known[one[1]] for one in wanted if one[1] in known} for _, wanted in told]


def refused(says: str, **needs: Any) -> dict[str, Any]:
    return {"detail_zh": says, "needs": needs}


def test_a_thing_is_called_by_its_name_and_parts_of_other_ids_stay():
    says = refused("pier 已出库；pier-2 仍在库", project="pier", reason="pier-2")
    told = in_names(cast(Visit, Reader()), FINANCE, says)
    assert told == "“演示-渔港码头” 已出库；pier-2 仍在库"


def test_what_its_reader_knows_by_no_name_is_told_by_its_kind_and_number_once():
    for says, told in (
        ("mill 已出库", "项目（mill） 已出库"),
        ("项目 mill 已出库", "项目 mill 已出库"),
    ):
        assert in_names(cast(Visit, Reader()), FINANCE, refused(says, project="mill")) == told
    assert in_names(cast(Visit, Reader()), FINANCE, {}) == "未能办理"


def test_names_are_told_as_they_are_whatever_they_hold():
    reader = Reader(pier=r"演示-\d mill", mill=r"演示-\1")
    says = refused("pier 在 mill 内", project="pier", within="mill")
    told = in_names(cast(Visit, reader), FINANCE, says)
    assert told == r"“演示-\d mill” 在 “演示-\1” 内"


def test_names_for_many_are_asked_for_at_once():
    reader = Reader()
    offers = [refused(f"{id} 已出库", project=id) for id in ("pier", "mill")]
    assert len(all_in_names(cast(Visit, reader), FINANCE, offers)) == 2
    assert reader.asked == 1
