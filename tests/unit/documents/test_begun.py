"""Every stream that somebody began is on a ledger of every service, with who did."""

from dataclasses import replace

from shared.kernel.documents.begun import Matter
from shared.kernel.documents.own_ledgers import own_ledgers
from shared.schemas.supervision.leader_link import LeaderVisited
from tests.rows import about

own_ledgers("supervision")
VIEW = Matter.definition
VISITED = LeaderVisited(
    "l1", town="taoluo", number=1, visited_on=about(object()).effective_at.date(), findings="察看"
)
META = replace(
    about(VISITED, "leader-link-l1"),
    id="l1", organisation="donggang", person="p-1", name="演示-张三", clause="RZ-3.1.a",
)  # fmt: skip


def test_a_streams_first_event_tells_who_began_it_and_under_which_sentence():
    [key] = VIEW.keys(VISITED, META)
    row = VIEW.after(None, key, VISITED, META)
    assert (row.stream, row.category, row.town) == ("leader-link-l1", "leader-link", "taoluo")
    assert (row.organisation, row.person, row.called) == ("donggang", "p-1", "演示-张三")
    assert (row.clause, row.begun_on) == ("RZ-3.1.a", VISITED.visited_on)


def test_later_events_and_what_the_system_began_are_nobodys():
    assert not list(VIEW.keys(VISITED, replace(META, version=2)))
    assert not list(VIEW.keys(VISITED, replace(META, organisation="system")))
