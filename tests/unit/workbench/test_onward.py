"""The desk of somebody for whom nothing waits, nor ever has, leads on to what is there for them."""

from typing import Any

from shared.workbench.catalogue import Declared
from shared.workbench.pages.onward import Way, ways
from shared.workbench.person import Person
from shared.workbench.rendering import environment
from shared.workbench.tasks import OPEN, STATES, TITLES

MAKES = {
    "title": "提出事项",
    "creates": True,
    "duty": "",
    "who_may": [{"relation": "town", "en": ""}],
}
LEDGER = {"title": "事项台账"}
DOUBT = {"title": "迟登", "doubt": "事后补登"}
DOSSIERS = {"title": "档案"}
SERVICE = Declared(
    "supervision",
    {"raise-issue": MAKES, "close-issue": {**MAKES, "title": "销号", "creates": False}},
    {"issues": LEDGER, "late": DOUBT, "dossiers": DOSSIERS},
    {},
    {},
    {f"p-{n}": {"title": f"文书{n}"} for n in range(4)},
)


def says(organisation: str, *services: Declared) -> dict[str, str]:
    person = Person("演示-某人", "演示-某人", organisation)
    return {w.address: w.says for w in ways(person, {s.service: s for s in services})}


def test_it_leads_on_to_what_is_there_and_counts_what_it_does_not_name() -> None:
    assert says("discipline", SERVICE) == {
        "/audit": "疑点：事后补登",
        "/ledgers": "可以查阅：事项台账、迟登",
        "/papers": "可以生成：文书0、文书1、文书2等 4 种",
    }


def test_who_may_begin_something_is_led_there_first() -> None:
    assert next(iter(says("taoluo", SERVICE).items())) == ("/new", "可以新办：提出事项")


def test_what_every_service_has_comes_after_what_is_special_to_one() -> None:
    first, second = (Declared(s, {}, {"tasks": LEDGER, s: {"title": s}}, {}, {}) for s in "ab")
    assert says("discipline", first, second)["/ledgers"] == "可以查阅：a、b、事项台账"


def test_where_nothing_is_declared_it_leads_nowhere() -> None:
    assert says("taoluo") == {}


def test_the_desk_says_below_its_empty_list_where_to_go_on() -> None:
    frame: dict[str, Any] = dict.fromkeys(("said", "today", "path", "as_of", "own_name"), "")
    empty: dict[str, Any] = dict.fromkeys(("following", "town", "service", "line"), "")
    lists: dict[str, Any] = {n: [] for n in ("filters", "away", "rows", "own")}
    drawn = environment(str).get_template("desk.html").render(
        **frame, **empty, **lists, titles=TITLES, state=OPEN, counts=dict.fromkeys(STATES, 0),
        involved={}, towns={}, services={}, incomplete=0, left_out=0, more=False,
        by_provider=False, person=Person("演示-某人", "演示-某人", "discipline"),
        ways=[Way("/audit", "审计", "疑点：事后补登")],
    )  # fmt: skip
    _, below = drawn.split("没有待办事项")
    assert '<a href="/audit">审计</a> <small>疑点：事后补登</small>' in below
