"""A release whose view has other columns than the store's table of that version says so."""

from dataclasses import replace
from typing import Any

import pytest

from shared.face.http.problem import UNAVAILABLE
from shared.face.http.refusals import problem_of
from shared.kernel.log.batch import OtherColumns
from shared.kernel.views.reader import ViewReader
from shared.kernel.views.row import Row, column, view
from shared.policy.loader import registry
from shared.runtime.declaration import Declaration
from shared.runtime.running import RunningService
from shared.runtime.service_operations import ServiceOperations
from tests.conformance.following.sayings import TOPIC, Said
from tests.conformance.following.services import World
from tests.eventually import eventually


def declared(name: str, row: type[Row]) -> Declaration:
    return Declaration(name, "发言", "housing", [TOPIC], [row], deadlines=False, relay=False)


def counting(row: type[Row]) -> type[Row]:
    """A row class with a fold that any version of it has."""

    def was_said(row: Any, event: Said) -> Any:
        return replace(row, said=row.said + 1)

    row.on(Said, key="topic")(was_said)
    return row


@view("counted", title="话题", key="topic", version=4)
class Counted(Row):
    topic: str = column("话题")
    said: int = column("次数", 0)


@view("counted", title="话题", key="topic", version=4)
class WithMore(Row):
    topic: str = column("话题")
    said: int = column("次数", 0)
    last: str = column("最近", "")


@view("counted", title="话题", key="topic", version=4)
class WithAnother(Row):
    topic: str = column("话题")
    said: str = column("次数", "")


@view("counted", title="话题", key="topic", version=5)
class WithMoreAndItsVersion(Row):
    topic: str = column("话题")
    said: int = column("次数", 0)
    last: str = column("最近", "")


BEFORE, MORE, ANOTHER, RAISED = map(
    counting, (Counted, WithMore, WithAnother, WithMoreAndItsVersion)
)
TOLD = [
    (BEFORE, MORE, "its table has no column last."),
    (MORE, BEFORE, "its table has a column last that the release has not."),
    (BEFORE, ANOTHER, "its table holds BIGINT in the column said, not TEXT."),
]


@pytest.mark.parametrize(("before", "after", "told"), TOLD, ids=["more", "less", "another"])
def test_an_operator_is_told_which_column_of_which_view_and_what_to_do(
    world: World, before: type[Row], after: type[Row], told: str
) -> None:
    name = world.name("speaker")
    service = world.start(declared(name, before))
    service.say("tea")
    eventually(service.service.caught_up, "the views have caught up")
    service.stop()
    wrong = RunningService(declared(name, after), world.settings)
    wrong.start()
    try:
        operations = ServiceOperations(wrong)
        eventually(lambda: "detail" in operations.ready()[1], "it says why it is not ready")
        ready, why = operations.ready()
        assert (ready, why["waits_for"]) == (False, "store")
        assert why["detail"].startswith(f"view counted, version 4: {told}")
        assert "or one in which the view's version is 5" in why["detail"]
        assert not wrong.prepared.is_set()
    finally:
        wrong.stop()
    again = world.start(declared(name, before))
    assert [row.said for row in again.rows(before)] == [1], "nothing was lost"


def test_a_raised_version_builds_the_rows_anew(world: World) -> None:
    name = world.name("speaker")
    service = world.start(declared(name, BEFORE))
    service.say("tea", times=3)
    service.stop()
    raised = world.start(declared(name, RAISED))
    eventually(raised.service.caught_up, "the views have caught up")
    assert [row.said for row in raised.rows(RAISED)] == [3]


def test_a_clerk_is_not_told_that_the_store_is_away(world: World) -> None:
    service = world.start(declared(world.name("speaker"), BEFORE))
    reader = ViewReader(service.service.database, [MORE.definition], service.name)
    with pytest.raises(OtherColumns) as told:
        reader.find(MORE.definition)
    problem = problem_of(told.value, registry())
    assert problem.kind is UNAVAILABLE
    assert "other columns than this release expects" in problem.detail.en
    assert "运维人员" in problem.detail.zh
