"""A task's row: who asked, who holds it since when, who made it end; what one command asks and
answers was never asked."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from shared.kernel.aggregate import (
    COUNTY,
    TOWN,
    Aggregate,
    Deadline,
    Over,
    Task,
    Tasks,
    county_department,
    organisation,
)
from shared.kernel.log.recorded import EventMeta
from shared.kernel.tasks.holding import HeldTask, after, tasks_in
from shared.kernel.tasks.light import held_for, light_of, working_days_left
from shared.policy.loader import registry

FRIDAY = date(2024, 3, 1)
NOON = datetime(2024, 3, 1, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Roof:
    town: str = "taoluo"
    mender: str = "housing"
    leaks: bool = True


ROOF = Aggregate("roof", Roof(), key="roof", title="屋顶")


def mend_roof() -> None:
    """Stands for a command."""


@ROOF.tasks
def tasks(roof: Roof) -> Tasks:
    if not roof.leaks:
        yield Over("不漏")
        return
    limit = Deadline("mending", FRIDAY, 5, "working", "test")
    yield Task("mending", [organisation(roof.mender), TOWN], "补漏", [mend_roof], limit)


def asked(roof: Roof) -> dict[str, HeldTask]:
    return tasks_in(ROOF, "r1", roof, registry())


def told(command: str, by: str = "taoluo", days: int = 0) -> EventMeta:
    at = NOON + timedelta(days=days)
    return EventMeta(
        "s", 1, "roof-r1", "r1", 1, "e", "Rained", at, at, "张三", by, "", command, ""
    )  # fmt: skip


def lived(*steps: tuple[Roof, EventMeta]) -> dict[str, HeldTask]:
    rows: dict[str, HeldTask | None] = {}
    for roof, meta in steps:
        rows |= after(rows, asked(roof), meta)
    return {row.holder: row for row in rows.values() if row is not None}


def test_an_authority_is_whom_the_registry_places_there():
    assert COUNTY.bearers("taoluo", "donggang") == ("donggang",)
    assert county_department("finance").bearers("", "juxian") == ("juxian-finance",)
    assert TOWN.bearers("", "donggang") == ()


def test_each_who_may_do_it_holds_it_until_one_of_them_did():
    rows = lived((Roof(), told("c1")))
    assert {h: (r.asked_by, r.held_since) for h, r in rows.items()} == {
        "housing": ("taoluo", NOON), "taoluo": ("taoluo", NOON),
    }  # fmt: skip
    rows = lived((Roof(), told("c1")), (Roof(leaks=False), told("c2", "taoluo", 3)))
    assert {(r.ended_by, r.ended_person, r.ended_at) for r in rows.values()} == {
        ("taoluo", "张三", NOON + timedelta(days=3))
    }


def test_who_takes_it_over_holds_it_from_then_on():
    rows = lived((Roof(), told("c1")), (Roof(mender="finance"), told("c2", "housing", 3)))
    assert rows["housing"].ended_at and not rows["finance"].ended_at
    assert (rows["finance"].held_since, rows["finance"].asked_by) == (
        NOON + timedelta(days=3), "housing",
    )  # fmt: skip
    assert rows["taoluo"].held_since == NOON, "it was asked of the town all along"


def test_what_one_command_asks_and_answers_was_never_asked():
    assert lived((Roof(), told("c1")), (Roof(leaks=False), told("c1"))) == {}
    kept = lived(
        (Roof(), told("c1")), (Roof(leaks=False), told("c2", days=1)), (Roof(), told("c2", days=1))
    )
    assert kept == lived((Roof(), told("c1"))), "ended and asked again by one command"


def test_what_is_asked_again_later_is_held_from_then_on():
    rows = lived(
        (Roof(), told("c1")), (Roof(leaks=False), told("c2", days=1)), (Roof(), told("c3", days=2))
    )
    assert rows["taoluo"].held_since == NOON + timedelta(days=2)
    assert rows["taoluo"].ended_at is None and rows["taoluo"].ended_by == ""


def test_an_event_that_changes_nothing_asked_changes_no_row():
    rows = asked(Roof())
    once: dict[str, HeldTask | None] = dict(after({}, rows, told("c1")))
    assert after(once, rows, told("c2", "housing", 5)) == {}


def test_days_and_light_are_those_of_the_day_one_looks():
    row = lived((Roof(), told("c1")))["taoluo"]
    assert (row.due_on, row.soon_on) == (date(2024, 3, 8), date(2024, 3, 6))
    looks = {day: (light_of(row, on), working_days_left(row, on), held_for(row, on))
             for day in (1, 5, 6, 8, 9, 11) for on in [date(2024, 3, day)]}  # fmt: skip
    assert looks == {
        1: ("green", 5, 0), 5: ("green", 3, 2), 6: ("yellow", 2, 3), 8: ("yellow", 0, 5),
        9: ("red", 0, 5), 11: ("red", -1, 6),
    }  # fmt: skip
    done = replace(row, ended_at=NOON + timedelta(days=4))
    assert (light_of(done, FRIDAY), working_days_left(done, FRIDAY)) == ("", None)
    assert held_for(done, date(2024, 5, 1)) == 2


def test_a_task_of_a_stream_of_several_towns_is_of_the_one_that_it_names():
    shared = Aggregate("shared-roof", Roof(town=""), key="roof", title="合用屋顶")

    @shared.tasks
    def of_a_town(roof: Roof) -> Tasks:
        yield Task("m", [organisation(roof.mender)], "补漏", [mend_roof], town="jufeng")

    (row,) = tasks_in(shared, "r1", Roof(town=""), registry()).values()
    assert (row.town, row.county, row.holder) == ("jufeng", "lanshan", "housing")


def test_a_task_names_the_project_that_it_is_of_and_a_place_is_none():
    shared = Aggregate("paid-roof", Roof(), key="roof", title="分摊屋顶")

    @shared.tasks
    def of_projects(roof: Roof) -> Tasks:
        for whose in ("p-1", "jufeng", "juxian"):
            yield Task(whose, [organisation(roof.mender)], "付款", [mend_roof], project=whose)

    rows = tasks_in(shared, "r1", Roof(), registry()).values()
    assert {row.key: row.project for row in rows} == {"p-1": "p-1", "jufeng": "", "juxian": ""}
