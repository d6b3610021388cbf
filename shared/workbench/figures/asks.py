"""减负: what departments asked of towns, in all services, as far as somebody may see it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.policy.loader import registry
from shared.workbench.faces import Away, Declined, Question
from shared.workbench.figures.table import Cell, Ledger, Side, Table
from shared.workbench.ledgers.two_days import NOW, TwoDays
from shared.workbench.visit import Visit
from shared.workbench.words.saying import organisation

FIGURE = "asked-of-towns"
"""What every service tells of its tasks: by month, town, who asked and sentence."""


@dataclass(frozen=True)
class Ask:
    """So many things that a town had to do from a month on; `path` leads to them."""

    service: str
    month: str
    town: str
    department: str
    clause: str
    times: int
    path: str


@dataclass(frozen=True)
class Asks:
    """What was asked, and the services that gave no answer."""

    of: list[Ask]
    away: list[str]


def asks(visit: Visit, day: TwoDays = NOW) -> Asks:
    """Everything that towns were asked for. Who asked is the organisation whose act did; where it
    was the town's own act, a rule or the passing of a day, the department that leads the sentence."""
    services = list(visit.bench.settings.services)
    answers = visit.get_all(questions(visit, day))
    found, away = [], []
    for service, answer in zip(services, answers, strict=True):
        if isinstance(answer, Away | Declined):
            away.append(service)
            continue
        ledger = Ledger(service, answer["view"], "count", day.until, day.happened)
        for mark in answer["marks"]:
            month, town, asker, clause = mark["at"]
            path = ledger.path(mark["filters"])
            by = department(asker, town, clause)
            found.append(Ask(service, month, town, by, clause, mark["rows"], path))
    return Asks(found, away)


def questions(visit: Visit, day: TwoDays = NOW) -> list[Question]:
    """What all services are asked for that."""
    return [Question(s, f"/figures/{FIGURE}", day.past) for s in visit.bench.settings.services]


def department(asker: str, town: str, clause: str) -> str:
    """Who asked a town; empty where nobody is known to."""
    known = registry()
    if asker != town and asker in (known.organisations.keys() | known.counties.keys()):
        return asker
    if clause not in known.clauses:
        return ""
    leads = (known.county_of(town) if id == "county" else id for id in known.clauses[clause].lead)
    return next(leads, "")


def by_department(of: Sequence[Ask], within: str) -> Table:
    """Departments at the side, the most demanding first; towns at the head."""
    return _table("by-department", "各部门向各镇要件", "部门", of, lambda a: a.department, within)


def by_month(of: Sequence[Ask], within: str) -> Table:
    """Months at the side."""
    return _table("by-month", "逐月向镇要件", "月份", of, lambda a: a.month, within)


def _table(
    name: str, title: str, corner: str, of: Sequence[Ask], side: Callable[[Ask], str], within: str
) -> Table:
    months = corner == "月份"
    times: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for ask in of:
        times[side(ask)][ask.town] += ask.times
    towns = [town for town in registry().towns if any(town in row for row in times.values())]
    most = sorted(times, key=lambda key: -sum(times[key].values()))
    parameter = "month" if months else "department"

    def cell(key: str, town: str) -> Cell:
        number = times[key].get(town, 0)
        query = urlencode({parameter: key or "none", "town": town})
        path = f"/burden?{query}{'&' + within if within else ''}#asked"
        return Cell(number, str(number), path) if number else Cell()

    return Table(
        "burden", name, title, "", "", "", "months" if months else "stacked", "", corner,
        [organisation(town) for town in towns],
        [
            Side(key if months else called(key), [cell(key, town) for town in towns])
            for key in (sorted(times) if months else most)
        ],
    )  # fmt: skip


def called(department: str) -> str:
    """A department by its name; what nobody asked was asked by a rule."""
    return organisation(department) if department else "规定"


def chosen(of: Iterable[Ask], month: str, department: str, town: str) -> list[Ask]:
    """Those of a month, a department and a town, as far as each is given."""
    wanted = "" if department == "none" else department
    return [
        ask
        for ask in of
        if month in ("", ask.month)
        and (not department or ask.department == wanted)
        and town in ("", ask.town)
    ]
