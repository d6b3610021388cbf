"""What things are called: remembered once it is known, and asked for again while it is not."""

from typing import Any, cast

from shared.workbench.catalogue import Catalogue
from shared.workbench.faces import Faces
from shared.workbench.person import Person
from shared.workbench.words.names import Names, name_of

TOLD = {"service": "supervision", "view": "issues", "column": "issue", "says": ["title"]}
COLUMNS = [
    {"name": "issue", "title": "编号", "type": "string"},
    {"name": "title", "title": "标题", "type": "string", "kind": "name"},
]
SOMEBODY = Person("p", "演示-张三", "taoluo")


class Ledger:
    """A service whose only ledger has these rows; it counts how often it is asked."""

    services = ("supervision",)

    def __init__(self) -> None:
        self.rows: list[dict[str, str]] = []
        self.asked = 0
        self.within: list[str] = []
        self.kind = "name"
        self.queries: list[dict[str, Any]] = []

    def get_all(self, person: Person, questions: list[Any]) -> list[Any]:
        self.asked += len(questions)
        self.queries += [dict(one.query) for one in questions]
        columns = [{**c, "kind": self.kind} if "kind" in c else c for c in COLUMNS]
        return [{"columns": columns, "rows": self.rows} for _ in questions]

    def namings(self, person: Person) -> dict[str, Any]:
        return {"issue": {**TOLD, "within": self.within}}


def test_a_name_is_known_as_soon_as_its_ledger_has_it_and_is_then_remembered():
    ledger = Ledger()
    names = Names(cast(Faces, ledger), cast(Catalogue, ledger))
    assert names.of(SOMEBODY, [("issue", "one", ())]) == {}
    ledger.rows.append({"issue": "one", "title": "演示-路灯"})
    for _ in range(2):
        assert names.of(SOMEBODY, [("issue", "one", ())]) == {("issue", "one", ()): "演示-路灯"}
    assert ledger.asked == 2


def test_of_what_is_numbered_within_something_a_name_is_told_where_there_is_one_only():
    ledger = Ledger()
    ledger.within = ["town"]
    names = Names(cast(Faces, ledger), cast(Catalogue, ledger))
    ledger.rows = [
        {"issue": "one", "title": "演示-同名"},
        {"issue": "one", "title": "演示-同名"},
        {"issue": "two", "title": "演示-甲"},
        {"issue": "two", "title": "演示-乙"},
    ]
    told = names.of(SOMEBODY, [("issue", "one", ()), ("issue", "two", ())])
    assert told == {("issue", "one", ()): "演示-同名"}


def test_what_is_called_by_something_else_than_a_name_has_its_number_beside_it():
    ledger = Ledger()
    ledger.within, ledger.kind = ["fund"], "party"
    ledger.rows = [{"issue": "one", "title": "演示-甲公司"}]
    names = Names(cast(Faces, ledger), cast(Catalogue, ledger))
    assert names.of(SOMEBODY, [("issue", "one", ())]) == {
        ("issue", "one", ()): "演示-甲公司（one）"
    }


def test_a_name_that_is_no_longer_believed_is_not_kept():
    ledger, now = Ledger(), [0.0]
    names = Names(cast(Faces, ledger), cast(Catalogue, ledger), lambda: now[0])
    for number in range(3):
        ledger.rows = [{"issue": f"i-{number}", "title": f"演示-{number}"}]
        names.of(SOMEBODY, [("issue", f"i-{number}", ())])
        now[0] += 61.0
    assert [one[1] for _, one in names._known] == ["i-2"]


def test_of_several_of_one_number_the_one_is_told_within_which_it_is_asked_for():
    ledger = Ledger()
    ledger.within = ["fund"]
    ledger.rows = [
        {"issue": "one", "title": "演示-甲公司", "fund": "f-1"},
        {"issue": "one", "title": "演示-乙公司", "fund": "f-2"},
    ]
    names = Names(cast(Faces, ledger), cast(Catalogue, ledger))
    wanted = ("issue", "one", (("fund", "f-2"),))
    assert names.of(SOMEBODY, [wanted, ("issue", "one", ())]) == {wanted: "演示-乙公司"}
    assert ledger.queries == [{"issue": ["one"], "limit": 500}]
    ledger.queries.clear()
    other = ("issue", "one", (("fund", "f-1"),))
    assert names.of(SOMEBODY, [other]) == {other: "演示-甲公司"}
    assert ledger.queries == [{"issue": ["one"], "fund": ["f-1"], "limit": 500}]


def test_what_a_ledger_tells_of_a_thing_by_number_stands_behind_the_words():
    columns = [
        {"name": "borrower", "title": "代号", "type": "string", "kind": "code"},
        {"name": "town", "title": "镇", "type": "string", "reference": "town"},
    ]
    says = {"says": ["borrower", "town"]}
    row = {"borrower": "tl-0001", "town": "taoluo"}
    assert name_of(says, {"columns": columns}, row) == "涛雒镇（tl-0001）"
    assert name_of(says, {"columns": columns}, {"borrower": "tl-0001"}) == "tl-0001"


def test_what_is_not_in_the_ledger_of_its_kind_is_called_as_another_one_calls_it():
    ledger = Ledger()
    ledger.namings = lambda person: {"issue": {**TOLD, "also": ["others"]}}
    answers = [[{"issue": "one", "title": "演示-路灯"}], [{"issue": "two", "title": "演示-大集"}]]
    ledger.get_all = lambda person, questions: [
        {"columns": COLUMNS, "rows": rows} for _, rows in zip(questions, answers, strict=True)
    ]
    names = Names(cast(Faces, ledger), cast(Catalogue, ledger))
    told = names.of(SOMEBODY, [("issue", "one", ()), ("issue", "two", ())])
    assert {id: name for (_, id, _), name in told.items()} == {
        "one": "演示-路灯",
        "two": "演示-大集",
    }
