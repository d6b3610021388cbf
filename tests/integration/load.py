"""People at work: in every lane one command after another, all answers kept."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType

from deploy.demo.projects.admission import REVIEWERS
from tests.days import today
from tests.eventually import eventually
from tests.integration.client import Answer, Client, Order

PACE_SECONDS = 0.25
"""A lane's: four lanes leave the machine time to start what has been killed."""
MOMENT = "2024-03-04T09:00:00+08:00"
"""When the projects' commands are said to happen: their permits run late at once."""
AWAY = (0, 503)
"""No answer, or one that says to come back later."""
DRIVEN = ("projects", "finance", "land", "supervision")
"""The services at which these people work, or which hear of it."""
GROUND = "work-ground"
FUND = "work-fund"

_numbers = itertools.count(1)

Lane = Callable[[], Iterator[Order]]


@dataclass
class Given:
    """An order and every answer it got."""

    order: Order
    answers: list[Answer] = field(default_factory=list)

    @property
    def accepted(self) -> bool:
        return self.answers[-1].status == 200


class Load:
    """Clerks giving commands for as long as the block lasts.

    While a service can't be reached or says so (503), its clerks give the same command again.
    """

    def __init__(self, client: Client, lanes: dict[str, Lane] | None = None) -> None:
        self._client = client
        self._lanes = lanes or self._everyone()
        self.given: dict[str, list[Given]] = {name: [] for name in self._lanes}
        self._looked_in_vain: set[str] = set()
        self.pace_seconds = PACE_SECONDS
        self._ending = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(name, lane), daemon=True)
            for name, lane in self._lanes.items()
        ]

    def _everyone(self) -> dict[str, Lane]:
        return {
            "projects": self._projects,
            "finance": allocations,
            "land": requests_for_land,
            "supervision": matters,
        }

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._ending.set()
        for thread in self._threads:
            thread.join()

    @property
    def all(self) -> list[Given]:
        return [given for lane in self.given.values() for given in list(lane)]

    def failures(self, *lanes: str) -> list[Given]:
        """What was not accepted at once, in these lanes or in all."""
        return [
            g
            for lane in lanes or self.given
            for g in self.given[lane]
            if g.answers[0].status != 200
        ]

    def unaccepted(self) -> list[Given]:
        """What is not accepted even now: the last of each lane is given once more."""
        for given in self.all:
            if not given.accepted:
                given.answers.append(self._client.give(given.order))
        return [given for given in self.all if not given.accepted]

    def accepted(self, lane: str) -> int:
        return sum(given.accepted for given in list(self.given[lane]))

    def wait_for(self, more: int, *lanes: str) -> None:
        """Wait until so many more commands of each of the lanes are accepted."""
        wanted = {lane: self.accepted(lane) + more for lane in lanes or self._lanes}
        eventually(lambda: self._has_accepted(wanted), f"{more} more commands")

    def wait_until_felt(self, *lanes: str) -> None:
        """Wait until a clerk of these lanes, or of any, has met a service that was away."""
        eventually(lambda: self.felt(*lanes), "the fault to be felt")

    def felt(self, *lanes: str) -> bool:
        return bool(self.failures(*lanes) or self._looked_in_vain.intersection(lanes or self.given))

    def _has_accepted(self, wanted: dict[str, int]) -> bool:
        for lane, number in wanted.items():
            assert self.accepted(lane) >= number, (
                lane,
                self.given[lane] and self.given[lane][-1].answers[-1],
            )
        return True

    def go_on(self, seconds: float) -> None:
        """Let them work for a while."""
        self._ending.wait(seconds)

    def _work(self, name: str, lane: Lane) -> None:
        """Courses are finished also when time is up: the next load finds things in order."""
        while not self._ending.is_set():
            for order in lane():
                if not self._give(name, order).accepted:
                    break

    def _give(self, lane: str, order: Order) -> Given:
        started = time.monotonic()
        given = Given(order, [self._client.give(order)])
        self.given[lane].append(given)
        while given.answers[-1].status in AWAY and not self._ending.wait(self.pace_seconds):
            given.answers.append(self._client.give(order))
        self._ending.wait(max(0, self.pace_seconds - (time.monotonic() - started)))
        return given

    def _projects(self) -> Iterator[Order]:
        """A project is admitted, its channel opens, a permit runs late."""
        id = f"work-{next(_numbers)}"
        yield from admission(id)
        if self._opened(id):
            permit = {"project": id, "permit": "planning-permit"}
            asked = {**permit, "organisation": "donggang-approval"}
            yield Order("projects", "request-permit", "taoluo", asked, MOMENT)
            yield Order("projects", "accept-permit", "donggang-approval", permit, MOMENT)

    def _opened(self, project: str) -> bool:
        """Whether the project's green channel opens while the load goes on."""
        path = f"/streams/green-channel-{project}"
        while not self._ending.is_set():
            status = self._client.get("projects", path).status
            if status == 200:
                return True
            if status in AWAY:
                self._looked_in_vain.add("projects")
            self._ending.wait(PACE_SECONDS)
        return False


def allocations() -> Iterator[Order]:
    """Money for the live project."""
    data = {"fund": FUND, "project": GROUND, "amount_fen": 100}
    yield Order("finance", "allocate-funds", "finance", data)


def requests_for_land() -> Iterator[Order]:
    """New land for the live project, which then gives it back."""
    request = {"request": f"work-{next(_numbers)}"}
    wanted = {"project": GROUND, "town": "taoluo", "area": "10.00", "use": "public"}
    asked = {**request, **wanted, "screening": []}
    yield Order("land", "request-new-land", "taoluo", asked)
    yield Order("land", "allocate-land", "natural-resources", {**request, "source": "reserve"})
    yield Order("land", "return-draw", "natural-resources", {**request, "reason": "演示-退回"})


def matters() -> Iterator[Order]:
    """A matter of a town."""
    data = {
        "issue": f"work-{next(_numbers)}", "town": "taoluo", "kind": "problem",
        "title": "演示-供电不足", "description": "演示-线路容量不足", "clause": "RZ-2.1.b",
    }  # fmt: skip
    yield Order("supervision", "raise-issue", "taoluo", data)


def admission(id: str) -> Iterator[Order]:
    """A project's way into the library."""
    application = {
        "project": id, "name": f"演示-{id}", "town": "taoluo", "kind": "infrastructure",
        "origin": "own", "unit": "演示-建设单位", "investment_fen": 100_000_000,
        "national_code": f"code-{id}",
    }  # fmt: skip
    yield Order("projects", "apply-for-admission", "taoluo", application, MOMENT)
    project = {"project": id}
    yield Order("projects", "pass-preliminary-review", "donggang-housing", project, MOMENT)
    opinion = {"agrees": True, "statutory": False, "reason": "同意"}
    for reviewer in REVIEWERS:
        yield Order("projects", "give-opinion", reviewer, {**project, **opinion}, MOMENT)
    yield Order("projects", "admit-project", "housing", project, MOMENT)


def prepare_ground(client: Client) -> None:
    """The fund and the live project that the lanes of finance and land rest on."""
    for order in admission(GROUND):
        _accepted(client, order)
    year = today().year  # money is only good for some years
    fund = {"fund": FUND, "name": "演示-资金", "source": "city", "kind": "special", "year": year}
    _accepted(client, Order("finance", "register-fund", "finance", fund))
    money = {"fund": FUND, "amount_fen": 10**12}
    _accepted(client, Order("finance", "appropriate", "finance", money))
    scale = {"county": "donggang", "scale": "1000000.00"}
    _accepted(client, Order("land", "set-construction-scale", "natural-resources", scale))
    reserve = {"county": "donggang", "reserved": "200000.00"}
    _accepted(client, Order("land", "set-reserve", "donggang", reserve))
    for service, stream in (("finance", "eligibility"), ("land", "screening")):
        path = f"/streams/{stream}-{GROUND}"
        eventually(lambda s=service, p=path: client.get(s, p).status == 200, path)


def _accepted(client: Client, order: Order) -> None:
    answer = client.give(order)
    assert answer.status == 200, answer
