"""What tasks are about, by name, where their sentences do not say it."""

from collections.abc import Iterable
from typing import Any, cast

from shared.workbench.catalogue import Declared
from shared.workbench.visit import Visit
from shared.workbench.words.concerned import with_names

FUND = {
    "aggregate": "fund",
    "key": "fund",
    "schema": {"properties": {"fund": {"x-reference": "fund"}}},
}
NAMES = {("fund", "f-1"): "演示-专项资金", ("project", "pier"): "演示-渔港码头"}


class Reader:
    """Somebody who sees the names of a fund and a project."""

    declared = {"finance": Declared("finance", {"pay": FUND}, {}, {}, {})}

    def names(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        return {one: NAMES[one] for one in wanted if one in NAMES}


def named(about: str, project: str = "", *, itself: bool = True, **more: Any) -> str:
    task = {"service": "finance", "category": "fund", "stream_id": "f-1", "about": about}
    (told,) = with_names(
        cast(Visit, Reader()), [{**task, "project": project} | more], itself=itself
    )
    return str(told["named"])


def test_a_task_says_of_which_project_it_is_and_of_which_matter_unless_its_sentence_does():
    assert named("拨付工程款", "pier") == "演示-渔港码头 · 演示-专项资金"
    assert named("拨付“演示-专项资金”的工程款", "pier") == "演示-渔港码头"
    assert named("拨付工程款", "pier", itself=False) == "演示-渔港码头"


def test_nothing_is_said_of_what_its_reader_may_not_see_or_an_earlier_release_did_not_tell():
    assert named("拨付工程款", "mill", stream_id="f-9") == ""
    assert named("拨付工程款", service="land") == ""
    task = {"service": "finance", "about": "拨付工程款"}
    (told,) = with_names(cast(Visit, Reader()), [task], itself=False)
    assert told["named"] == ""
