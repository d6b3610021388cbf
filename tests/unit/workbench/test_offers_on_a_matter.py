"""What a matter's page says of how it stands, and of that which can't be done now."""

from typing import Any, cast

from shared.workbench.catalogue import Declared
from shared.workbench.pages.matter import refused, row_of
from shared.workbench.visit import Visit


def offer(command: str, *, may: bool = False) -> dict[str, object]:
    return {"command": command, "may": may}


def test_who_must_act_and_may_not_is_told_outright_why() -> None:
    appoint, end, lend = map(offer, ("appoint-person", "end-appointment", "agree"))
    assert refused([appoint, end, lend], {"appoint-person", "end-appointment"}) == (
        [appoint, end],
        [lend],
        [],
    )


def test_where_something_answers_what_waits_the_rest_stands_back() -> None:
    may, other = offer("accept", may=True), offer("return")
    assert refused([may, other], {"accept", "return"}) == ([], [other], [])


def test_what_others_do_stands_apart_and_what_is_there_is_not_made_again() -> None:
    theirs = {**offer("assign"), "type": "not-permitted", "duty": ""}
    duty = {**offer("appoint"), "type": "not-permitted", "duty": "administrator"}
    made = {**offer("raise"), "type": "refused", "rule": "already-exists"}
    assert refused([made, theirs, duty], set()) == ([], [duty], [theirs])


MEETING = {"service": "credit", "view": "signings", "column": "meeting", "says": ["title"]}
COLUMNS = [
    {"name": "signing_of", "title": "对接会与签约", "type": "string", "kind": "key"},
    {"name": "meeting", "title": "对接会编号", "type": "string"},
    {"name": "title", "title": "标题", "type": "string", "kind": "name"},
    {"name": "town", "title": "镇", "type": "string", "reference": "town"},
    {"name": "held_on", "title": "举办日期", "type": "date"},
]
CREDIT = Declared(
    "credit",
    {},
    {"signings": {"name": "signings", "key": "signing_of", "source": "credit", "columns": COLUMNS}},
    {},
    {"meeting": MEETING},
)


class Reader:
    """Somebody who sees so many signings at one meeting."""

    def __init__(self, *towns: str) -> None:
        self.rows = [
            {
                "signing_of": f"m-1.s-{n}", "meeting": "m-1", "title": "演示-对接会",
                "town": town, "held_on": "2026-05-03",
            }
            for n, town in enumerate(towns, 1)
        ]  # fmt: skip

    def get_all(self, asked: Any) -> list[Any]:
        return [{"columns": COLUMNS, "rows": self.rows} for _ in asked]

    def names_beside(self, told: Any) -> list[dict[Any, str]]:
        return [{("town", "taoluo"): "涛雒镇"} for _ in told]


def facts(*towns: str) -> tuple[str, list[str]]:
    name, said = row_of(cast(Visit, Reader(*towns)), CREDIT, "meeting", "m-1", {})
    return name, [title for title, _ in said]


def test_what_only_holds_rows_apart_says_nothing_of_how_a_matter_stands() -> None:
    assert facts("taoluo") == ("演示-对接会", ["标题", "镇", "举办日期"])


def test_of_a_matter_with_several_rows_stands_what_all_of_them_say() -> None:
    assert facts("taoluo", "jufeng") == ("演示-对接会", ["标题", "举办日期"])
